import { ReadError, readModuleType } from '@wit-ts/component';
import type { ByteRange, CoreEntity } from '@wit-ts/component';
import type { PlanModule } from './model.js';
import { PlanError } from './plan-error.js';

/** The core modules of a component; equal ones are one. */
export class Modules {
  readonly list: PlanModule[] = [];
  readonly #bytes: Uint8Array;
  readonly #exports = new Map<number, ReadonlyMap<string, CoreEntity>>();
  readonly #byStart = new Map<number, number>();
  /** The first module of each length. */
  readonly #byLength = new Map<number, number>();
  readonly #byHash = new Map<string, readonly number[]>();

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The index of the module that stands in `range`. */
  add({ start, end }: ByteRange): number {
    let index = this.#byStart.get(start);
    if (index === undefined) {
      index = this.#equalModule(start, end) ?? this.list.push({ start, end }) - 1;
      this.#byStart.set(start, index);
    }
    return index;
  }

  /** A module of the same bytes. Only what is of the same length as another is hashed, so that most are not looked at. */
  #equalModule(start: number, end: number): number | undefined {
    const length = end - start;
    const first = this.#byLength.get(length);
    if (first === undefined) {
      this.#byLength.set(length, this.list.length);
      return undefined;
    }
    const known = this.list[first];
    const firstKey = `${length} ${hash(this.#bytes, known?.start ?? 0, known?.end ?? 0)}`;
    if (!this.#byHash.has(firstKey)) this.#byHash.set(firstKey, [first]);
    const key = `${length} ${hash(this.#bytes, start, end)}`;
    const same = this.#byHash.get(key) ?? [];
    for (const index of same) if (this.#isEqual(index, start)) return index;
    this.#byHash.set(key, [...same, this.list.length]);
    return undefined;
  }

  #isEqual(module: number, start: number): boolean {
    const known = this.list[module];
    if (known === undefined) return false;
    for (let offset = 0; offset < known.end - known.start; offset += 1)
      if (this.#bytes[known.start + offset] !== this.#bytes[start + offset]) return false;
    return true;
  }

  /** Whether a memory that a module exports has 64-bit addresses. */
  is64Bit(module: number, memory: string): boolean {
    const range = this.list[module];
    if (range === undefined) return false;
    let exports = this.#exports.get(module);
    if (exports === undefined) {
      exports = exportsOf(this.#bytes, range);
      this.#exports.set(module, exports);
    }
    const item = exports.get(memory);
    return item?.kind === 'core-memory' && item.limits.index64;
  }
}

function exportsOf(bytes: Uint8Array, range: ByteRange): ReadonlyMap<string, CoreEntity> {
  try {
    return readModuleType(bytes, range.start, range.end).exports;
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    throw new PlanError('HOST0001', error.message, range);
  }
}

function hash(bytes: Uint8Array, start: number, end: number): number {
  let value = 0x811c9dc5;
  for (let at = start; at < end; at += 1) value = Math.imul(value ^ (bytes[at] ?? 0), 0x01000193);
  return value >>> 0;
}
