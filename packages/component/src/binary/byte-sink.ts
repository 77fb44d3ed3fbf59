/**
 * Bytes that are being written. Large parts are not copied: they stay references to other buffers until the end, when
 * everything is put together once, or handed out in pieces.
 */
export class ByteSink {
  private readonly chunks: Uint8Array[] = [];
  private chunkBytes = 0;
  private buffer: Uint8Array;
  private used = 0;

  constructor(capacity = 256) {
    this.buffer = new Uint8Array(capacity);
  }

  /** Number of bytes so far. */
  get length(): number {
    return this.chunkBytes + this.used;
  }

  private reserve(count: number): void {
    if (this.used + count <= this.buffer.length) return;
    const larger = new Uint8Array(Math.max(this.buffer.length * 2, this.used + count));
    larger.set(this.buffer.subarray(0, this.used));
    this.buffer = larger;
  }

  byte(value: number): void {
    if (this.used === this.buffer.length) this.reserve(1);
    this.buffer[this.used++] = value;
  }

  /** An unsigned integer below 2^32 in LEB128. */
  u32(value: number): void {
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
    const start = this.used;
    this.u32(length);
    this.reserve(length);
    let at = this.used;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code >= 0x80) {
        this.used = start;
        const bytes = new TextEncoder().encode(text);
        this.u32(bytes.length);
        this.copy(bytes);
        return;
      }
      this.buffer[at++] = code;
    }
    this.used = at;
  }

  /** Copies bytes. */
  copy(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.buffer.set(bytes, this.used);
    this.used += bytes.length;
  }

  /** Adds bytes by reference if they are many; they must not change afterwards. */
  share(bytes: Uint8Array): void {
    if (bytes.length < 1024) {
      this.copy(bytes);
      return;
    }
    this.flush();
    this.chunks.push(bytes);
    this.chunkBytes += bytes.length;
  }

  /** Adds what another sink has collected. */
  append(other: ByteSink): void {
    for (const chunk of other.pieces()) this.share(chunk);
  }

  private flush(): void {
    if (this.used === 0) return;
    this.chunks.push(this.buffer.subarray(0, this.used));
    this.chunkBytes += this.used;
    this.buffer = new Uint8Array(256);
    this.used = 0;
  }

  /** All bytes in order, in as many pieces as there are. */
  pieces(): Uint8Array[] {
    this.flush();
    return this.chunks;
  }

  /** All bytes in one array. */
  finish(): Uint8Array {
    if (this.chunks.length === 0) return this.buffer.slice(0, this.used);
    const result = new Uint8Array(this.length);
    let at = 0;
    for (const chunk of this.pieces()) {
      result.set(chunk, at);
      at += chunk.length;
    }
    return result;
  }
}
