import { trap } from './trap.js';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** Up to so many bytes, characters are put together one by one; a TextDecoder costs more to call than that. */
const SHORT_READ = 16;

/** Text from UTF-8; traps where the bytes are none. */
export function decodeUtf8(bytes: Uint8Array, start: number, length: number): string {
  if (length <= SHORT_READ) {
    const short = decodeAscii(bytes, start, length);
    if (short !== undefined) return short;
  }
  try {
    return decoder.decode(bytes.subarray(start, start + length));
  } catch {
    // Says what is wrong with it.
    checkUtf8(bytes, start, length);
    return trap('invalid utf-8 sequence');
  }
}

function decodeAscii(bytes: Uint8Array, start: number, length: number): string | undefined {
  const end = start + length;
  let text = '';
  let index = start;
  for (; index + 4 <= end; index += 4) {
    const a = bytes[index] as number;
    const b = bytes[index + 1] as number;
    const c = bytes[index + 2] as number;
    const d = bytes[index + 3] as number;
    if ((a | b | c | d) > 0x7f) return undefined;
    text += String.fromCharCode(a, b, c, d);
  }
  for (; index < end; index += 1) {
    const code = bytes[index] as number;
    if (code > 0x7f) return undefined;
    text += String.fromCharCode(code);
  }
  return text;
}

/** Longer texts are encoded into memory of their own. */
let scratch = new Uint8Array();
const SCRATCH_SIZE = 0x18000;

/** The text in UTF-8, valid until the next call. */
export function encodeUtf8(text: string): Uint8Array {
  if (text.length * 3 > SCRATCH_SIZE) return encoder.encode(text);
  if (scratch.length === 0) scratch = new Uint8Array(SCRATCH_SIZE);
  return scratch.subarray(0, encoder.encodeInto(text, scratch).written);
}

/** Writes the text, which takes `size` bytes. */
export function encodeUtf8Into(text: string, bytes: Uint8Array, start: number, size: number): void {
  encoder.encodeInto(text, bytes.subarray(start, start + size));
}

/** Writes a text of ASCII characters. */
export function writeAscii(text: string, bytes: Uint8Array, start: number): void {
  const { length } = text;
  for (let index = 0; index < length; index += 1) bytes[start + index] = text.charCodeAt(index);
}

/** Bytes that the text takes in UTF-8; a lone surrogate counts as U+FFFD. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x80) continue;
    bytes += code < 0x800 ? 1 : 2;
    if (code < 0xd800 || code > 0xdbff) continue;
    const next = text.charCodeAt(index + 1);
    // A pair: four bytes for two code units, so the first has two more and the second none.
    if (next >= 0xdc00 && next <= 0xdfff) index += 1;
  }
  return bytes;
}

/** Traps unless the range holds UTF-8: first bytes, continuation bytes, no surrogates, no overlong forms. */
export function checkUtf8(bytes: Uint8Array, start: number, length: number): void {
  const end = start + length;
  let index = start;
  while (index < end) {
    const first = bytes[index] as number;
    if (first < 0x80) {
      index += 1;
      continue;
    }
    const count = sequenceLength(first);
    if (count === 0) trap('invalid utf-8 sequence');
    if (index + count > end) trap('incomplete utf-8 byte sequence');
    const second = bytes[index + 1] as number;
    if (second < lowestSecond(first) || second > highestSecond(first))
      trap('invalid utf-8 sequence');
    for (let offset = 2; offset < count; offset += 1)
      if (((bytes[index + offset] as number) & 0xc0) !== 0x80) trap('invalid utf-8 sequence');
    index += count;
  }
}

function sequenceLength(first: number): number {
  if (first >= 0xc2 && first <= 0xdf) return 2;
  if (first >= 0xe0 && first <= 0xef) return 3;
  return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}

function lowestSecond(first: number): number {
  if (first === 0xe0) return 0xa0;
  return first === 0xf0 ? 0x90 : 0x80;
}

function highestSecond(first: number): number {
  if (first === 0xed) return 0x9f;
  return first === 0xf4 ? 0x8f : 0xbf;
}
