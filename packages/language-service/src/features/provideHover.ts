import type { AbiType } from '@wit-ts/canonical-abi/layout';
import { type ast, docsOf } from '@wit-ts/wit-parser';
import { Abi, coreSignatures, layoutText } from '../names/abi.js';
import {
  containerText,
  declarationText,
  docsOfSymbol,
  firstFrom,
  gatesText,
} from '../names/describe.js';
import { enclosingScope } from '../names/scope.js';
import { type NameSymbol, type Occurrence, type Scope, gatesOf } from '../names/symbol.js';
import type { Hover } from '../types.js';
import { type Context, rangeOf } from './context.js';
import { typeAt } from './type-at.js';

/** What the name or type at a place is: its definition, comments, attributes, layout, and for a function its core signatures. */
export function provideHover(context: Context, offset: number): Hover | undefined {
  const { names, path, tree } = context;
  if (isInComment(tree, offset)) return undefined;
  const occurrence = names.occurrenceAt(path, offset);
  if (occurrence !== undefined) {
    const contents = hoverOf(context, occurrence);
    return contents === undefined ? undefined : { range: rangeOf(occurrence), contents };
  }
  const found = typeAt(names, path, offset);
  const abi = found && new Abi(names).ofExpression(found.type, found.scope);
  if (found === undefined || abi === undefined) return undefined;
  const text = tree.text.slice(found.type.start, found.type.end);
  return {
    range: rangeOf(found.type),
    contents: joined([fenced(text), layoutText(abi)]),
  };
}

function hoverOf(context: Context, occurrence: Occurrence): string | undefined {
  const { names } = context;
  const meaning = names.meaning(occurrence);
  switch (meaning?.kind) {
    case undefined:
      return undefined;
    case 'symbol':
      return symbolHover(context, meaning.symbol);
    case 'package':
      return packageHover(context, meaning.key);
    case 'feature': {
      const active =
        context.workspace.options.allFeatures === true ||
        context.workspace.options.features?.includes(meaning.name) === true;
      return `feature \`${meaning.name}\`, ${active ? 'switched on' : 'switched off: what it gates is left out'}`;
    }
  }
}

/** The definition behind a name, with how the name came here where it has another one. */
function symbolHover({ names }: Context, symbol: NameSymbol): string {
  const definition = names.definitionOf(symbol);
  const owner = containerText(definition, names);
  const notes = [
    owner === '' ? undefined : `in \`${owner}\``,
    definition.name === symbol.name || definition === symbol
      ? undefined
      : `here \`${symbol.name}\``,
    ...gatesText(gatesOf(definition)),
  ].filter((note) => note !== undefined);
  return joined([
    fenced(declarationText(definition)),
    docsOfSymbol(definition),
    notes.join(' · '),
    abiText(new Abi(names), definition),
  ]);
}

function abiText(abi: Abi, symbol: NameSymbol): string | undefined {
  const scope = enclosingScope(symbol);
  switch (symbol.kind) {
    case 'type': {
      const type = abi.ofSymbol(symbol);
      if (type === undefined) return undefined;
      const text = layoutText(type);
      return symbol.item.kind === 'resource' ? `a handle: ${text}` : text;
    }
    case 'field':
    case 'param': {
      const type = scope && abi.ofExpression(symbol.item.type, scope);
      return type && layoutText(type);
    }
    case 'case': {
      const payload = 'type' in symbol.item ? symbol.item.type : undefined;
      const type = payload && scope && abi.ofExpression(payload, scope);
      return type && `payload: ${layoutText(type)}`;
    }
    case 'function':
      return scope && coreText(abi, symbol.item.function, [], scope, undefined);
    case 'extern':
      return scope && coreText(abi, symbol.extern.function, [], scope, symbol.item.kind);
    case 'method': {
      const self: AbiType[] =
        symbol.item.kind === 'method' ? [{ kind: 'borrow', resource: 0 }] : [];
      const made =
        symbol.item.kind === 'constructor' ? ({ kind: 'own', resource: 0 } as const) : undefined;
      return scope && coreText(abi, symbol.item.function, self, scope, undefined, made);
    }
    case 'interface':
    case 'world':
    case 'inline':
    case 'label':
    case 'used':
    case 'alias':
    case 'renamed':
    case 'flag':
      return undefined;
  }
}

function coreText(
  abi: Abi,
  node: ast.FunctionType,
  before: readonly AbiType[],
  scope: Scope,
  direction: 'import' | 'export' | undefined,
  made?: AbiType,
): string | undefined {
  const params = node.params.map(({ type }) => abi.ofExpression(type, scope));
  const known = params.filter((type) => type !== undefined);
  const result = node.result === undefined ? made : abi.ofExpression(node.result, scope);
  if (known.length < params.length || (node.result !== undefined && result === undefined))
    return undefined;
  const core = coreSignatures([...before, ...known], result);
  if (direction !== undefined) return `core: \`${core[direction]}\``;
  if (core.import === core.export) return `core: \`${core.import}\``;
  return `core: imported as \`${core.import}\`, exported as \`${core.export}\``;
}

function packageHover({ names }: Context, key: string): string | undefined {
  const found = names.packages.get(key);
  if (found === undefined) return undefined;
  const items = [...names.itemsOf(found)];
  const list = (kind: 'interface' | 'world'): string | undefined => {
    const own = items.filter((item) => item.kind === kind).map(({ name }) => `\`${name}\``);
    return own.length === 0 ? undefined : `${kind}s: ${own.join(', ')}`;
  };
  const docs = found.parts
    .map(({ tree, header }) =>
      tree.package !== undefined && tree.package.name === header
        ? docsOf(tree, tree.package)
        : undefined,
    )
    .find((text) => text !== undefined);
  return joined([fenced(`package ${key};`), docs, list('interface'), list('world')]);
}

function fenced(text: string): string {
  return `\`\`\`wit\n${text}\n\`\`\``;
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

/** Whether a place is within a comment; of a line comment its end too. */
export function isInComment({ comments }: ast.Ast, offset: number): boolean {
  const comment = comments[firstFrom(comments, offset) - 1];
  if (comment === undefined) return false;
  return comment.block ? offset < comment.end : offset <= comment.end;
}
