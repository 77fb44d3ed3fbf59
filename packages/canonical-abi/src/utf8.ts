import { isAscii, SHORT_TEXT, shortText } from './short-text.js';
import { trap } from './trap.js';

const utf8Decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** Text from UTF-8; traps where the bytes are none. */
export function decodeUtf8(bytes: Uint8Array, start: number, length: number): string {
  if (length <= SHORT_TEXT && isAscii(bytes, start, length)) return shortText(bytes, start, length);
  try {
    return utf8Decoder.decode(bytes.subarray(start, start + length));
  } catch {
    // Says what is wrong with it.
    checkBytes(bytes, start, length);
    return trap('invalid utf-8 sequence');
  }
}

/** Up to so many characters a loop is faster than a TextEncoder; longer texts may be parts of others, slow to go through. */
export const SHORT_WRITE = 12;

/** Texts whose size is not known before are encoded here first. */
let scratch = new Uint8Array();
const SCRATCH_SIZE = 0x18000;
/** Up to so many bytes a loop is faster than views of the memory. */
const SHORT_COPY = 64;

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

/** Whether a text that is long enough for it to pay is ASCII; {@link writeEncoded} writes it then. */
export function encodesAscii(text: string): boolean {
  return text.length > SHORT_TEXT && fitsScratch(text) && encodeUtf8(text) === text.length;
}

/** As {@link writeEncoded}, for ASCII as UTF-16. */
export function writeWide(units: Uint16Array, start: number, size: number): void {
  units.set(scratch.subarray(0, size), start);
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

/** Traps unless the range holds UTF-8. */
export function checkUtf8(bytes: Uint8Array, start: number, length: number): void {
  if (length <= SHORT_COPY) checkBytes(bytes, start, length);
  // The decoder looks at many bytes at once, which pays for the text that nobody needs.
  else decodeUtf8(bytes, start, length);
}

/** First bytes, continuation bytes, no surrogates, no overlong forms. */
function checkBytes(bytes: Uint8Array, start: number, length: number): void {
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
