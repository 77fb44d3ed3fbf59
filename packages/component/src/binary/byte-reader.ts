/**
 * The reader of the binary format: a cursor over a part of a buffer, and functions that read its primitives and copy nothing. It
 * is imported as a whole, `import * as reader`.
 *
 * There is one cursor: its state is variables of this module, as reading one costs far less than reading a field of an object, and
 * a reader does little else. So reading is synchronous, and all of it happens in {@link reading}, which sets the cursor and puts it
 * back to where it was: what is read on demand, when something asks for it, may be read while something else is.
 */
import { componentCodes, type ComponentCode } from '../diagnostics/codes.js';
import { textOfName } from './name-text.js';

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

/** Longest name or label that is read, as in other implementations. */
const MAX_NAME_LENGTH = 100_000;
/** Nothing is read outside of {@link reading}. */
const NOTHING: Uint8Array = new Uint8Array(0);

/** What is read: offsets are offsets into it. */
export let bytes = NOTHING;
/** The next byte that is read. */
export let pos = 0;
/** The end of the part that is read. */
export let end = 0;
/** The last name read, for errors, and where it stands. */
let lastName = '';
let lastNameAt = -1;

/**
 * Runs `read` with the cursor at `start` of a buffer.
 *
 * @param subject what `read` is handed, so that it need not be made anew for each
 * @returns what `read` returns
 * @throws what `read` throws
 */
export function reading<Subject, Result>(
  buffer: Uint8Array,
  start: number,
  stop: number,
  read: (subject: Subject) => Result,
  subject: Subject,
): Result {
  const outerBytes = bytes;
  const outerPos = pos;
  const outerEnd = end;
  const outerName = lastName;
  const outerNameAt = lastNameAt;
  bytes = buffer;
  pos = start;
  end = stop;
  lastNameAt = -1;
  try {
    return read(subject);
  } finally {
    bytes = outerBytes;
    pos = outerPos;
    end = outerEnd;
    lastName = outerName;
    lastNameAt = outerNameAt;
  }
}

/** Goes to an offset, from where the next byte is read. */
export function goTo(offset: number): void {
  pos = offset;
}

/** Goes to a part, which is read from `start` to `stop`. */
export function goInto(start: number, stop: number): void {
  pos = start;
  end = stop;
}

/** Sets the end of the part that is read. */
export function endAt(offset: number): void {
  end = offset;
}

/** The last name that was read at `start` or after it. */
export function lastNameSince(start: number): string | undefined {
  return lastNameAt < start ? undefined : lastName;
}

/** Makes a name that has been read the last one again. */
export function mention(text: string): void {
  lastName = text;
}

