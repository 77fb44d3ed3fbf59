/** `String.fromCharCode` for codes that are known to be there. */
const fromCharCode = String.fromCharCode as (...codes: (number | undefined)[]) => string;

/** Up to so many codes, texts are put together here; a TextDecoder costs more to call than that. */
export const SHORT_TEXT = 32;
/** The most characters that are put together by one call. */
const BLOCK = 16;

/** Text of at most {@link SHORT_TEXT} UTF-16 code units. */
export function shortText(codes: Uint8Array | Uint16Array, start: number, length: number): string {
  if (length <= BLOCK) return block(codes, start, length);
  return block(codes, start, BLOCK) + block(codes, start + BLOCK, length - BLOCK);
}

/**
 * Text of at most {@link BLOCK} code units. One call with as many arguments as there are characters takes a third of the
 * time that calls with four or with an array take, and makes a flat string.
 */
function block(c: Uint8Array | Uint16Array, i: number, length: number): string {
  // prettier-ignore
  switch (length) {
    case 1: return fromCharCode(c[i]);
    case 2: return fromCharCode(c[i], c[i + 1]);
    case 3: return fromCharCode(c[i], c[i + 1], c[i + 2]);
    case 4: return fromCharCode(c[i], c[i + 1], c[i + 2], c[i + 3]);
    case 5: return fromCharCode(c[i], c[i + 1], c[i + 2], c[i + 3], c[i + 4]);
    case 6: return fromCharCode(c[i], c[i + 1], c[i + 2], c[i + 3], c[i + 4], c[i + 5]);
    case 7: return fromCharCode(c[i], c[i + 1], c[i + 2], c[i + 3], c[i + 4], c[i + 5], c[i + 6]);
    case 8: return fromCharCode(c[i], c[i + 1], c[i + 2], c[i + 3], c[i + 4], c[i + 5], c[i + 6], c[i + 7]);
    case 9: return fromCharCode(c[i], c[i + 1], c[i + 2], c[i + 3], c[i + 4], c[i + 5], c[i + 6], c[i + 7], c[i + 8]);
    case 10: return fromCharCode(c[i], c[i + 1], c[i + 2], c[i + 3], c[i + 4], c[i + 5], c[i + 6], c[i + 7], c[i + 8], c[i + 9]);
    case 11: return fromCharCode(c[i], c[i + 1], c[i + 2], c[i + 3], c[i + 4], c[i + 5], c[i + 6], c[i + 7], c[i + 8], c[i + 9], c[i + 10]);
    case 12: return fromCharCode(c[i], c[i + 1], c[i + 2], c[i + 3], c[i + 4], c[i + 5], c[i + 6], c[i + 7], c[i + 8], c[i + 9], c[i + 10], c[i + 11]);
    case 13: return fromCharCode(c[i], c[i + 1], c[i + 2], c[i + 3], c[i + 4], c[i + 5], c[i + 6], c[i + 7], c[i + 8], c[i + 9], c[i + 10], c[i + 11], c[i + 12]);
    case 14: return fromCharCode(c[i], c[i + 1], c[i + 2], c[i + 3], c[i + 4], c[i + 5], c[i + 6], c[i + 7], c[i + 8], c[i + 9], c[i + 10], c[i + 11], c[i + 12], c[i + 13]);
    case 15: return fromCharCode(c[i], c[i + 1], c[i + 2], c[i + 3], c[i + 4], c[i + 5], c[i + 6], c[i + 7], c[i + 8], c[i + 9], c[i + 10], c[i + 11], c[i + 12], c[i + 13], c[i + 14]);
    case 16: return fromCharCode(c[i], c[i + 1], c[i + 2], c[i + 3], c[i + 4], c[i + 5], c[i + 6], c[i + 7], c[i + 8], c[i + 9], c[i + 10], c[i + 11], c[i + 12], c[i + 13], c[i + 14], c[i + 15]);
    default: return '';
  }
}

/** Whether all bytes are ASCII. */
export function isAscii(bytes: Uint8Array, start: number, length: number): boolean {
  let all = 0;
  for (let index = start; index < start + length; index += 1) all |= bytes[index] as number;
  return all < 0x80;
}
