import { trap } from './trap.js';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** `String.fromCharCode` for bytes that are known to be there. */
const fromCharCode = String.fromCharCode as (...codes: (number | undefined)[]) => string;

/** Up to so many bytes, characters are put together one by one; a TextDecoder costs more to call than that. */
const SHORT_READ = 32;
/** The most characters that are put together by one call. */
const BLOCK = 16;

/** Text from UTF-8; traps where the bytes are none. */
export function decodeUtf8(bytes: Uint8Array, start: number, length: number): string {
  if (length <= SHORT_READ && isAscii(bytes, start, length)) {
    if (length <= BLOCK) return fromAscii(bytes, start, length);
    return fromAscii(bytes, start, BLOCK) + fromAscii(bytes, start + BLOCK, length - BLOCK);
  }
  try {
    return decoder.decode(bytes.subarray(start, start + length));
  } catch {
    // Says what is wrong with it.
    checkUtf8(bytes, start, length);
    return trap('invalid utf-8 sequence');
  }
}

function isAscii(bytes: Uint8Array, start: number, length: number): boolean {
  let all = 0;
  for (let index = start; index < start + length; index += 1) all |= bytes[index] as number;
  return all < 0x80;
}

/**
 * Text of at most {@link BLOCK} ASCII characters. One call with as many arguments as there are characters takes a third
 * of the time that calls with four or with an array take, and makes a flat string.
 */
function fromAscii(b: Uint8Array, i: number, length: number): string {
  // prettier-ignore
  switch (length) {
    case 1: return fromCharCode(b[i]);
    case 2: return fromCharCode(b[i], b[i + 1]);
    case 3: return fromCharCode(b[i], b[i + 1], b[i + 2]);
    case 4: return fromCharCode(b[i], b[i + 1], b[i + 2], b[i + 3]);
    case 5: return fromCharCode(b[i], b[i + 1], b[i + 2], b[i + 3], b[i + 4]);
    case 6: return fromCharCode(b[i], b[i + 1], b[i + 2], b[i + 3], b[i + 4], b[i + 5]);
    case 7: return fromCharCode(b[i], b[i + 1], b[i + 2], b[i + 3], b[i + 4], b[i + 5], b[i + 6]);
    case 8: return fromCharCode(b[i], b[i + 1], b[i + 2], b[i + 3], b[i + 4], b[i + 5], b[i + 6], b[i + 7]);
    case 9: return fromCharCode(b[i], b[i + 1], b[i + 2], b[i + 3], b[i + 4], b[i + 5], b[i + 6], b[i + 7], b[i + 8]);
    case 10: return fromCharCode(b[i], b[i + 1], b[i + 2], b[i + 3], b[i + 4], b[i + 5], b[i + 6], b[i + 7], b[i + 8], b[i + 9]);
    case 11: return fromCharCode(b[i], b[i + 1], b[i + 2], b[i + 3], b[i + 4], b[i + 5], b[i + 6], b[i + 7], b[i + 8], b[i + 9], b[i + 10]);
    case 12: return fromCharCode(b[i], b[i + 1], b[i + 2], b[i + 3], b[i + 4], b[i + 5], b[i + 6], b[i + 7], b[i + 8], b[i + 9], b[i + 10], b[i + 11]);
    case 13: return fromCharCode(b[i], b[i + 1], b[i + 2], b[i + 3], b[i + 4], b[i + 5], b[i + 6], b[i + 7], b[i + 8], b[i + 9], b[i + 10], b[i + 11], b[i + 12]);
    case 14: return fromCharCode(b[i], b[i + 1], b[i + 2], b[i + 3], b[i + 4], b[i + 5], b[i + 6], b[i + 7], b[i + 8], b[i + 9], b[i + 10], b[i + 11], b[i + 12], b[i + 13]);
    case 15: return fromCharCode(b[i], b[i + 1], b[i + 2], b[i + 3], b[i + 4], b[i + 5], b[i + 6], b[i + 7], b[i + 8], b[i + 9], b[i + 10], b[i + 11], b[i + 12], b[i + 13], b[i + 14]);
    case 16: return fromCharCode(b[i], b[i + 1], b[i + 2], b[i + 3], b[i + 4], b[i + 5], b[i + 6], b[i + 7], b[i + 8], b[i + 9], b[i + 10], b[i + 11], b[i + 12], b[i + 13], b[i + 14], b[i + 15]);
    default: return '';
  }
}

/** Texts whose size is not known before are encoded here first. */
let scratch = new Uint8Array();
const SCRATCH_SIZE = 0x18000;
/** Up to so many bytes a loop is faster than views of the memory. */
const SHORT_COPY = 80;

/** Whether {@link encodeUtf8} has room for the text. */
export function fitsScratch(text: string): boolean {
  return text.length * 3 <= SCRATCH_SIZE;
}

/** The size of the text in UTF-8, which {@link writeEncoded} writes; a lone surrogate becomes U+FFFD. */
export function encodeUtf8(text: string): number {
  if (scratch.length === 0) scratch = new Uint8Array(SCRATCH_SIZE);
  return encoder.encodeInto(text, scratch).written;
}

/** Writes what {@link encodeUtf8} encoded last. */
export function writeEncoded(bytes: Uint8Array, start: number, size: number): void {
  copyBytes(scratch, 0, bytes, start, size);
}

/** The UTF-8 of a text of any length. */
export function encodeLongUtf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Copies bytes from one memory to another. */
export function copyBytes(
  from: Uint8Array,
  source: number,
  to: Uint8Array,
  target: number,
  size: number,
): void {
  if (size <= SHORT_COPY)
    for (let index = 0; index < size; index += 1)
      to[target + index] = from[source + index] as number;
  else to.set(from.subarray(source, source + size), target);
}

/** Whether all characters of a text are ASCII. */
export function isAsciiText(text: string): boolean {
  for (let index = 0; index < text.length; index += 1)
    if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}

/** Writes a text of ASCII characters. */
export function writeAscii(text: string, bytes: Uint8Array, start: number): void {
  const { length } = text;
  for (let index = 0; index < length; index += 1) bytes[start + index] = text.charCodeAt(index);
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
