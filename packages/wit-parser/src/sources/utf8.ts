/** UTF-8: strict decoding, lengths, and the order of bytes. */

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

export type DecodedText =
  | { valid: true; text: string }
  /** `text` has U+FFFD for what is no UTF-8; the first such place is `badOffset` (UTF-16) and `badByte` in the bytes. */
  | { valid: false; text: string; badOffset: number; badByte: number };

/** Decodes UTF-8 without accepting anything else; a byte order mark stays in the text. */
export function decodeUtf8(bytes: Uint8Array): DecodedText {
  try {
    return { valid: true, text: strict.decode(bytes) };
  } catch {
    const badByte = firstInvalidByte(bytes);
    return {
      valid: false,
      text: lenient.decode(bytes),
      badOffset: lenient.decode(bytes.subarray(0, badByte)).length,
      badByte,
    };
  }
}

/** Where the first byte is that is no part of valid UTF-8; the length where there is none. */
function firstInvalidByte(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const size = sequenceLength(bytes, at);
    if (size === 0) return at;
    at += size;
  }
  return bytes.length;
}

/** The length of the valid sequence at a place, or 0 (Unicode 15, table 3-7). */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const size = lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : 4;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const second = bytes[at + 1] ?? 0;
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  for (let i = 2; i < size; i += 1) {
    if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return size;
}

/** The bytes that a part of a text takes in UTF-8. */
export function utf8Length(text: string, start: number, end: number): number {
  let length = 0;
  for (let i = start; i < end; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) length += 1;
    else if (unit < 0x800) length += 2;
    else if (unit >= 0xd800 && unit < 0xdc00 && i + 1 < end) {
      length += 4;
      i += 1;
    } else length += 3;
  }
  return length;
}

/** Orders texts as their UTF-8 bytes order (surrogate pairs come after U+FFFF), whatever the locale. */
export function compareBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) {
      const xSurrogate = x >= 0xd800 && x < 0xe000;
      const ySurrogate = y >= 0xd800 && y < 0xe000;
      return xSurrogate === ySurrogate ? x - y : xSurrogate ? 1 : -1;
    }
  }
  return a.length - b.length;
}
