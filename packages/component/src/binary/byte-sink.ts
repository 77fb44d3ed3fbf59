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

/**
 * Bytes that are being written. Large parts are not copied: they stay references to other buffers until the end, when
 * everything is put together once, or handed out in pieces.
 */
export class ByteSink {
  private chunks: Uint8Array[] = [];
  private chunkBytes = 0;
  private buffer: Uint8Array;
  /** What is in the buffer before this is among the chunks already. */
  private start = 0;
  private used = 0;

  constructor(capacity = SMALL) {
    this.buffer = new Uint8Array(capacity);
  }

  /** Number of bytes so far. */
  get length(): number {
    return this.chunkBytes + this.used - this.start;
  }

  private reserve(count: number): void {
    if (this.used + count <= this.buffer.length) return;
    const pending = this.used - this.start;
    const larger = new Uint8Array(Math.max(this.buffer.length * 2, GROWN, pending + count));
    copyBytes(this.buffer, this.start, this.used, larger, 0);
    this.buffer = larger;
    this.start = 0;
    this.used = pending;
  }

  byte(value: number): void {
    const at = this.used;
    const buffer = this.buffer;
    if (at < buffer.length) {
      buffer[at] = value;
      this.used = at + 1;
      return;
    }
    this.reserve(1);
    this.buffer[this.used++] = value;
  }

  /** An unsigned integer below 2^32 in LEB128. */
  u32(value: number): void {
    if (value < 0x80) {
      this.byte(value);
      return;
    }
    this.reserve(5);
    let rest = value;
    while (rest > 0x7f) {
      this.buffer[this.used++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.buffer[this.used++] = rest;
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

  /** `core:name`: the length and the UTF-8 bytes. */
  name(text: string): void {
    const length = text.length;
    this.reserve(length + 5);
    if (namesByCall > 0 && this.nameByCall(text)) return;
    const before = this.used;
    this.u32(length);
    this.reserve(length);
    let at = this.used;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code >= 0x80) {
        this.used = before;
        const bytes = new TextEncoder().encode(text);
        this.u32(bytes.length);
        this.copy(bytes);
        return;
      }
      this.buffer[at++] = code;
    }
    this.used = at;
  }

  /** `false` where the name may be too long for the buffer, or for a length of one byte: then nothing is written. */
  private nameByCall(text: string): boolean {
    const at = this.used;
    const buffer = this.buffer;
    const room = buffer.length - at - 1;
    if (utf8Write === undefined || room < 3 * text.length) return false;
    namesByCall--;
    const written = utf8Write.call(buffer, text, at + 1, room);
    if (written >= 0x80) return false;
    buffer[at] = written;
    this.used = at + 1 + written;
    return true;
  }

  /** Copies bytes. */
  copy(bytes: Uint8Array): void {
    this.copyRange(bytes, 0, bytes.length);
  }

  private copyRange(bytes: Uint8Array, from: number, to: number): void {
    this.reserve(to - from);
    copyBytes(bytes, from, to, this.buffer, this.used);
    this.used += to - from;
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
      this.copyRange(other.buffer, other.start, other.used);
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

/** A few bytes are copied faster one by one. */
const FEW = 32;

function copyBytes(from: Uint8Array, start: number, end: number, to: Uint8Array, at: number): void {
  if (end - start > FEW) {
    to.set(start === 0 && end === from.length ? from : from.subarray(start, end), at);
    return;
  }
  for (let i = start, j = at; i < end; i++, j++) to[j] = from[i] as number;
}
