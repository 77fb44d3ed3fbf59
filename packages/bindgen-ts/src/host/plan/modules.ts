import { ReadError, readModuleType } from '@wit-ts/component';
import type { ByteRange, CoreEntity } from '@wit-ts/component';
import type { PlanModule } from './model.js';
import { PlanError } from './plan-error.js';

/** The core modules of a component; equal ones are one. */
export class Modules {
  readonly list: PlanModule[] = [];
  readonly #bytes: Uint8Array;
  readonly #exports = new Map<number, ReadonlyMap<string, CoreEntity>>();
  readonly #known = new Map<string, number[]>();

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The index of the module that stands in `range`. */
  add(range: ByteRange): number {
    const bytes = this.#bytes.subarray(range.start, range.end);
    const key = `${bytes.length} ${hash(bytes)}`;
    const same = this.#known.get(key) ?? [];
    for (const index of same) {
      const known = this.list[index];
      if (known !== undefined && equal(this.#bytes.subarray(known.start, known.end), bytes))
        return index;
    }
    this.list.push({ start: range.start, end: range.end });
    this.#known.set(key, [...same, this.list.length - 1]);
    return this.list.length - 1;
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

function hash(bytes: Uint8Array): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < bytes.length; index += 1)
    value = Math.imul(value ^ (bytes[index] ?? 0), 0x01000193);
  return value >>> 0;
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
