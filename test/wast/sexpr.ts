/** S-expressions of WebAssembly text, with their places; atoms are kept as they are written. */

export type Sexpr = List | Atom;

export interface List {
  kind: 'list';
  items: Sexpr[];
  start: number;
  end: number;
}

export interface Atom {
  kind: 'atom';
  /** As written, quotes included. */
  text: string;
  start: number;
  end: number;
}

/** A mistake in the text of a script. */
export class SexprError extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(`${message} (at offset ${offset})`);
  }
}

/** Splits a text into its top-level expressions. */
export function parseSexprs(text: string): Sexpr[] {
  const root: Sexpr[] = [];
  const open: List[] = [];
  let pos = 0;
  const add = (item: Sexpr): void => {
    (open.at(-1)?.items ?? root).push(item);
  };
  while (pos < text.length) {
    const start = pos;
    const char = text[pos] as string;
    if (/\s/.test(char)) {
      pos++;
    } else if (text.startsWith(';;', pos)) {
      const end = text.indexOf('\n', pos);
      pos = end < 0 ? text.length : end;
    } else if (text.startsWith('(;', pos)) {
      pos = endOfBlockComment(text, pos);
    } else if (char === '(') {
      open.push({ kind: 'list', items: [], start, end: start });
      pos++;
    } else if (char === ')') {
      const list = open.pop();
      if (list === undefined) throw new SexprError('`)` without `(`', pos);
      list.end = ++pos;
      add(list);
    } else {
      pos = char === '"' ? endOfString(text, pos) : endOfWord(text, pos);
      add({ kind: 'atom', text: text.slice(start, pos), start, end: pos });
    }
  }
  const left = open.at(-1);
  if (left !== undefined) throw new SexprError('`(` without `)`', left.start);
  return root;
}

function endOfBlockComment(text: string, start: number): number {
  let depth = 0;
  for (let pos = start; pos < text.length; pos++) {
    if (text.startsWith('(;', pos)) {
      depth++;
      pos++;
    } else if (text.startsWith(';)', pos)) {
      depth--;
      pos++;
      if (depth === 0) return pos + 1;
    }
  }
  throw new SexprError('a comment does not end', start);
}

function endOfString(text: string, start: number): number {
  for (let pos = start + 1; pos < text.length; pos++) {
    if (text[pos] === '\\') pos++;
    else if (text[pos] === '"') return pos + 1;
  }
  throw new SexprError('a string does not end', start);
}

function endOfWord(text: string, start: number): number {
  let pos = start;
  while (pos < text.length) {
    if (/[\s()]/.test(text[pos] as string) || text.startsWith(';;', pos)) break;
    // A word can hold a string: `string-encoding="…"` and annotations.
    pos = text[pos] === '"' ? endOfString(text, pos) : pos + 1;
  }
  return pos;
}

/** The first atom of a list, such as `component`. */
export function headOf(item: Sexpr | undefined): string | undefined {
  const first = item?.kind === 'list' ? item.items[0] : undefined;
  return first?.kind === 'atom' ? first.text : undefined;
}

/** Whether an atom is a string in quotes. */
export function isString(item: Sexpr | undefined): item is Atom {
  return item?.kind === 'atom' && item.text.startsWith('"');
}

/** The bytes that a string in quotes stands for. */
export function stringBytes(atom: Atom): Uint8Array {
  const bytes: number[] = [];
  const text = atom.text.slice(1, -1);
  const encoder = new TextEncoder();
  const simple = new Map([
    ['t', 9],
    ['n', 10],
    ['r', 13],
    ['"', 34],
    ["'", 39],
    ['\\', 92],
  ]);
  for (let i = 0; i < text.length; i++) {
    if (text[i] !== '\\') {
      const code = text.codePointAt(i) as number;
      if (code > 0xffff) i++;
      bytes.push(...encoder.encode(String.fromCodePoint(code)));
      continue;
    }
    const next = text[++i] as string;
    const known = simple.get(next);
    if (known !== undefined) {
      bytes.push(known);
    } else if (next === 'u') {
      const end = text.indexOf('}', i);
      bytes.push(...encoder.encode(String.fromCodePoint(parseInt(text.slice(i + 2, end), 16))));
      i = end;
    } else {
      bytes.push(parseInt(text.slice(i, i + 2), 16));
      i++;
    }
  }
  return Uint8Array.from(bytes);
}

/** The text that a string in quotes stands for. */
export function stringText(atom: Atom): string {
  return new TextDecoder().decode(stringBytes(atom));
}
