import type { ast } from '@wit-ts/wit-parser';
import { hasLetters } from '../completion/types.js';
import { isDeprecated, qualified, wordFor } from '../names/describe.js';
import { type BoundPart, type NameSymbol, packageKeyOf } from '../names/symbol.js';
import { bindFile } from '../names/bind.js';
import type { DocumentSymbol, SymbolKind, WorkspaceSymbol } from '../types.js';
import type { Workspace } from '../workspace/workspace.js';
import { type Context, fullRangeOf, locationOf, rangeOf } from './context.js';

/** So many symbols are found at most. */
const MOST_FOUND = 500;

/** The definitions of a document as a tree. */
export function provideDocumentSymbols({ tree }: Context): DocumentSymbol[] {
  const file = bindFile(tree);
  const nodes = new Map<NameSymbol, DocumentSymbol>();
  const roots: DocumentSymbol[] = [];
  const packages = new Map<BoundPart, DocumentSymbol>();
  for (const part of file.parts) {
    const { header, nested } = part;
    if (header === undefined) continue;
    const node: DocumentSymbol = {
      name: packageKeyOf(header),
      detail: undefined,
      kind: 'package',
      range: rangeOf(nested ?? tree.package ?? header),
      selection: rangeOf(header),
      deprecated: false,
      children: [],
    };
    roots.push(node);
    if (nested !== undefined) packages.set(part, node);
  }
  for (const occurrence of file.occurrences) {
    if (occurrence.role !== 'definition') continue;
    const { symbol } = occurrence;
    const kind = symbolKind(symbol);
    if (kind === undefined) continue;
    const node: DocumentSymbol = {
      name: symbol.name,
      detail: detailOf(symbol),
      kind,
      range: fullRangeOf(symbol),
      selection: rangeOf(symbol.nameNode),
      deprecated: isDeprecated(symbol),
      children: [],
    };
    nodes.set(symbol, node);
    const parent = symbol.owner === undefined ? packages.get(symbol.part) : nodes.get(symbol.owner);
    (parent?.children ?? roots).push(node);
  }
  return roots;
}

/**
 * The definitions of the whole workspace whose name, or whose path such as `wasi:io/streams.input-stream`, has all words of a query in
 * their order.
 */
export function provideWorkspaceSymbols(workspace: Workspace, query: string): WorkspaceSymbol[] {
  const found: WorkspaceSymbol[] = [];
  const seen = new Set<string>();
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  for (const project of workspace.projects()) {
    for (const { tree, occurrences } of workspace.names(project).files) {
      if (seen.has(tree.file)) continue;
      seen.add(tree.file);
      for (const occurrence of occurrences) {
        if (occurrence.role !== 'definition') continue;
        const { symbol } = occurrence;
        const kind = symbolKind(symbol);
        if (kind === undefined || kind === 'field' || kind === 'case' || kind === 'flag') continue;
        const container = containerOf(symbol);
        if (!matches(words, symbol.name, container)) continue;
        found.push({ name: symbol.name, kind, container, location: locationOf(symbol) });
        if (found.length >= MOST_FOUND) return found;
      }
    }
  }
  return found;
}

function containerOf(symbol: NameSymbol): string {
  const chain: string[] = [];
  for (let { owner } = symbol; owner !== undefined; owner = owner.owner) chain.unshift(owner.name);
  const { header } = symbol.part;
  const inner = chain.join('.');
  return header === undefined ? inner : qualified(packageKeyOf(header), inner);
}

/** A word is in the name letter by letter, or as it is in the path. */
function matches(words: readonly string[], name: string, container: string): boolean {
  const path = `${container}.${name}`.toLowerCase();
  return words.every((word) => path.includes(word) || hasLetters(name.toLowerCase(), word));
}

/** `undefined` for what is shown with something else. */
export function symbolKind(symbol: NameSymbol): SymbolKind | undefined {
  switch (symbol.kind) {
    case 'interface':
    case 'world':
    case 'function':
    case 'field':
    case 'case':
    case 'flag':
      return symbol.kind;
    case 'inline':
    case 'label':
    case 'extern':
      return symbol.item.kind;
    case 'type':
      return symbol.item.kind === 'type' ? 'alias' : symbol.item.kind;
    case 'method':
      return symbol.item.kind;
    case 'used':
    case 'alias':
    case 'renamed':
      return 'alias';
    case 'param':
      return undefined;
  }
}

function detailOf(symbol: NameSymbol): string | undefined {
  switch (symbol.kind) {
    case 'function':
    case 'method':
      return textOf(symbol, symbol.item.function);
    case 'extern':
      return textOf(symbol, symbol.extern.function);
    case 'field':
      return textOf(symbol, symbol.item.type);
    case 'case':
      return 'type' in symbol.item && symbol.item.type !== undefined
        ? textOf(symbol, symbol.item.type)
        : undefined;
    default:
      return wordFor(symbol);
  }
}

function textOf({ tree }: NameSymbol, { start, end }: ast.Node): string {
  return tree.text.slice(start, end).replaceAll(/\s+/g, ' ');
}
