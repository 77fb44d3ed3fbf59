import { describe, expect, it } from 'vitest';
import { ByBytes } from '../src/by-bytes.js';

/** Large enough that the key is made of samples. */
function filled(length: number, ...changes: readonly (readonly [at: number, byte: number])[]) {
  const bytes = new Uint8Array(length).fill(7);
  for (const [at, byte] of changes) bytes[at] = byte;
  return bytes;
}

describe('what is known by its bytes', () => {
  it('is found by a copy of them', () => {
    const known = new ByBytes<string>();
    const buffers = [filled(0), filled(5), filled(5, [4, 1]), filled(9000), filled(9000, [0, 1])];
    for (const [index, bytes] of buffers.entries()) known.set(bytes, `buffer ${index}`);
    for (const [index, bytes] of buffers.entries()) {
      expect(known.get(bytes)).toBe(`buffer ${index}`);
      expect(known.get(bytes.slice())).toBe(`buffer ${index}`);
    }
  });

  it('is not found by other bytes of the same length, wherever they differ', () => {
    for (const length of [5, 9000]) {
      const known = new ByBytes<string>();
      known.set(filled(length), 'first');
      expect(known.get(filled(length, [3, 1]))).toBeUndefined();
      expect(known.get(filled(length + 1))).toBeUndefined();
      known.set(filled(length, [2, 1]), 'second');
      expect(known.get(filled(length, [3, 1]))).toBeUndefined();
    }
    // Between the samples, which are alike.
    const known = new ByBytes<string>();
    known.set(filled(9000), 'first');
    known.set(filled(9000, [2000, 1]), 'second');
    expect(known.get(filled(9000, [2000, 1]))).toBe('second');
    expect(known.get(filled(9000, [2000, 2]))).toBeUndefined();
  });

  it('is made once for the same bytes', () => {
    const known = new ByBytes<number>();
    let made = 0;
    const make = () => made++;
    const wanted = [filled(9000), filled(9000), filled(9000, [2000, 1]), filled(9000), filled(3)];
    expect(wanted.map((bytes) => known.getOrMake(bytes, make))).toEqual([0, 0, 1, 0, 2]);
    expect(made).toBe(3);
  });
});
