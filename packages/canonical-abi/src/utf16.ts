import { isAscii, SHORT_TEXT, shortText } from './short-text.js';
import { trap } from './trap.js';
import { decodeUtf8 } from './utf8.js';

const utf16Decoder = new TextDecoder('utf-16le', { fatal: true, ignoreBOM: true });

/** Text from UTF-16 code units; traps at a surrogate without its other half. */
export function decodeUtf16(units: Uint16Array, start: number, length: number): string {
  if (length <= SHORT_TEXT && !hasSurrogates(units, start, length))
    return shortText(units, start, length);
  try {
    return utf16Decoder.decode(units.subarray(start, start + length));
  } catch {
    return trap('unpaired surrogate in utf-16 string');
  }
}

function hasSurrogates(units: Uint16Array, start: number, length: number): boolean {
  for (let index = start; index < start + length; index += 1)
    if (isSurrogate(units[index] as number)) return true;
  return false;
}

function isSurrogate(unit: number): boolean {
  return (unit & 0xf800) === 0xd800;
}

/** Text from Latin-1. */
export function decodeLatin1(bytes: Uint8Array, start: number, length: number): string {
  if (length <= SHORT_TEXT) return shortText(bytes, start, length);
  if (isAscii(bytes, start, length)) return decodeUtf8(bytes, start, length);
  // What TextDecoder calls latin1 is another encoding.
  return utf16Decoder.decode(Uint16Array.from(bytes.subarray(start, start + length)));
}

/** Writes the text; a lone surrogate becomes U+FFFD. */
export function writeUtf16(text: string, units: Uint16Array, start: number): void {
  const { length } = text;
  for (let index = 0; index < length; index += 1) {
    const unit = text.charCodeAt(index);
    if (isSurrogate(unit)) {
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
