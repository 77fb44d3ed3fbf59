/** Reading the text of a string literal. */

export type StringFault =
  | { kind: 'unterminated' }
  | { kind: 'control-character'; character: string }
  | { kind: 'bad-escape'; character: string }
  | { kind: 'wanted'; wanted: string }
  | { kind: 'bad-hex-digit'; character: string }
  | { kind: 'lone-underscore' }
  | { kind: 'number-too-big' }
  | { kind: 'bad-code-point'; value: number }
  | { kind: 'not-utf8' };

export interface StringResult {
  /** Offset behind the closing quote, or where the scan gave up. */
  end: number;
  /** The text with its escapes resolved; absent where there is a fault. */
  text?: string;
  fault?: StringFault & { at: number };
}

const NEWLINE = 10;
const CARRIAGE_RETURN = 13;
const QUOTE = 34;
const BACKSLASH = 92;

/**
 * Reads the string literal whose opening quote stands at `start`.
 *
 * Escapes are `\" \' \t \n \r \\`, `\u{hex}` with `_` between digits, and `\hh` for one byte; the whole must come out as
 * UTF-8. After a fault the scan goes on to the closing quote or the end of the line, so that what follows can be read.
 */
export function readString(source: string, start: number): StringResult {
  let i = start + 1;
  for (; i < source.length; i++) {
    const code = source.charCodeAt(i);
    if (code === QUOTE) return { end: i + 1, text: unmark(source.slice(start + 1, i)) };
    if (code === BACKSLASH) return readEscaped(source, start);
    if (code < 32 || code === 127) return faulty(source, start, i, controlFault(source, i));
  }
  return { end: i, fault: { kind: 'unterminated', at: i } };
}

function controlFault(source: string, at: number): StringFault {
  const code = source.charCodeAt(at);
  return code === NEWLINE || code === CARRIAGE_RETURN
    ? { kind: 'unterminated' }
    : { kind: 'control-character', character: source[at]! };
}

/** The reference reads the inside of the literal as a text of its own, of which it drops a byte order mark. */
function unmark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

function faulty(source: string, start: number, at: number, fault: StringFault): StringResult {
  let end = start + 1;
  for (; end < source.length; end++) {
    const code = source.charCodeAt(end);
    if (code === NEWLINE || code === CARRIAGE_RETURN) break;
    if (code === QUOTE) {
      end++;
      break;
    }
    if (code === BACKSLASH && source.charCodeAt(end + 1) >= 32) end++;
  }
  return { end: Math.min(end, source.length), fault: { ...fault, at } };
}

/** The slow way, byte by byte, for literals with escapes. */
function readEscaped(source: string, start: number): StringResult {
  const encoder = new TextEncoder();
  const bytes: number[] = [];
  let i = start + 1;
  if (source.charCodeAt(i) === 0xfeff) i++;
  const fail = (at: number, fault: StringFault): StringResult => faulty(source, start, at, fault);
  for (;;) {
    if (i >= source.length) return { end: i, fault: { kind: 'unterminated', at: i } };
    const code = source.charCodeAt(i);
    if (code === QUOTE) break;
    if (code < 32 || code === 127) return fail(i, controlFault(source, i));
    if (code !== BACKSLASH) {
      const character = String.fromCodePoint(source.codePointAt(i)!);
      for (const byte of encoder.encode(character)) bytes.push(byte);
      i += character.length;
      continue;
    }
    const escape = i + 1;
    if (escape >= source.length) return fail(source.length, { kind: 'unterminated' });
    const letter = source[escape]!;
    const simple = SIMPLE_ESCAPES.get(letter);
    if (simple !== undefined) {
      bytes.push(simple);
      i += 2;
    } else if (letter === 'u') {
      const read = readCodePoint(source, escape);
      if ('fault' in read) return fail(read.at, read.fault);
      for (const byte of encoder.encode(String.fromCodePoint(read.value))) bytes.push(byte);
      i = read.end;
    } else if (isHexDigit(letter)) {
      const low = source[escape + 1];
      if (low === undefined) return fail(source.length, { kind: 'unterminated' });
      if (!isHexDigit(low)) {
        const character = String.fromCodePoint(source.codePointAt(escape + 1)!);
        return fail(escape + 1, { kind: 'bad-hex-digit', character });
      }
      bytes.push(parseInt(letter + low, 16));
      i += 3;
    } else {
      const character = String.fromCodePoint(source.codePointAt(escape)!);
      return fail(escape, { kind: 'bad-escape', character });
    }
  }
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return { end: i + 1, text: decoder.decode(Uint8Array.from(bytes)) };
  } catch {
    return { end: i + 1, fault: { kind: 'not-utf8', at: start } };
  }
}

const SIMPLE_ESCAPES = new Map([
  ['"', 34],
  ["'", 39],
  ['t', 9],
  ['n', 10],
  ['r', 13],
  ['\\', 92],
]);

type CodePoint = { value: number; end: number } | { fault: StringFault; at: number };

/** `{hex}` behind the `u` at `escape`. */
function readCodePoint(source: string, escape: number): CodePoint {
  const open = escape + 1;
  if (open >= source.length) return { fault: { kind: 'unterminated' }, at: source.length };
  if (source[open] !== '{') return { fault: { kind: 'wanted', wanted: '{' }, at: open };
  const first = open + 1;
  if (first >= source.length) return { fault: { kind: 'unterminated' }, at: source.length };
  if (!isHexDigit(source[first]!)) {
    const character = String.fromCodePoint(source.codePointAt(first)!);
    return { fault: { kind: 'bad-hex-digit', character }, at: first };
  }
  let value = parseInt(source[first]!, 16);
  let i = first + 1;
  let underscore = false;
  for (; ; i++) {
    const digit = source[i];
    if (digit === undefined) return { fault: { kind: 'unterminated' }, at: source.length };
    if (digit === '_') {
      underscore = true;
      continue;
    }
    if (!isHexDigit(digit)) break;
    underscore = false;
    value = value * 16 + parseInt(digit, 16);
    if (value > 0xffffffff) return { fault: { kind: 'number-too-big' }, at: i };
  }
  if (underscore) return { fault: { kind: 'lone-underscore' }, at: first };
  if (value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff)) {
    return { fault: { kind: 'bad-code-point', value }, at: escape };
  }
  if (source[i] !== '}') return { fault: { kind: 'wanted', wanted: '}' }, at: i };
  return { value, end: i + 1 };
}

function isHexDigit(character: string): boolean {
  return /^[0-9A-Fa-f]$/.test(character);
}
