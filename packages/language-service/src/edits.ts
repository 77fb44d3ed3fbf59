/** Edits that several features make. */
import { type ast, escapeName } from '@wit-ts/wit-parser';
import type { ItemSymbol, Names } from './names/names.js';
import { type BoundPart, type Scope, packageKeyOf, packageNodesOf } from './names/symbol.js';
import { qualified } from './names/describe.js';
import type { TextEdit } from './types.js';

/** The path by which a file names an interface or world: its name where that is enough, otherwise with its package. */
export function pathTo(names: Names, item: ItemSymbol, part: BoundPart): string {
  const own = names.packageOf(part);
  const target = names.packageOf(item.part);
  if (own === target && names.itemNamed(item.name, part) === item) return escapeName(item.name);
  for (const [alias, symbol] of part.aliases) {
    if (names.targetOf(symbol) === item) return escapeName(alias);
  }
  return qualified(escapedKey(target?.key ?? ''), escapeName(item.name));
}

/** `ns:name@version` with keywords escaped. */
export function escapedKey(key: string): string {
  const [bare = '', version] = key.split('@');
  const name = bare.split(':').map(escapeName).join(':');
  return version === undefined ? name : `${name}@${version}`;
}

/** Brings a type into a body: to a `use` that is there of the same interface, otherwise by a new one. */
export function useEdit(names: Names, scope: Scope, from: ItemSymbol, type: string): TextEdit {
  const uses = scope.body.items.filter((item) => item.kind === 'use');
  for (const use of uses) {
    const last = use.names.at(-1);
    if (last === undefined || use.gates.length > 0) continue;
    if (names.finalItem(use.path, scope.part) !== from) continue;
    return { range: { start: last.end, end: last.end }, newText: `, ${escapeName(type)}` };
  }
  const text = `use ${pathTo(names, from, scope.part)}.{${escapeName(type)}};`;
  return statementEdit(scope, text, uses.at(-1));
}

/** Adds a statement to a body: behind an item, or at its beginning. */
export function statementEdit(scope: Scope, text: string, behind?: ast.Node): TextEdit {
  const { text: source } = scope.part.tree;
  const { open, close, items } = scope.body;
  if (behind !== undefined) {
    const indent = indentAt(source, behind.start);
    return insertion(behind.end, `\n${indent}${text}`);
  }
  const first = items[0];
  const indent =
    first === undefined ? `${indentAt(source, open)}  ` : indentAt(source, first.start);
  const isOnOneLine = close !== -1 && !source.slice(open, close).includes('\n');
  if (!isOnOneLine) return insertion(open + 1, `\n${indent}${text}`);
  return insertion(open + 1, ` ${text}${items.length > 0 ? '' : ' '}`);
}

/** The white space before the line that a place is in. */
export function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

export function insertion(offset: number, newText: string): TextEdit {
  return { range: { start: offset, end: offset }, newText };
}

/** The package that a path names, where it names one. */
export function keyOfPath(path: ast.Path): string | undefined {
  return path.kind === 'package' ? packageKeyOf(packageNodesOf(path)) : undefined;
}
