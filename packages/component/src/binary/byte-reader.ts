import { componentCodes, type ComponentCode } from '../diagnostics/codes.js';

/** A mistake in the bytes; it never leaves this package, callers turn it into a diagnostic. */
export class ReadError extends Error {
  constructor(
    readonly code: ComponentCode,
    message: string,
    readonly offset: number,
    readonly help?: string,
  ) {
    super(message);
  }
}

const CACHE_SIZE = 16384;
const LONGEST_CACHED = 96;
/** Names recur again and again in component binaries: equal names share one string. */
let nameCache: (string | undefined)[] | undefined;
/**
 * So many names are made by the engine before the cache is used: its loops are fast once they are optimized, and a process that
 * composes a few components ends before that.
 */
let namesBeforeCache = 3000;
const NOT_ASCII = /[^\0-\x7f]/;
let utf8: TextDecoder | undefined;

/** Longest name or label that is read, as in other implementations. */
const MAX_NAME_LENGTH = 100_000;

/** `a type`, `an alias`. */
export function withArticle(noun: string): string {
  return `${/^[`]?[aeio]/.test(noun) ? 'an' : 'a'} ${noun}`;
}

/** A cursor over a part of a buffer; it reads the primitives of the binary format and copies nothing. */
export class ByteReader {
  pos: number;
  end: number;
  /** The last name read: errors mention it. */
  subject: string | undefined = undefined;

  constructor(
    readonly bytes: Uint8Array,
    start = 0,
    end = bytes.length,
  ) {
    this.pos = start;
    this.end = end;
  }

  fail(code: ComponentCode, message: string, offset = this.pos, help?: string): never {
    throw new ReadError(code, message, offset, help);
  }

  malformed(message: string, offset = this.pos): never {
    throw new ReadError(componentCodes.malformed, message, offset);
  }

  /** A byte that stands for none of the forms that are possible here. */
  unknownByte(value: number, what: string, offset = this.pos - 1): never {
    const hex = value.toString(16).padStart(2, '0');
    throw new ReadError(
      componentCodes.malformed,
      `0x${hex} does not begin ${withArticle(what)}`,
      offset,
    );
  }

  /** Fails as nothing is left to read. */
  atEnd(): never {
    const file = this.end === this.bytes.length;
    throw new ReadError(
      file ? componentCodes.truncated : componentCodes.malformed,
      file ? 'the file ends in the middle of an item' : 'the section ends in the middle of an item',
      this.end,
    );
  }

  byte(): number {
    const pos = this.pos;
    if (pos >= this.end) this.atEnd();
    this.pos = pos + 1;
    return this.bytes[pos] as number;
  }

  peek(): number {
    const pos = this.pos;
    if (pos >= this.end) this.atEnd();
    return this.bytes[pos] as number;
  }

  /** `core:u32` in LEB128. */
  u32(): number {
    const bytes = this.bytes;
    const start = this.pos;
    if (start >= this.end) this.atEnd();
    let byte = bytes[start] as number;
    if (byte < 0x80) {
      this.pos = start + 1;
      return byte;
    }
    let result = byte & 0x7f;
    let pos = start + 1;
    for (let shift = 7; ; shift += 7) {
      if (pos >= this.end) this.atEnd();
      byte = bytes[pos++] as number;
      if (shift === 28 && byte > 0x0f) {
        this.malformed(
          byte & 0x80 ? 'an unsigned integer is longer than 32 bits' : 'an integer is too large',
          start,
        );
      }
      result |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    this.pos = pos;
    return result >>> 0;
  }

  /** `core:u64` in LEB128. */
  u64(): bigint {
    const start = this.pos;
    let result = 0n;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      if (shift === 63 && byte > 1) this.malformed('an integer is longer than 64 bits', start);
      result |= BigInt(byte & 0x7f) << BigInt(shift);
      if (byte < 0x80) return result;
    }
  }

  /** A signed integer of `bits` (at most 53) in LEB128. */
  signed(bits: number): number {
    const start = this.pos;
    let result = 0;
    let factor = 1;
    for (let used = 0; ; used += 7) {
      const byte = this.byte();
      const left = bits - used;
      if (left <= 7) {
        // The last byte that may be used: its unused bits must repeat the sign.
        const low = byte & 0x7f;
        const sign = (low >> (left - 1)) & 1;
        const rest = low >> (left - 1);
        const wanted = sign === 1 ? 0x7f >> (left - 1) : 0;
        if (byte >= 0x80 || rest !== wanted) {
          this.malformed(`a signed integer is longer than ${bits} bits`, start);
        }
      }
      result += (byte & 0x7f) * factor;
      factor *= 128;
      if (byte < 0x80) return byte & 0x40 ? result - factor : result;
    }
  }

  /** A signed 64-bit integer in LEB128. */
  s64(): bigint {
    const start = this.pos;
    let result = 0n;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      if (shift === 63 && byte !== 0 && byte !== 0x7f) {
        this.malformed('a signed integer is longer than 64 bits', start);
      }
      result |= BigInt(byte & 0x7f) << BigInt(shift);
      if (byte < 0x80)
        return BigInt.asIntN(64, byte & 0x40 ? result | (-1n << BigInt(shift + 7)) : result);
    }
  }

  /** The length of a `vec`, at most `limit` and never more than the bytes that are left. */
  count(limit: number, what: string): number {
    const start = this.pos;
    const few = this.bytes[start] as number;
    if (few < 0x80 && few < this.end - start && few <= limit) {
      this.pos = start + 1;
      return few;
    }
    const count = this.u32();
    if (count > limit) {
      this.fail(
        componentCodes.limit,
        `${count} ${what} are more than the limit of ${limit}`,
        start,
      );
    }
    if (count > this.end - this.pos) this.atEnd();
    return count;
  }

  /** An optional flag byte: 0x00 or 0x01. */
  flag(what: string): boolean {
    const pos = this.pos;
    if (pos >= this.end) this.atEnd();
    this.pos = pos + 1;
    const byte = this.bytes[pos] as number;
    if (byte > 1) this.unknownByte(byte, what);
    return byte === 1;
  }

  /** `core:name`: a length and UTF-8 bytes. */
  name(): string {
    const length = this.skipName();
    const end = this.pos;
    return (this.subject = textOfName(this, end - length, end));
  }

  /** Goes past a name; its length in bytes. */
  skipName(): number {
    const at = this.pos;
    const short = this.bytes[at] as number;
    if (short < 0x80 && short < this.end - at) {
      this.pos = at + 1 + short;
      return short;
    }
    const length = this.u32();
    const start = this.pos;
    if (length > MAX_NAME_LENGTH) {
      this.fail(
        componentCodes.limit,
        `a name of ${length} bytes is longer than the limit of ${MAX_NAME_LENGTH}`,
        start,
      );
    }
    if (length > this.end - start) this.atEnd();
    this.pos = start + length;
    return length;
  }
}

function textOfName(reader: ByteReader, start: number, end: number): string {
  if (end - start > LONGEST_CACHED) return decodeUtf8(reader, start, end);
  if (namesBeforeCache === 0) return cachedName(reader, start, end);
  namesBeforeCache--;
  const text = latin1Text(reader.bytes, start, end);
  return NOT_ASCII.test(text) ? decodeUtf8(reader, start, end) : text;
}

function cachedName(reader: ByteReader, start: number, end: number): string {
  const bytes = reader.bytes;
  const length = end - start;
  const cache = (nameCache ??= Array.from({ length: CACHE_SIZE }));
  let hash = length;
  let all = 0;
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number;
    all |= byte;
    hash = (Math.imul(hash, 31) + byte) | 0;
  }
  if (all > 0x7f) return decodeUtf8(reader, start, end);
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
function latin1Text(bytes: Uint8Array, start: number, end: number): string {
  if (latin1Slice !== undefined) return latin1Slice.call(bytes, start, end);
  return String.fromCharCode.apply(undefined, bytes.subarray(start, end) as unknown as number[]);
}

function decodeUtf8(reader: ByteReader, start: number, end: number): string {
  utf8 ??= new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    return utf8.decode(reader.bytes.subarray(start, end));
  } catch {
    return reader.malformed('a name is not valid UTF-8', start);
  }
}
