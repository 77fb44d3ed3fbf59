import { trap } from './trap.js';

/** Arguments that one call of `String.fromCharCode` takes at a time. */
const CHUNK = 4096;

/** Text from UTF-16 code units; traps at a surrogate without its other half. */
export function decodeUtf16(units: Uint16Array, start: number, length: number): string {
  const end = start + length;
  for (let index = start; index < end; index += 1) {
    const unit = units[index] as number;
    if (unit < 0xd800 || unit > 0xdfff) continue;
    const next = index + 1 < end ? (units[index + 1] as number) : 0;
    if (unit > 0xdbff || next < 0xdc00 || next > 0xdfff)
      trap('unpaired surrogate in utf-16 string');
    index += 1;
  }
  return fromCodes(units, start, end);
}

/** Text from Latin-1. */
export function decodeLatin1(bytes: Uint8Array, start: number, length: number): string {
  return fromCodes(bytes, start, start + length);
}

function fromCodes(codes: Uint8Array | Uint16Array, start: number, end: number): string {
  let text = '';
  for (let index = start; index < end; index += CHUNK)
    text += String.fromCharCode(...codes.subarray(index, Math.min(end, index + CHUNK)));
  return text;
}

/** Writes the text; a lone surrogate becomes U+FFFD. */
export function writeUtf16(text: string, units: Uint16Array, start: number): void {
  const { length } = text;
  for (let index = 0; index < length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= 0xd800 && unit <= 0xdfff) {
      const next = text.charCodeAt(index + 1);
      if (unit <= 0xdbff && next >= 0xdc00 && next <= 0xdfff) {
        units[start + index] = unit;
        index += 1;
        units[start + index] = next;
      } else units[start + index] = 0xfffd;
    } else units[start + index] = unit;
  }
}

/** Whether all characters are below U+0100. */
export function isLatin1(text: string): boolean {
  for (let index = 0; index < text.length; index += 1)
    if (text.charCodeAt(index) > 0xff) return false;
  return true;
}

export function writeLatin1(text: string, bytes: Uint8Array, start: number): void {
  for (let index = 0; index < text.length; index += 1)
    bytes[start + index] = text.charCodeAt(index);
}
