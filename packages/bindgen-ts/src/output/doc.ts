/**
 * A small layout language (after Wadler, and prettier's documents): a text with places where a line may end. What a
 * group holds stands on one line where it fits, else each of its own lines ends.
 */
export type Doc =
  | string
  | readonly Doc[]
  | { readonly kind: 'indent'; readonly body: Doc }
  | { readonly kind: 'group'; readonly body: Doc; readonly broken: boolean }
  | { readonly kind: 'line'; readonly flat: string; readonly hard: boolean }
  | { readonly kind: 'if-break'; readonly broken: Doc; readonly flat: Doc };

/** A space, or the end of the line where the group breaks. */
export const line: Doc = { kind: 'line', flat: ' ', hard: false };
/** Nothing, or the end of the line where the group breaks. */
export const softline: Doc = { kind: 'line', flat: '', hard: false };
/** Always the end of the line; breaks the groups around it. */
export const hardline: Doc = { kind: 'line', flat: '', hard: true };

export function indent(body: Doc): Doc {
  return { kind: 'indent', body };
}

export function group(body: Doc, broken = false): Doc {
  return { kind: 'group', body, broken: broken || hasHardline(body) };
}

export function ifBreak(broken: Doc, flat: Doc = ''): Doc {
  return { kind: 'if-break', broken, flat };
}

export function join(separator: Doc, parts: readonly Doc[]): Doc {
  const joined: Doc[] = [];
  for (const part of parts) {
    if (joined.length > 0) joined.push(separator);
    joined.push(part);
  }
  return joined;
}

/** Lines of a finished text as a document. */
export function lines(text: string): Doc {
  return join(hardline, text.split('\n'));
}

function hasHardline(doc: Doc): boolean {
  const pending: Doc[] = [doc];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next === 'string') continue;
    if (isList(next)) pending.push(...next);
    else if (next.kind === 'line') {
      if (next.hard) return true;
    } else if (next.kind === 'group') {
      if (next.broken) return true;
    } else if (next.kind === 'indent') pending.push(next.body);
  }
  return false;
}

function isList(doc: Doc): doc is readonly Doc[] {
  return Array.isArray(doc);
}

interface Item {
  readonly indentation: number;
  readonly flat: boolean;
  readonly doc: Doc;
}

/** Lays a document out in lines of at most `width` columns, where it can be done. */
export function printDoc(doc: Doc, width = 80, indentation = 0): string {
  const out: string[] = [];
  let column = indentation;
  const stack: Item[] = [{ indentation, flat: false, doc }];
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    const { doc: next, flat, indentation: current } = item;
    if (typeof next === 'string') {
      if (next === '') continue;
      out.push(next);
      column += next.length;
    } else if (isList(next)) {
      pushList(stack, current, flat, next);
    } else if (next.kind === 'indent') {
      stack.push({ indentation: current + 2, flat, doc: next.body });
    } else if (next.kind === 'if-break') {
      stack.push({ indentation: current, flat, doc: flat ? next.flat : next.broken });
    } else if (next.kind === 'group') {
      const fitting = !next.broken && (flat || fits(next.body, stack, width - column));
      stack.push({ indentation: current, flat: fitting, doc: next.body });
    } else if (flat && !next.hard) {
      if (next.flat !== '') out.push(next.flat);
      column += next.flat.length;
    } else {
      trimEnd(out);
      out.push(newline(current));
      column = current;
    }
  }
  trimEnd(out);
  return out.join('');
}

const newlines: string[] = [];

/** The end of a line and the indentation of the next. */
function newline(indentation: number): string {
  let text = newlines[indentation];
  if (text === undefined) {
    text = `\n${' '.repeat(indentation)}`;
    newlines[indentation] = text;
  }
  return text;
}

function trimEnd(out: string[]): void {
  for (let last = out.at(-1); last !== undefined; last = out.at(-1)) {
    if (!last.endsWith(' ')) return;
    out.pop();
    const trimmed = last.replace(/ +$/, '');
    if (trimmed === '') continue;
    out.push(trimmed);
    return;
  }
}

function pushList(stack: Item[], indentation: number, flat: boolean, parts: readonly Doc[]): void {
  for (let index = parts.length - 1; index >= 0; index -= 1) {
    const part = parts[index];
    if (part !== undefined && part !== '') stack.push({ indentation, flat, doc: part });
  }
}

/** Whether `first` on one line, and what follows up to the next possible end of line, fits in `room` columns. */
function fits(first: Doc, rest: readonly Item[], room: number): boolean {
  let left = room;
  let restIndex = rest.length;
  const docs: Doc[] = [first];
  const flats: boolean[] = [true];
  while (left >= 0) {
    let next = docs.pop();
    let flat = flats.pop() ?? true;
    if (next === undefined) {
      restIndex -= 1;
      const item = rest[restIndex];
      if (item === undefined) return true;
      next = item.doc;
      flat = item.flat;
    }
    if (typeof next === 'string') left -= next.length;
    else if (isList(next)) {
      for (let index = next.length - 1; index >= 0; index -= 1) {
        const part = next[index];
        if (part === undefined) continue;
        docs.push(part);
        flats.push(flat);
      }
    } else if (next.kind === 'line') {
      if (!flat || next.hard) return true;
      left -= next.flat.length;
    } else {
      docs.push(next.kind === 'if-break' ? (flat ? next.flat : next.broken) : next.body);
      flats.push(next.kind === 'group' ? flat && !next.broken : flat);
    }
  }
  return false;
}

/** All texts of a document, for looking what occurs in it. */
export function docText(doc: Doc): string {
  const texts: string[] = [];
  const pending: Doc[] = [doc];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next === 'string') texts.push(next);
    else if (isList(next)) for (const part of next) pending.push(part);
    else if (next.kind === 'indent' || next.kind === 'group') pending.push(next.body);
    else if (next.kind === 'if-break') pending.push(next.broken, next.flat);
  }
  return texts.join('\n');
}
