import { type ast, escapeName } from '@wit-ts/wit-parser';
import { declarationText, docsOfSymbol, isDeprecated } from '../names/describe.js';
import { useEdit } from '../edits.js';
import type { Names } from '../names/names.js';
import type { NameSymbol, Scope } from '../names/symbol.js';
import { qualifiedItem } from '../names/describe.js';
import type { CompletionItem, CompletionKind, Range } from '../types.js';

const KEYS = ['bool', 's8', 's16', 's32', 's64', 'u8', 'u16', 'u32', 'u64', 'char', 'string'];
const PRIMITIVES = [...KEYS, 'f32', 'f64', 'error-context'];

const CONSTRUCTORS: readonly [name: string, text: string, what: string][] = [
  ['list', 'list<$1>', 'any number of values of one type'],
  ['option', 'option<$1>', 'a value or none'],
  ['result', 'result<$1, $2>', 'a value or an error; either can be left out'],
  ['tuple', 'tuple<$1>', 'values of several types in order'],
  ['map', 'map<$1, $2>', 'values by keys, which are bool, integers, char or string'],
  ['future', 'future<$1>', 'a value that comes later'],
  ['stream', 'stream<$1>', 'values that come one after the other'],
  ['own', 'own<$1>', 'a handle that owns a resource'],
  ['borrow', 'borrow<$1>', 'a handle of a resource for the time of a call'],
];

/** What a type can be at a place. */
export interface WantedType {
  resource: boolean;
  key: boolean;
  /** What is written already; of other interfaces only types that it can become are offered. */
  word: string;
}

/** Of other interfaces no more types are offered; more that is written leaves fewer. */
const MOST_FOREIGN = 200;

/** Types: those of the body, built-in ones, and those of other interfaces with the `use` that brings them in. */
export function typeItems(
  names: Names,
  scope: Scope | undefined,
  range: Range,
  wanted: WantedType,
): CompletionItem[] {
  const items: CompletionItem[] = [];
  if (!wanted.resource) {
    for (const name of wanted.key ? KEYS : PRIMITIVES) {
      items.push(plainItem(name, 'primitive', range, '1'));
    }
  }
  if (!wanted.resource && !wanted.key) {
    for (const [name, text, what] of CONSTRUCTORS) {
      items.push({
        ...plainItem(name, 'keyword', range, '2'),
        detail: text.replaceAll(/\$\d/g, '_'),
        documentation: what,
        edit: { range, newText: text },
        snippet: true,
      });
    }
  }
  // The key of a map is spelt directly.
  if (scope === undefined || wanted.key) return items;
  for (const symbol of scope.types.values()) {
    if (isWanted(names, symbol, wanted)) items.push(symbolItem(names, symbol, range, '0'));
  }
  return [...items, ...foreignTypes(names, scope, range, wanted)];
}

function* foreignTypes(
  names: Names,
  scope: Scope,
  range: Range,
  wanted: WantedType,
): Generator<CompletionItem> {
  const own = names.packageOf(scope.part);
  let left = MOST_FOREIGN;
  for (const named of new Set([...(own === undefined ? [] : [own]), ...names.packages.values()])) {
    for (const item of names.itemsOf(named)) {
      if (item.kind !== 'interface' || item === scope.owner) continue;
      if (!item.item.items.some((one) => isType(one) && hasLetters(one.name.text, wanted.word))) {
        continue;
      }
      for (const symbol of names.scopeOf(item)?.types.values() ?? []) {
        if (symbol.kind !== 'type' || scope.types.has(symbol.name)) continue;
        if (!hasLetters(symbol.name, wanted.word) || !isWanted(names, symbol, wanted)) continue;
        left -= 1;
        if (left < 0) return;
        const path = named === own ? item.name : qualifiedItem(named, item.name);
        yield {
          ...symbolItem(names, symbol, range, named === own ? '3' : '4'),
          detail: `use ${path}.{${symbol.name}}`,
          additionalEdits: [useEdit(names, scope, item, symbol.name)],
        };
      }
    }
  }
}

function isType(item: ast.InterfaceItem): item is ast.TypeItem {
  return item.kind !== 'use' && item.kind !== 'function';
}

/** Whether a name has the letters of a word in their order. */
export function hasLetters(name: string, word: string): boolean {
  let at = 0;
  for (const letter of word) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function isWanted(names: Names, symbol: NameSymbol, { resource }: WantedType): boolean {
  if (!resource) return true;
  return leadsToResource(names, symbol);
}

/** Whether a type is a resource, through `use` and `type a = b`. */
function leadsToResource(names: Names, symbol: NameSymbol): boolean {
  const seen = new Set<NameSymbol>();
  let current: NameSymbol | undefined = names.definitionOf(symbol);
  while (current?.kind === 'type' && !seen.has(current)) {
    seen.add(current);
    const { item, owner }: { item: ast.TypeItem; owner: NameSymbol | undefined } = current;
    if (item.kind !== 'type') return item.kind === 'resource';
    if (item.type.kind !== 'name' || owner === undefined) return false;
    const next: NameSymbol | undefined = names.scopeOf(owner)?.types.get(item.type.text);
    current = next && names.definitionOf(next);
  }
  return false;
}

/** A definition to choose. */
export function symbolItem(
  names: Names,
  symbol: NameSymbol,
  range: Range,
  group: string,
): CompletionItem {
  const definition = names.definitionOf(symbol);
  return {
    label: escapeName(symbol.name),
    kind: kindOf(definition),
    detail: declarationText(definition).split('\n')[0],
    documentation: docsOfSymbol(definition),
    edit: { range, newText: escapeName(symbol.name) },
    snippet: false,
    additionalEdits: [],
    sortText: `${group}${symbol.name}`,
    deprecated: isDeprecated(definition),
  };
}

function kindOf(symbol: NameSymbol): CompletionKind {
  switch (symbol.kind) {
    case 'interface':
    case 'inline':
      return 'interface';
    case 'world':
      return 'world';
    case 'type':
      return symbol.item.kind === 'type' ? 'alias' : symbol.item.kind;
    case 'used':
    case 'alias':
      return 'alias';
    case 'function':
    case 'method':
    case 'extern':
      return 'function';
    case 'label':
    case 'renamed':
    case 'field':
    case 'case':
    case 'flag':
    case 'param':
      return 'label';
  }
}

/** Something to insert as it is called. */
export function plainItem(
  label: string,
  kind: CompletionKind,
  range: Range,
  group: string,
): CompletionItem {
  return {
    label,
    kind,
    detail: undefined,
    documentation: undefined,
    edit: { range, newText: label },
    snippet: false,
    additionalEdits: [],
    sortText: `${group}${label}`,
    deprecated: false,
  };
}
