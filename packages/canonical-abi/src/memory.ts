import type { ComponentInstance } from './instance.js';
import { allowLeave, forbidLeave } from './instance.js';
import { trap, unexpected } from './trap.js';
import {
  checkUtf8,
  copyBytes,
  decodeUtf8,
  encodeLongUtf8,
  encodesAscii,
  encodeUtf8,
  fitsScratch,
  isAsciiText,
  SHORT_WRITE,
  writeAscii,
  writeEncoded,
  writeWide,
} from './utf8.js';
import { decodeLatin1, decodeUtf16, isLatin1, writeLatin1, writeUtf16 } from './utf16.js';

/** `cabi_realloc` and its like. */
export type Realloc = (old: number, oldSize: number, alignment: number, newSize: number) => number;

/** Strings and lists of more bytes than this trap. */
const MAX_BYTE_LENGTH = 2 ** 28 - 1;
/** In a length: the string is UTF-16, not Latin-1. */
const UTF16_TAG = 0x80000000;

/**
 * A linear memory with its `realloc`, as the canonical options of a lifted or lowered function name them, for strings
 * in UTF-8. Views are made again when the memory has grown, which leaves the old ones with length 0.
 */
export class Memory {
  u8 = new Uint8Array();
  s8 = new Int8Array();
  u16 = new Uint16Array();
  s16 = new Int16Array();
  u32 = new Uint32Array();
  s32 = new Int32Array();
  u64 = new BigUint64Array();
  s64 = new BigInt64Array();
  f32 = new Float32Array();
  f64 = new Float64Array();
  /** The second word of the string that was lowered last: its length, in code units. */
  length = 0;
  readonly instance: ComponentInstance;
  readonly #memory: WebAssembly.Memory | undefined;
  readonly #realloc: Realloc | undefined;

  constructor(
    instance: ComponentInstance,
    memory: WebAssembly.Memory | undefined,
    realloc?: Realloc,
  ) {
    this.instance = instance;
    this.#memory = memory;
    this.#realloc = realloc;
  }

  /** Makes the views again where the memory has grown. */
  refresh(): void {
    if (this.u8.length === 0) this.#renew();
  }

  #renew(): void {
    if (this.#memory === undefined) return;
    const { buffer } = this.#memory;
    this.u8 = new Uint8Array(buffer);
    this.s8 = new Int8Array(buffer);
    this.u16 = new Uint16Array(buffer);
    this.s16 = new Int16Array(buffer);
    this.u32 = new Uint32Array(buffer);
    this.s32 = new Int32Array(buffer);
    this.u64 = new BigUint64Array(buffer);
    this.s64 = new BigInt64Array(buffer);
    this.f32 = new Float32Array(buffer);
    this.f64 = new Float64Array(buffer);
  }

  /** A pointer as an unsigned number; traps unless `size` bytes from there are aligned and inside the memory. */
  at(pointer: number, alignment: number, size: number): number {
    const start = pointer >>> 0;
    if (this.u8.length === 0) this.#renew();
    if ((start & (alignment - 1)) !== 0) trap('unaligned pointer');
    if (start + size > this.u8.length) trap('pointer out of bounds of memory');
    return start;
  }

  /** {@link at} for the elements of a list. */
  listAt(pointer: number, length: number, alignment: number, size: number): number {
    const bytes = (length >>> 0) * size;
    const start = pointer >>> 0;
    if (bytes > MAX_BYTE_LENGTH) trap('list is too long');
    if (this.u8.length === 0) this.#renew();
    if ((start & (alignment - 1)) !== 0) trap('unaligned pointer');
    if (start + bytes > this.u8.length) trap('list pointer/length out of bounds of memory');
    return start;
  }

  /**
   * Asks the component for memory; the views are those after it. Always for the final size: some components cannot make
   * a block larger (`cabi_realloc` of Go).
   */
  allocate(alignment: number, size: number): number {
    const realloc = this.#realloc;
    if (realloc === undefined) trap('no realloc is given to allocate memory with');
    const { instance } = this;
    forbidLeave(instance);
    const start = realloc(0, 0, alignment, size) >>> 0;
    allowLeave(instance);
    if (this.u8.length === 0) this.#renew();
    if ((start & (alignment - 1)) !== 0)
      trap('unaligned pointer: realloc return: result not aligned');
    if (start + size > this.u8.length)
      trap('list content out-of-bounds: realloc return: beyond end of memory');
    return start;
  }

  /** Lifts a string. */
  liftString(pointer: number, length: number): string {
    const start = this.stringAt(pointer, length >>> 0, 1);
    return decodeUtf8(this.u8, start, length >>> 0);
  }

  /** {@link at} for the bytes of a string. */
  stringAt(pointer: number, bytes: number, alignment: number): number {
    const start = pointer >>> 0;
    if (bytes > MAX_BYTE_LENGTH) trap('string is too long');
    if (this.u8.length === 0) this.#renew();
    if ((start & (alignment - 1)) !== 0) trap('unaligned pointer');
    if (start + bytes > this.u8.length)
      trap('string pointer/length out of bounds of memory: string content out-of-bounds');
    return start;
  }

