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
  const end = at + length;
  for (let index = at; index < end; index += 1) all |= u8[index];
  if (all > 127) return decodeLong(u8, at, length);
  let text = '';
  let index = at;
  for (; index + 8 <= end; index += 8)
    text += fromCharCode(
      u8[index],
      u8[index + 1],
      u8[index + 2],
      u8[index + 3],
      u8[index + 4],
      u8[index + 5],
      u8[index + 6],
      u8[index + 7],
    );
  switch (end - index) {
    case 0:
      return text;
    case 1:
      return text + fromCharCode(u8[index]);
    case 2:
      return text + fromCharCode(u8[index], u8[index + 1]);
    case 3:
      return text + fromCharCode(u8[index], u8[index + 1], u8[index + 2]);
    case 4:
      return text + fromCharCode(u8[index], u8[index + 1], u8[index + 2], u8[index + 3]);
    case 5:
      return (
        text + fromCharCode(u8[index], u8[index + 1], u8[index + 2], u8[index + 3], u8[index + 4])
      );
    case 6:
      return (
        text +
        fromCharCode(
          u8[index],
          u8[index + 1],
          u8[index + 2],
          u8[index + 3],
          u8[index + 4],
          u8[index + 5],
        )
      );
    default:
      return (
        text +
        fromCharCode(
          u8[index],
          u8[index + 1],
          u8[index + 2],
          u8[index + 3],
          u8[index + 4],
          u8[index + 5],
          u8[index + 6],
        )
      );
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
  const end = at + length;
  for (let index = at; index < end; index += 1)
    if (u8[index] > 127) {
      decodeLong(u8, at, length);
      return;
    }
}

/** Copies bytes from one memory to another. */
export function copy(from, source, to, target, length) {
  if (length > 64) {
    to.set(from.subarray(source, source + length), target);
    return;
  }
  for (let index = 0; index < length; index += 1) to[target + index] = from[source + index];
}
