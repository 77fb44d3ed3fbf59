/** A growing buffer with the number and name encodings of the component binary format. */

const utf8 = new TextEncoder();

export class ByteSink {
  #bytes = new Uint8Array(64);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  #reserve(extra: number): void {
    const needed = this.#length + extra;
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = value;
  }

  bytes(value: Uint8Array): void {
    this.#reserve(value.length);
    this.#bytes.set(value, this.#length);
    this.#length += value.length;
  }

  /** An unsigned LEB128 number below 2^32. */
  u32(value: number): void {
    this.#reserve(5);
    let rest = value;
    while (rest >= 0x80) {
      this.#bytes[this.#length++] = (rest & 0x7f) | 0x80;
      rest = Math.floor(rest / 128);
    }
    this.#bytes[this.#length++] = rest;
  }

  /** A type index where a primitive could stand too: signed LEB128 (`s33`) of a number that is not negative. */
  typeIndex(value: number): void {
    this.#reserve(6);
    let rest = value;
    while (rest >= 0x40) {
      this.#bytes[this.#length++] = (rest & 0x7f) | 0x80;
      rest = Math.floor(rest / 128);
    }
    this.#bytes[this.#length++] = rest;
  }

  /** A name: its length in bytes, then UTF-8. */
  name(text: string): void {
    const bytes = utf8.encode(text);
    this.u32(bytes.length);
    this.bytes(bytes);
  }

  /** A section or any other part that is led by its length in bytes. */
  sized(id: number, content: Uint8Array): void {
    this.byte(id);
    this.u32(content.length);
    this.bytes(content);
  }

  /** The bytes so far, without a copy; the sink must not be written to while they are in use. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** A copy of the bytes. */
  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }
}