  /** Lowers a string: its pointer, and its length in {@link length}. */
  lowerString(text: string): number {
    if (typeof text !== 'string') unexpected('a string', text);
    const { length } = text;
    if (length > SHORT_WRITE || !isAsciiText(text)) return this.#lowerEncoded(text);
    const start = this.allocate(1, length);
    writeAscii(text, this.u8, start);
    this.length = length;
    return start;
  }

  #lowerEncoded(text: string): number {
    if (!fitsScratch(text)) return this.#lowerLong(text);
    const size = encodeUtf8(text);
    const start = this.allocate(1, size);
    writeEncoded(this.u8, start, size);
    this.length = size;
    return start;
  }

  #lowerLong(text: string): number {
    if (text.length > MAX_BYTE_LENGTH) trap('string is too long');
    const bytes = encodeLongUtf8(text);
    if (bytes.length > MAX_BYTE_LENGTH) trap('string is too long');
    const start = this.allocate(1, bytes.length);
    this.u8.set(bytes, start);
    this.length = bytes.length;
    return start;
  }

  /** Copies a string of another memory, as {@link lowerString}. */
  copyString(from: Memory, pointer: number, length: number): number {
    if (!from.isUtf8) return this.#transcode(from, pointer, length);
    const bytes = length >>> 0;
    const source = from.stringAt(pointer, bytes, 1);
    checkUtf8(from.u8, source, bytes);
    const start = this.allocate(1, bytes);
    from.refresh();
    copyBytes(from.u8, source, this.u8, start, bytes);
    this.length = bytes;
    return start;
  }

  #transcode(from: Memory, pointer: number, length: number): number {
    const start = this.lowerString(from.liftString(pointer, length));
    from.refresh();
    return start;
  }

  /** Copies a list whose elements mean the same in every memory; its pointer, and its length in {@link length}. */
  copyList(from: Memory, pointer: number, length: number, alignment: number, size: number): number {
    const count = length >>> 0;
    const source = from.listAt(pointer, count, alignment, size);
    const start = this.allocate(alignment, count * size);
    from.refresh();
    copyBytes(from.u8, source, this.u8, start, count * size);
    this.length = count;
    return start;
  }

  get isUtf8(): boolean {
    return true;
  }

  /** Copies `size` bytes that mean the same in every memory. */
  copyBytes(from: Memory, source: number, target: number, size: number): void {
    copyBytes(from.u8, source, this.u8, target, size);
  }
}

/** As {@link Memory}, with strings in UTF-16. */
export class Utf16Memory extends Memory {
  override get isUtf8(): boolean {
    return false;
  }

  override liftString(pointer: number, length: number): string {
    const units = length >>> 0;
    const start = this.stringAt(pointer, units * 2, 2);
    return decodeUtf16(this.u16, start >>> 1, units);
  }

  override lowerString(text: string): number {
    if (typeof text !== 'string') unexpected('a string', text);
    if (text.length * 2 > MAX_BYTE_LENGTH) trap('string is too long');
    const ascii = encodesAscii(text);
    const start = this.allocate(2, text.length * 2);
    if (ascii) writeWide(this.u16, start >>> 1, text.length);
    else writeUtf16(text, this.u16, start >>> 1);
    this.length = text.length;
    return start;
  }

  override copyString(from: Memory, pointer: number, length: number): number {
    const start = this.lowerString(from.liftString(pointer, length));
    from.refresh();
    return start;
  }
}

/** As {@link Memory}, with strings in Latin-1 where that can be, else in UTF-16. */
export class Latin1Memory extends Memory {
  override get isUtf8(): boolean {
    return false;
  }

  override liftString(pointer: number, length: number): string {
    const tagged = length >>> 0;
    if (tagged >= UTF16_TAG) {
      const units = tagged - UTF16_TAG;
      const start = this.stringAt(pointer, units * 2, 2);
      return decodeUtf16(this.u16, start >>> 1, units);
    }
    const start = this.stringAt(pointer, tagged, 2);
    return decodeLatin1(this.u8, start, tagged);
  }

  override lowerString(text: string): number {
    if (typeof text !== 'string') unexpected('a string', text);
    if (text.length * 2 > MAX_BYTE_LENGTH) trap('string is too long');
    const ascii = encodesAscii(text);
    if (ascii || isLatin1(text)) {
      const start = this.allocate(2, text.length);
      if (ascii) writeEncoded(this.u8, start, text.length);
      else writeLatin1(text, this.u8, start);
      this.length = text.length;
      return start;
    }
    const start = this.allocate(2, text.length * 2);
    writeUtf16(text, this.u16, start >>> 1);
    this.length = text.length + UTF16_TAG;
    return start;
  }

  override copyString(from: Memory, pointer: number, length: number): number {
    const start = this.lowerString(from.liftString(pointer, length));
    from.refresh();
    return start;
  }
}
