import { type ast, compareBytes, escapeName } from '@wit-ts/wit-parser';
import type { Names } from '../names/names.js';
import type { BoundPart, NameSymbol, Scope } from '../names/symbol.js';
import { indentAt } from '../edits.js';
import type { TextEdit } from '../types.js';
import type { Context } from './context.js';

/**
 * Sorts the `use` statements that stand together, merges those of one interface, and removes names that nothing in any file uses.
 * Statements with attributes or comments stay where they are, and so does what follows a mistake.
 */
export function provideOrganizeUses({ names, path, tree }: Context): TextEdit[] {
  const used = usedSymbols(names);
  const edits: TextEdit[] = [];
  for (const part of names.file(path)?.parts ?? []) {
    const top = part.items.filter((item) => item.kind !== 'package');
    for (const run of runs(tree, top, isTopUse))
      addEdit(edits, tree, run, topTexts(names, part, run, used));
  }
  for (const scope of names.file(path)?.scopes ?? []) {
    const { body } = scope;
    if (body.damaged) continue;
    for (const run of runs(tree, body.items, isUse)) {
      addEdit(edits, tree, run, useTexts(names, tree, scope, run, used));
    }
  }
  return edits;
}

function isUse(item: { kind: string }): item is ast.Use {
  return item.kind === 'use';
}

function isTopUse(item: { kind: string }): item is ast.TopLevelUse {
  return item.kind === 'top-level-use';
}

/** Everything that something leads to: names of types, and names in a `use` of another interface. */
function usedSymbols(names: Names): ReadonlySet<NameSymbol> {
  const used = new Set<NameSymbol>();
  for (const { occurrences } of names.files) {
    for (const occurrence of occurrences) {
      if (occurrence.role === 'definition') continue;
      const meaning = names.meaning(occurrence);
      if (meaning?.kind === 'symbol') used.add(meaning.symbol);
    }
  }
  return used;
}

/** Runs of neighbours that nothing is said about and that hold no comments. */
function runs<Item extends ast.Node & ast.Documented, Use extends Item & { gates: ast.Gate[] }>(
  tree: ast.Ast,
  items: readonly Item[],
  isOne: (item: Item) => item is Use,
): Use[][] {
  const found: Use[][] = [];
  let current: Use[] = [];
  for (const item of items) {
    const isPlain = isOne(item) && isUntouched(tree, item);
    if (!isPlain || (current.length > 0 && item.docsStart < item.docsEnd)) {
      if (current.length > 0) found.push(current);
      current = [];
    }
    if (isPlain) current.push(item);
  }
  if (current.length > 0) found.push(current);
  return found;
}

/** No attributes, and no comment before it, within it or behind it on its line. */
function isUntouched(
  { text, comments }: ast.Ast,
  item: ast.Node & ast.Documented & { gates: ast.Gate[] },
): boolean {
  if (item.gates.length > 0 || item.docsStart < item.docsEnd) return false;
  if ('damaged' in item && item.damaged === true) return false;
  const feed = text.indexOf('\n', item.end);
  const lineEnd = feed === -1 ? text.length : feed;
  const next = comments[item.docsEnd];
  return next === undefined || next.start >= lineEnd;
}

function useTexts(
  names: Names,
  { text }: ast.Ast,
  { types }: Scope,
  run: readonly ast.Use[],
  used: ReadonlySet<NameSymbol>,
): string[] {
  const byPath = new Map<string, Map<string, string>>();
  for (const use of run) {
    const path = text.slice(use.path.start, use.path.end);
    const list = byPath.get(path) ?? new Map<string, string>();
    byPath.set(path, list);
    for (const item of use.names) {
      const symbol = types.get((item.alias ?? item.name).text);
      // A name that stands twice or leads nowhere is a mistake, which is not hidden.
      const isOwn = symbol?.kind === 'used' && symbol.item === item;
      if (isOwn && !used.has(symbol) && names.targetOf(symbol) !== undefined) continue;
      const name = escapeName(item.name.text);
      const entry = item.alias === undefined ? name : `${name} as ${escapeName(item.alias.text)}`;
      list.set(isOwn ? entry : `${entry} ${item.start}`, entry);
    }
  }
  return [...byPath]
    .filter(([, list]) => list.size > 0)
    .toSorted(([a], [b]) => comparePaths(a, b))
    .map(
      ([path, list]) => `use ${path}.{${[...list.values()].toSorted(compareBytes).join(', ')}};`,
    );
}

function topTexts(
  names: Names,
  part: BoundPart,
  run: readonly ast.TopLevelUse[],
  used: ReadonlySet<NameSymbol>,
): string[] {
  const { text } = part.tree;
  return run
    .filter((item) => {
      const symbol = part.aliases.get((item.alias ?? item.path.name).text);
      if (symbol === undefined || symbol.item !== item || used.has(symbol)) return true;
      return names.targetOf(symbol) === undefined;
    })
    .map((item) => text.slice(item.start, item.end))
    .toSorted((a, b) => comparePaths(a.slice(4).trim(), b.slice(4).trim()));
}

/** Paths with a package first. */
function comparePaths(a: string, b: string): number {
  const order = Number(!a.includes('/')) - Number(!b.includes('/'));
  return order === 0 ? compareBytes(a, b) : order;
}

function addEdit(
  edits: TextEdit[],
  { text }: ast.Ast,
  run: readonly ast.Node[],
  lines: readonly string[],
): void {
  const first = run[0];
  const last = run.at(-1);
  if (first === undefined || last === undefined) return;
  let { start } = first;
  let { end } = last;
  const indent = indentAt(text, start);
  if (lines.length === 0) {
    // The line goes with its statement.
    while (start > 0 && /[ \t]/.test(text[start - 1] ?? '')) start -= 1;
    const isLine = (start === 0 || text[start - 1] === '\n') && text[end] === '\n';
    if (isLine) end += 1;
    else ({ start } = first);
    edits.push({ range: { start, end }, newText: '' });
    return;
  }
  const newText = lines.join(`\n${indent}`);
  if (text.slice(start, end) !== newText) edits.push({ range: { start, end }, newText });
}
