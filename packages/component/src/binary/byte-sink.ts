/** Parts of at least this size are kept by reference. */
const LARGE = 1024;

/** Arrays of up to this size are made in the heap itself, which takes next to no time: they do where little is written. */
const SMALL = 64;

/** The least size of the next array where that was not enough. */
const GROWN = 512;

type Utf8Write = (this: Uint8Array, text: string, at: number, room: number) => number;

const utf8Write = (globalThis as { Buffer?: { prototype?: { utf8Write?: Utf8Write } } }).Buffer
  ?.prototype?.utf8Write;

/** So many names are written by one call of Node.js: the loop for them is fast once it is optimized. */
let namesByCall = utf8Write === undefined ? 0 : 3000;

/** So few bytes are copied faster one by one. */
const FEW = 8;

/** The longest LEB128 of an integer below 2^32. */
const LONGEST = 5;

/**
 * Bytes that are being written. Large parts are not copied: they stay references to other buffers until the end, when
 * everything is put together once, or handed out in pieces.
 *
 * Most of what is written by a process is written by code that is not optimized yet: there it counts how often fields are read
 * and methods called.
 */
export class ByteSink {
  private chunks: Uint8Array[] = [];
  private chunkBytes = 0;
  private buffer: Uint8Array;
  /** The length of the buffer. */
  private size: number;
  /** What is in the buffer before this is among the chunks already. */
  private start = 0;
  private used = 0;
  /** The id of the section that is being written, -1 where none is; where its length goes, and how many entries it has. */
  section = -1;
  private place = 0;
  entries = 0;

  constructor(capacity = SMALL) {
    this.buffer = new Uint8Array(capacity);
    this.size = capacity;
  }

  /** Number of bytes so far. */
  get length(): number {
    return this.chunkBytes + this.used - this.start;
  }

  /** Makes room for so many bytes more; returns where they go. */
  private grow(count: number): number {
    const pending = this.used - this.start;
    const size = Math.max(this.size * 2, GROWN, pending + count);
    const larger = new Uint8Array(size);
    larger.set(this.buffer.subarray(this.start, this.used));
    this.buffer = larger;
    this.size = size;
    this.start = 0;
    this.used = pending;
    return pending;
  }

  byte(value: number): void {
    let at = this.used;
    if (at === this.size) at = this.grow(1);
    this.buffer[at] = value;
    this.used = at + 1;
  }

  /** An unsigned integer below 2^32 in LEB128. */
  u32(value: number): void {
    let at = this.used;
    if (at + LONGEST > this.size) at = this.grow(LONGEST);
    this.used = putU32(this.buffer, at, value);
  }

  /** A byte, which says what follows, and an integer as {@link u32} writes it. */
  tagged(tag: number, value: number): void {
    let at = this.used;
    if (at + 1 + LONGEST > this.size) at = this.grow(1 + LONGEST);
    this.buffer[at] = tag;
    this.used = putU32(this.buffer, at + 1, value);
  }

  /**
   * Ends the section that is being written, if one is, and begins another: the id, and then the length and the number of
   * entries, which are put in at its {@link end}. Nothing in it may be shared.
   */
  begin(id: number, entries: number): void {
    if (this.section >= 0) this.end();
    let at = this.used;
    if (at + 3 > this.size) at = this.grow(3);
    this.buffer[at] = id;
    this.used = at + 3;
    this.section = id;
    this.entries = entries;
    this.place = at + 1 - this.start;
  }

  /** Ends the section that is being written. There is a byte each for its length and number: more are seldom needed. */
  end(): void {
    if (this.section < 0) return;
    const entries = this.entries;
    const at = this.start + this.place;
    const length = this.used - at - 1;
    if (length < 0x80 && entries < 0x80) {
      const buffer = this.buffer;
      buffer[at] = length;
      buffer[at + 1] = entries;
    } else this.widen(at, entries);
    this.section = -1;
  }

  private widen(at: number, entries: number): void {
    const content = this.buffer.slice(at + 2, this.used);
    this.used = at;
    this.u32(sizeOfU32(entries) + content.length);
    this.u32(entries);
    this.copy(content);
  }

