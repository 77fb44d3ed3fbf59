import type { ast } from '@wit-ts/wit-parser';
import { type FormatOptions, formatEdits } from '@wit-ts/formatter';
import type { Range, TextEdit } from '../types.js';
import type { Context } from './context.js';

/** The edits that lay a document, or a part of it, out; none where it has mistakes of syntax. */
export function provideFormatting(
  { tree, path }: Context,
  options: FormatOptions,
  range: Range = { start: 0, end: tree.text.length },
): TextEdit[] {
  const found = formatEdits(tree.text, path, options, range);
  if (!found.ok) return [];
  return found.edits.map(({ start, end, newText }) => ({ range: { start, end }, newText }));
}

/** The same behind a `;` or `}` that was just typed: for the statement that it ends, or the body that it closes. */
export function provideOnTypeFormatting(
  context: Context,
  offset: number,
  character: string,
  options: FormatOptions,
): TextEdit[] {
  const { tree } = context;
  const at = offset - 1;
  if (tree.text[at] !== character) return [];
  const start =
    character === '}'
      ? openOf(tree, at)
      : character === ';'
        ? startOfStatement(tree, at)
        : undefined;
  if (start === undefined) return [];
  // The blanks behind it belong to what is typed next.
  return provideFormatting(context, options, { start, end: at }).filter(
    ({ range }) => range.end <= offset,
  );
}

type Tree = Context['tree'];

/** Where the item starts whose braces close at a place. */
function openOf(tree: Tree, close: number): number | undefined {
  const work: (ast.TopLevelItem | ast.InterfaceItem | ast.WorldItem)[] = [...tree.items];
  for (let item = work.pop(); item !== undefined; item = work.pop()) {
    if (close < item.start || close >= item.end) continue;
    switch (item.kind) {
      case 'package':
      case 'interface':
      case 'world':
        if (item.close === close) return item.start;
        work.push(...item.items);
        break;
      case 'import':
      case 'export':
        if (item.extern.kind !== 'interface') break;
        if (item.extern.close === close) return item.start;
        work.push(...item.extern.items);
        break;
      case 'record':
      case 'variant':
      case 'enum':
      case 'flags':
      case 'resource':
      case 'use':
      case 'include':
        return item.start;
      case 'function':
      case 'type':
      case 'top-level-use':
        break;
    }
  }
  return undefined;
}

function startOfStatement({ text }: Tree, at: number): number {
  const before = text.slice(0, at);
  const edge = Math.max(before.lastIndexOf(';'), before.lastIndexOf('{'), before.lastIndexOf('\n'));
  return edge + 1;
}
