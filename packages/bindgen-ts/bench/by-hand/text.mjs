// Strings of the benchmark's hand-written code: short ones character by character, since the coders of the platform cost
// more to call than that.

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();
/** Longer texts are encoded into memory of their own. */
export const scratch = new Uint8Array(0x18000);
const { fromCharCode } = String;

export function trap(message) {
  throw new WebAssembly.RuntimeError(message);
}

/** Text from bytes that are inside of the memory; traps where they are no UTF-8. */
export function decode(u8, at, length) {
  if (length > 32) return decodeLong(u8, at, length);
  let all = 0;
  for (let index = at; index < at + length; index += 1) all |= u8[index];
  if (all > 127) return decodeLong(u8, at, length);
  if (length <= 16) return ascii(u8, at, length);
  return ascii(u8, at, 16) + ascii(u8, at + 16, length - 16);
}

/** Text of at most 16 ASCII characters, by one call. */
function ascii(b, i, length) {
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

function decodeLong(u8, at, length) {
  try {
    return decoder.decode(u8.subarray(at, at + length));
  } catch {
    return trap('invalid utf-8');
  }
}

/** Whether all characters are ASCII. */
export function isAscii(text) {
  for (let index = 0; index < text.length; index += 1)
    if (text.charCodeAt(index) > 127) return false;
  return true;
}

export function writeAscii(text, u8, at) {
  for (let index = 0; index < text.length; index += 1) u8[at + index] = text.charCodeAt(index);
}

/** The size of a text in UTF-8; it is in {@link scratch} until the next call, if it has room. */
export function encode(text) {
  return encoder.encodeInto(text, scratch).written;
}

export function encodeLong(text) {
  return encoder.encode(text);
}

/** Traps where the bytes are no UTF-8. */
export function checkUtf8(u8, at, length) {
  let all = 0;
  if (length <= 64) for (let index = at; index < at + length; index += 1) all |= u8[index];
  if (length > 64 || all > 127) decodeLong(u8, at, length);
}

/** Copies bytes from one memory to another. */
export function copy(from, source, to, target, length) {
  if (length > 64) {
    to.set(from.subarray(source, source + length), target);
    return;
  }
  for (let index = 0; index < length; index += 1) to[target + index] = from[source + index];
}