/** `a type`, `an alias`. */
export function withArticle(noun: string): string {
  return `${/^[`]?[aeio]/.test(noun) ? 'an' : 'a'} ${noun}`;
}

export function fail(code: ComponentCode, message: string, offset = pos, help?: string): never {
  throw new ReadError(code, message, offset, help);
}

export function malformed(message: string, offset = pos): never {
  throw new ReadError(componentCodes.malformed, message, offset);
}

/** A byte that stands for none of the forms that are possible here. */
export function unknownByte(value: number, what: string, offset = pos - 1): never {
  const hex = value.toString(16).padStart(2, '0');
  throw new ReadError(
    componentCodes.malformed,
    `0x${hex} does not begin ${withArticle(what)}`,
    offset,
  );
}

/** Fails as nothing is left to read. */
function atEnd(): never {
  const file = end === bytes.length;
  throw new ReadError(
    file ? componentCodes.truncated : componentCodes.malformed,
    file ? 'the file ends in the middle of an item' : 'the section ends in the middle of an item',
    end,
  );
}

export function byte(): number {
  if (pos >= end) atEnd();
  return bytes[pos++] as number;
}

export function peek(): number {
  if (pos >= end) atEnd();
  return bytes[pos] as number;
}

/** `core:u32` in LEB128. */
export function u32(): number {
  const start = pos;
  if (start >= end) atEnd();
  const first = bytes[start] as number;
  pos = start + 1;
  if (first < 0x80) return first;
  let result = first & 0x7f;
  for (let shift = 7; ; shift += 7) {
    const next = byte();
    if (shift === 28 && next > 0x0f) {
      malformed(
        next & 0x80 ? 'an unsigned integer is longer than 32 bits' : 'an integer is too large',
        start,
      );
    }
    result |= (next & 0x7f) << shift;
    if (next < 0x80) return result >>> 0;
  }
}

/** `core:u64` in LEB128. */
export function u64(): bigint {
  const start = pos;
  let result = 0n;
  for (let shift = 0; ; shift += 7) {
    const next = byte();
    if (shift === 63 && next > 1) malformed('an integer is longer than 64 bits', start);
    result |= BigInt(next & 0x7f) << BigInt(shift);
    if (next < 0x80) return result;
  }
}

/** A signed integer of `bits` (at most 53) in LEB128. */
export function signed(bits: number): number {
  const start = pos;
  let result = 0;
  let factor = 1;
  for (let used = 0; ; used += 7) {
    const next = byte();
    const left = bits - used;
    if (left <= 7) {
      // The last byte that may be used: its unused bits must repeat the sign.
      const low = next & 0x7f;
      const sign = (low >> (left - 1)) & 1;
      const rest = low >> (left - 1);
      const wanted = sign === 1 ? 0x7f >> (left - 1) : 0;
      if (next >= 0x80 || rest !== wanted) {
        malformed(`a signed integer is longer than ${bits} bits`, start);
      }
    }
    result += (next & 0x7f) * factor;
    factor *= 128;
    if (next < 0x80) return next & 0x40 ? result - factor : result;
  }
}

/** A signed 64-bit integer in LEB128. */
export function s64(): bigint {
  const start = pos;
  let result = 0n;
  for (let shift = 0; ; shift += 7) {
    const next = byte();
    if (shift === 63 && next !== 0 && next !== 0x7f) {
      malformed('a signed integer is longer than 64 bits', start);
    }
    result |= BigInt(next & 0x7f) << BigInt(shift);
    if (next < 0x80)
      return BigInt.asIntN(64, next & 0x40 ? result | (-1n << BigInt(shift + 7)) : result);
  }
}

/** The length of a `vec`, at most `limit` and never more than the bytes that are left. */
export function count(limit: number, what: string): number {
  const start = pos;
  const few = bytes[start] as number;
  if (few < 0x80 && few < end - start && few <= limit) {
    pos = start + 1;
    return few;
  }
  const many = u32();
  if (many > limit) {
    fail(componentCodes.limit, `${many} ${what} are more than the limit of ${limit}`, start);
  }
  if (many > end - pos) atEnd();
  return many;
}

/**
 * A `vec`: its length, at most `limit` and never more than the bytes that are left, and so many items.
 *
 * @param read reads an item; it is handed `context`
 */
export function list<Item>(limit: number, what: string, read: () => Item): Item[];
export function list<Item, Context>(
  limit: number,
  what: string,
  read: (context: Context) => Item,
  context: Context,
): Item[];
export function list<Item, Context>(
  limit: number,
  what: string,
  read: (context?: Context) => Item,
  context?: Context,
): Item[] {
  const length = count(limit, what);
  // An array that grows takes room for seventeen at once, and most lists are short.
  // oxlint-disable-next-line unicorn/no-new-array -- the length is known, and within the limit
  const items = new Array<Item>(length);
  for (let i = 0; i < length; i++) items[i] = read(context);
  return items;
}

/** An optional flag byte: 0x00 or 0x01. */
export function flag(what: string): boolean {
  if (pos >= end) atEnd();
  const value = bytes[pos++] as number;
  if (value > 1) unknownByte(value, what);
  return value === 1;
}

/** `core:name`: a length and UTF-8 bytes. */
export function name(): string {
  const at = pos;
  const short = bytes[at] as number;
  let start = at + 1;
  // As a name is skipped, where very many are read.
  if (short < 0x80 && short < end - at) pos = start + short;
  else start = skipName();
  const text = textOfName(bytes, start, pos) ?? malformed('a name is not valid UTF-8', start);
  lastNameAt = at;
  return (lastName = text);
}

/** Goes past a name; where its text begins. */
export function skipName(): number {
  const at = pos;
  const short = bytes[at] as number;
  if (short < 0x80 && short < end - at) {
    pos = at + 1 + short;
    return at + 1;
  }
  const length = u32();
  const start = pos;
  if (length > MAX_NAME_LENGTH) {
    fail(
      componentCodes.limit,
      `a name of ${length} bytes is longer than the limit of ${MAX_NAME_LENGTH}`,
      start,
    );
  }
  if (length > end - start) atEnd();
  pos = start + length;
  return start;
}
