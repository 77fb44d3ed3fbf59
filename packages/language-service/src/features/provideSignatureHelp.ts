import { type Cursor, cursorAt } from '../completion/cursor.js';
import { bindFile } from '../names/bind.js';
import { docsOfSymbol } from '../names/describe.js';
import type { Range, SignatureHelp } from '../types.js';
import type { Context } from './context.js';
import { isInComment } from './provideHover.js';

/** A list of parameters is looked at no further. */
const FARTHEST = 4000;

/** The signature of the function whose parameters are being written, with the one at the place; finished or not. */
export function provideSignatureHelp(context: Context, offset: number): SignatureHelp | undefined {
  const { tree } = context;
  if (isInComment(tree, offset)) return undefined;
  const from = bindFile(tree).startBefore(offset);
  const cursor = paramsAround(tree.text, offset, from);
  const name = cursor?.head[0];
  if (cursor === undefined || name === undefined) return undefined;
  const rest = tree.text.slice(cursor.open, cursor.open + FARTHEST);
  const { params, end } = splitParams(rest);
  const isConstructor = name.text === 'constructor';
  const words = cursor.head.slice(2).map(({ text }) => text);
  let label = isConstructor ? 'constructor(' : `${name.text}: ${words.join(' ')}(`;
  const parameters: Range[] = [];
  for (const [index, param] of params.entries()) {
    if (index > 0) label += ', ';
    parameters.push({ start: label.length, end: label.length + param.length });
    label += param;
  }
  const result = /^\)\s*->\s*([^;{}]*?)\s*;/.exec(rest.slice(end))?.[1];
  return {
    label: `${label})${result === undefined ? '' : ` -> ${flat(result)}`}`,
    parameters,
    documentation: docsAt(context, name.start),
    activeParameter: cursor.index,
  };
}

/** The list of parameters that a place is in, be it within a type there. */
function paramsAround(text: string, offset: number, from: number): Cursor | undefined {
  let cursor = cursorAt(text, offset, from);
  while (cursor.kind === 'type' && cursor.around.includes('params')) {
    const outer = cursorAt(text, cursor.open - 1, from);
    if (outer.open >= cursor.open) return undefined;
    cursor = outer;
  }
  return cursor.kind === 'params' ? withoutDirection(cursor) : undefined;
}

/** `import f: func` is shown as `f: func`. */
function withoutDirection(cursor: Cursor): Cursor {
  const first = cursor.head[0]?.text;
  return first === 'import' || first === 'export'
    ? { ...cursor, head: cursor.head.slice(1) }
    : cursor;
}

/** The parameters up to the parenthesis that closes the list, or up to where it must have been forgotten. */
function splitParams(text: string): { params: string[]; end: number } {
  const params: string[] = [];
  let depth = 0;
  let start = 0;
  let at = 0;
  for (; at < text.length; at += 1) {
    const char = text[at];
    if (char === '<') depth += 1;
    else if (char === '>') depth -= 1;
    else if (char === ')' || char === ';' || char === '{' || char === '}') break;
    else if (char === ',' && depth <= 0) {
      params.push(flat(text.slice(start, at)));
      start = at + 1;
    }
  }
  params.push(flat(text.slice(start, at)));
  return { params: params.filter((param) => param !== ''), end: at };
}

/** Text on one line. */
function flat(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

function docsAt({ names, path }: Context, offset: number): string | undefined {
  const occurrence = names.occurrenceAt(path, offset);
  return occurrence?.role === 'definition' ? docsOfSymbol(occurrence.symbol) : undefined;
}