  u64(value: bigint): void {
    let rest = value;
    while (rest > 0x7fn) {
      this.byte(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    this.byte(Number(rest));
  }

  /** A non-negative integer below 2^32 as a signed LEB128, as type indices are written where types are possible. */
  s33(value: number): void {
    let rest = value;
    for (;;) {
      const low = rest % 128;
      rest = Math.floor(rest / 128);
      if (rest === 0 && low < 0x40) {
        this.byte(low);
        return;
      }
      this.byte(low | 0x80);
    }
  }

  /** `core:name`: the length and the UTF-8 bytes. Before it, if it is given, an integer as {@link u32} writes it. */
  name(text: string, before = -1): void {
    const length = text.length;
    const most = 3 * length;
    let at = this.used;
    if (at + most + 2 * LONGEST > this.size) at = this.grow(most + 2 * LONGEST);
    const buffer = this.buffer;
    if (before >= 0) at = putU32(buffer, at, before);
    if (namesByCall > 0 && length < 0x80 && utf8Write !== undefined) {
      namesByCall--;
      const written = utf8Write.call(buffer, text, at + 1, most);
      if (written < 0x80) {
        buffer[at] = written;
        this.used = at + 1 + written;
        return;
      }
    }
    this.used = at;
    this.u32(length);
    let end = this.used;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code >= 0x80) {
        this.used = at;
        const bytes = new TextEncoder().encode(text);
        this.u32(bytes.length);
        this.copy(bytes);
        return;
      }
      buffer[end++] = code;
    }
    this.used = end;
  }

  /** Copies bytes. */
  copy(bytes: Uint8Array): void {
    const { length } = bytes;
    let at = this.used;
    if (at + length > this.size) at = this.grow(length);
    const buffer = this.buffer;
    if (length > FEW) buffer.set(bytes, at);
    else for (let i = 0; i < length; i++) buffer[at + i] = bytes[i] as number;
    this.used = at + length;
  }

  /** Adds bytes by reference if they are many; they must not change afterwards. */
  share(bytes: Uint8Array): void {
    if (bytes.length < LARGE) {
      this.copy(bytes);
      return;
    }
    this.flush();
    this.chunks.push(bytes);
    this.chunkBytes += bytes.length;
  }

  /** Adds what another sink has collected, and leaves that one empty. */
  take(other: ByteSink): void {
    for (const chunk of other.chunks) this.share(chunk);
    if (other.used - other.start < LARGE) {
      this.copy(other.buffer.subarray(other.start, other.used));
      // No chunk lies in the buffer: it can be filled anew.
      if (other.start === 0) other.used = 0;
    } else {
      this.share(other.buffer.subarray(other.start, other.used));
    }
    other.start = other.used;
    other.chunks = [];
    other.chunkBytes = 0;
  }

  private flush(): void {
    if (this.used === this.start) return;
    this.chunks.push(this.buffer.subarray(this.start, this.used));
    this.chunkBytes += this.used - this.start;
    this.start = this.used;
  }

  /** All bytes in order, in as many pieces as there are. */
  pieces(): Uint8Array[] {
    this.flush();
    return this.chunks;
  }

  /** All bytes in one array. */
  finish(): Uint8Array {
    return joinBytes(this.pieces());
  }
}

/** Writes LEB128 into a buffer that has room for it; returns where it ends. */
function putU32(buffer: Uint8Array, start: number, value: number): number {
  let at = start;
  let rest = value;
  while (rest > 0x7f) {
    buffer[at++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  buffer[at] = rest;
  return at + 1;
}

/** Puts pieces together. */
export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const result = unfilled(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    result.set(piece, at);
    at += piece.length;
  }
  return result;
}

/** Below this size memory is filled with zeros faster than other memory is asked for. */
const WORTH_ASKING = 65_536;

/** An array to be written in full. Where Node.js offers it, the memory is not filled with zeros before. */
function unfilled(length: number): Uint8Array {
  const { Buffer: nodeBuffer } = globalThis as {
    Buffer?: { allocUnsafeSlow?: (size: number) => Uint8Array };
  };
  if (length < WORTH_ASKING || nodeBuffer?.allocUnsafeSlow === undefined) {
    return new Uint8Array(length);
  }
  const { buffer, byteOffset } = nodeBuffer.allocUnsafeSlow(length);
  return new Uint8Array(buffer, byteOffset, length);
}

/** How many bytes an unsigned integer below 2^32 takes in LEB128. */
function sizeOfU32(value: number): number {
  let size = 1;
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) size++;
  return size;
}
