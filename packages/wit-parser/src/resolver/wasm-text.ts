/** Tells WebAssembly from WIT by its content, as the reference does: the name of a file does not decide. */

const MAGIC = [0x00, 0x61, 0x73, 0x6d];

export function isWasmBinary(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, i) => bytes[i] === byte);
}

/** Whether the first thing in a text, behind blanks and comments of WebAssembly text, is `(`. */
export function isWasmText(text: string): boolean {
  let at = 0;
  for (;;) {
    const char = text[at];
    if (char === ' ' || char === '\t' || char === '\n' || char === '\r') {
      at += 1;
    } else if (text.startsWith(';;', at)) {
      const end = text.indexOf('\n', at);
      if (end === -1) return false;
      at = end + 1;
    } else if (text.startsWith('(;', at)) {
      at = endOfBlockComment(text, at);
      if (at === -1) return false;
    } else {
      return char === '(';
    }
  }
}

/** Block comments nest. */
function endOfBlockComment(text: string, start: number): number {
  const marks = /\(;|;\)/g;
  marks.lastIndex = start;
  let depth = 0;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    depth += mark[0] === '(;' ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  return -1;
}
