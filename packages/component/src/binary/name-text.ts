/** The texts of names in a binary. They recur again and again: equal names share one string. */

const CACHE_SIZE = 16384;
const LONGEST_CACHED = 96;
let nameCache: (string | undefined)[] | undefined;
/**
 * So many names are made by the engine before the cache is used: its loops are fast once they are optimized, and a process that
 * composes a few components ends before that.
 */
let namesBeforeCache = 3000;
const NOT_ASCII = /[^\0-\x7f]/;
let utf8: TextDecoder | undefined;

/** The text of a name that stands from `start` to `end` in UTF-8; `undefined` where it is none. */
export function textOfName(bytes: Uint8Array, start: number, end: number): string | undefined {
  if (end - start > LONGEST_CACHED) return decodeUtf8(bytes, start, end);
  if (namesBeforeCache === 0) return cachedName(bytes, start, end);
  namesBeforeCache--;
  const short = end - start < 4 ? shortName(bytes, start, end) : undefined;
  if (short !== undefined) return short;
  const text = latin1Text(bytes, start, end);
  return NOT_ASCII.test(text) ? decodeUtf8(bytes, start, end) : text;
}

/** A name of one to three ASCII characters: handing these to the engine costs less than handing it the bytes. */
function shortName(bytes: Uint8Array, start: number, end: number): string | undefined {
  const first = bytes[start] as number;
  if (start + 1 === end) return first < 0x80 ? String.fromCharCode(first) : undefined;
  const second = bytes[start + 1] as number;
  if (start + 2 === end) {
    return (first | second) < 0x80 ? String.fromCharCode(first, second) : undefined;
  }
  const third = bytes[start + 2] as number;
  if (start + 3 !== end || (first | second | third) > 0x7f) return undefined;
  return String.fromCharCode(first, second, third);
}

function cachedName(bytes: Uint8Array, start: number, end: number): string | undefined {
  const length = end - start;
  const cache = (nameCache ??= Array.from({ length: CACHE_SIZE }));
  let hash = length;
  let all = 0;
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number;
    all |= byte;
    hash = (Math.imul(hash, 31) + byte) | 0;
  }
  if (all > 0x7f) return decodeUtf8(bytes, start, end);
  const slot = (hash ^ (hash >>> 14)) & (CACHE_SIZE - 1);
  const cached = cache[slot];
  if (cached !== undefined && cached.length === length) {
    let i = 0;
    while (i < length && cached.charCodeAt(i) === bytes[start + i]) i++;
    if (i === length) return cached;
  }
  const text = latin1Text(bytes, start, end);
  cache[slot] = text;
  return text;
}

type Latin1Slice = (this: Uint8Array, start: number, end: number) => string;

/** Where Node.js offers it, one call makes the text, without an array view and a list of numbers. */
const latin1Slice = (globalThis as { Buffer?: { prototype?: { latin1Slice?: Latin1Slice } } })
  .Buffer?.prototype?.latin1Slice;

/** Each byte as a character. */
export function latin1Text(bytes: Uint8Array, start: number, end: number): string {
  if (latin1Slice !== undefined) return latin1Slice.call(bytes, start, end);
  return String.fromCharCode.apply(undefined, bytes.subarray(start, end) as unknown as number[]);
}

function decodeUtf8(bytes: Uint8Array, start: number, end: number): string | undefined {
  utf8 ??= new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    return utf8.decode(bytes.subarray(start, end));
  } catch {
    return undefined;
  }
}
