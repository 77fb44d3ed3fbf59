import type { ast } from '@wit-ts/wit-parser';
import type { Names } from '../names/names.js';
import { type NameSymbol, documentedOf } from '../names/symbol.js';
import type { Location, LocationLink, Range } from '../types.js';
import type { Project } from '../workspace/project.js';
import type { Workspace } from '../workspace/workspace.js';

/** A WIT document at the moment of a request, with all that it is resolved with. */
export interface Context {
  readonly workspace: Workspace;
  readonly project: Project;
  readonly names: Names;
  readonly path: string;
  readonly tree: ast.Ast;
}

export function rangeOf({ start, end }: ast.Node): Range {
  return { start, end };
}

/** Where the name of a definition stands. */
export function locationOf(symbol: NameSymbol): Location {
  return { path: symbol.tree.file, range: rangeOf(symbol.nameNode) };
}

/** All of a definition, without the comments and attributes before it. */
export function fullRangeOf(symbol: NameSymbol): Range {
  const node: ast.Node =
    symbol.kind === 'param' ? symbol.item : (documentedOf(symbol) ?? symbol.nameNode);
  return {
    start: Math.min(node.start, symbol.nameNode.start),
    end: Math.max(node.end, symbol.nameNode.end),
  };
}

export function linkTo(symbol: NameSymbol, origin: ast.Node): LocationLink {
  return {
    origin: rangeOf(origin),
    path: symbol.tree.file,
    range: fullRangeOf(symbol),
    selection: rangeOf(symbol.nameNode),
  };
}

/** Takes each place once. */
export function distinctPlaces<T extends Location>(locations: readonly T[]): T[] {
  const seen = new Set<string>();
  return locations.filter(({ path, range }) => {
    const key = `${range.start}:${path}`;
    return !seen.has(key) && seen.add(key);
  });
}
