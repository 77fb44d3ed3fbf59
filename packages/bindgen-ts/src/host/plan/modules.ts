import type { ByteRange } from '@wit-ts/component';
import type { PlanModule } from './model.js';

/** The core modules of a component; equal ones are one. */
export class Modules {
  readonly list: PlanModule[] = [];
  readonly #bytes: Uint8Array;
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
