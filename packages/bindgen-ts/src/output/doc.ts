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
  return parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part]));
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
    const { doc: next, flat } = item;
    if (typeof next === 'string') {
      out.push(next);
      column += next.length;
    } else if (isList(next)) {
      for (let index = next.length - 1; index >= 0; index -= 1) {
        const part = next[index];
        if (part !== undefined) stack.push({ indentation: item.indentation, flat, doc: part });
      }
    } else if (next.kind === 'indent') {
      stack.push({ indentation: item.indentation + 2, flat, doc: next.body });
    } else if (next.kind === 'if-break') {
      stack.push({ indentation: item.indentation, flat, doc: flat ? next.flat : next.broken });
    } else if (next.kind === 'group') {
      const fitting = !next.broken && (flat || fits(next.body, stack, width - column));
      stack.push({ indentation: item.indentation, flat: fitting, doc: next.body });
    } else if (flat && !next.hard) {
      out.push(next.flat);
      column += next.flat.length;
    } else {
      trimEnd(out);
      out.push(`\n${' '.repeat(item.indentation)}`);
      column = item.indentation;
    }
  }
  trimEnd(out);
  return out.join('');
}

function trimEnd(out: string[]): void {
  for (let last = out.at(-1); last === '' || last?.endsWith(' '); last = out.at(-1)) {
    out.pop();
    const trimmed = last.replace(/ +$/, '');
    if (trimmed !== '') out.push(trimmed);
  }
}

/** Documents of which `fits` has looked at those before `index`. */
interface Frame {
  readonly docs: readonly Doc[];
  readonly flat: boolean;
  index: number;
}

/**
 * Whether a document on one line, and what follows up to the next possible end of line, fits in `room` columns. Looks at
 * no more than that, however long the rest is.
 */
function fits(first: Doc, rest: readonly Item[], room: number): boolean {
  let left = room;
  let restIndex = rest.length;
  const stack: Frame[] = [{ docs: [first], flat: true, index: 0 }];
  while (left >= 0) {
    const frame = stack.at(-1);
    if (frame === undefined) {
      restIndex -= 1;
      const item = rest[restIndex];
      if (item === undefined) return true;
      stack.push({ docs: [item.doc], flat: item.flat, index: 0 });
      continue;
    }
    const next = frame.docs[frame.index];
    frame.index += 1;
    if (next === undefined) stack.pop();
    else if (typeof next === 'string') left -= next.length;
    else if (isList(next)) stack.push({ docs: next, flat: frame.flat, index: 0 });
    else if (next.kind === 'indent') {
      stack.push({ docs: [next.body], flat: frame.flat, index: 0 });
    } else if (next.kind === 'if-break') {
      const chosen = frame.flat ? next.flat : next.broken;
      stack.push({ docs: [chosen], flat: frame.flat, index: 0 });
    } else if (next.kind === 'group') {
      stack.push({ docs: [next.body], flat: frame.flat && !next.broken, index: 0 });
    } else if (frame.flat && !next.hard) left -= next.flat.length;
    else return true;
  }
  return false;
}
