/** What chars and strings of WAVE text stand for. */
import { Problem, type Range } from './problem.js';

const ESCAPE = /\\(?:(['"tnr\\])|u\{([0-9a-fA-F]{1,6})\})/y;
const SIMPLE: ReadonlyMap<string, string> = new Map([
  ['t', '\t'],
  ['n', '\n'],
  ['r', '\r'],
]);

/** The character of a char literal. @throws Problem */
export function charValue(text: string, range: Range): string {
  return unescape(text, range.start + 1, range.end - 1);
}

/** The text of a string literal between double quotes. @throws Problem */
export function stringValue(text: string, range: Range): string {
  return unescape(text, range.start + 1, range.end - 1);
}

/**
 * The text of a literal between `"""` and `"""`: the spaces before the closing quotes are taken off every line.
 *
 * @throws Problem
 */
export function multilineValue(text: string, range: Range): string {
  const open = range.start + 3;
  const close = range.end - 3;
  const first = /\r?\n/y;
  first.lastIndex = open;
  if (!first.test(text) || first.lastIndex > close) {
    throw new Problem(
      'WAVE0010',
      'the opening """ has to be followed by a line break',
      { start: range.start, end: open },
      'start the text on the next line',
    );
  }
  const lastBreak = text.lastIndexOf('\n', close - 1);
  const indent = text.slice(lastBreak + 1, close);
  if (/[^ ]/.test(indent)) {
    throw new Problem(
      'WAVE0010',
      'the closing """ has to stand on a line of its own',
      { start: close, end: range.end },
      'put it on the next line, with spaces alone before it',
    );
  }
  const lines: string[] = [];
  for (let start = first.lastIndex; start <= lastBreak;) {
    const end = text.indexOf('\n', start);
    if (!text.startsWith(indent, start)) {
      throw new Problem(
        'WAVE0010',
        'the line is indented less than the closing """',
        { start, end },
        `put at least ${indent.length} space${indent.length === 1 ? '' : 's'} before it`,
      );
    }
    const from = start + indent.length;
    const to = text[end - 1] === '\r' && end - 1 >= from ? end - 1 : end;
    lines.push(unescape(text, from, to));
    start = end + 1;
  }
  return lines.join('\n');
}

function unescape(text: string, start: number, end: number): string {
  let out = '';
  let at = start;
  for (;;) {
    const next = text.indexOf('\\', at);
    if (next === -1 || next >= end) return out + text.slice(at, end);
    out += text.slice(at, next);
    ESCAPE.lastIndex = next;
    const [whole = '', simple, digits] = ESCAPE.exec(text) ?? [];
    const decoded = simple === undefined ? scalar(digits) : (SIMPLE.get(simple) ?? simple);
    if (decoded === undefined || next + whole.length > end) {
      throw new Problem(
        'WAVE0009',
        digits === undefined
          ? 'there is no such escape'
          : `\\u{${digits}} is not a Unicode scalar value`,
        { start: next, end: next + Math.max(whole.length, 1) },
        digits === undefined
          ? 'escapes are \\\' \\" \\\\ \\t \\n \\r and \\u{…} with one to six hexadecimal digits'
          : 'surrogates (d800 to dfff) and numbers above 10ffff are none',
      );
    }
    out += decoded;
    at = next + whole.length;
  }
}

function scalar(digits: string | undefined): string | undefined {
  if (digits === undefined) return undefined;
  const code = Number.parseInt(digits, 16);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  return String.fromCodePoint(code);
}

const SPECIAL: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['"', '\\"'],
  ["'", "\\'"],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\r', '\\r'],
]);
/** What cannot be seen or would merge with its neighbour: Rust's `char::escape_debug` escapes the same. */
const HIDDEN =
  /[\\"'\t\n\r]|(?! )[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Zs}]|\p{Grapheme_Extend}/gu;

/** A char or the inside of a string, with escapes as the reference prints them. */
export function escaped(text: string): string {
  return text.replace(HIDDEN, (char) => {
    const special = SPECIAL.get(char);
    return special ?? `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;
  });
}
