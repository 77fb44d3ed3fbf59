import { describe, expect, it } from 'vitest';
import * as reader from '../../src/binary/byte-reader.js';

const OUTER = Uint8Array.of(1, 0x61, 2, 3);
const INNER = Uint8Array.of(1, 0x62, 0x80);

/** What errors would say of the reader, and where it is. */
const state = (): unknown => [reader.bytes, reader.pos, reader.end, reader.lastNameSince(0)];

const readInner = (): string =>
  reader.reading(INNER, 0, 2, (text) => text + reader.name(), 'read ');
const failInner = (): number => reader.reading(INNER, 2, 3, reader.u32, undefined);

function readInTheMidst(): void {
  expect(reader.lastNameSince(0)).toBeUndefined();
  expect(reader.name()).toBe('a');
  const before = state();
  expect(readInner()).toBe('read b');
  expect(state()).toEqual(before);
  expect(reader.byte()).toBe(2);
}

function failInTheMidst(): void {
  expect(reader.name()).toBe('a');
  const before = state();
  expect(failInner).toThrow('the file ends in the middle of an item');
  expect(state()).toEqual(before);
  expect(reader.u32()).toBe(2);
}

describe('reading', () => {
  it('leaves another reading as it is, in the midst of which it happens', () => {
    reader.reading(OUTER, 0, OUTER.length, readInTheMidst, undefined);
  });

  it('leaves it so where the other one fails', () => {
    reader.reading(OUTER, 0, OUTER.length, failInTheMidst, undefined);
  });

  it('reads nothing where it is over', () => {
    const before = state();
    expect(reader.reading(OUTER, 2, 3, reader.byte, undefined)).toBe(2);
    expect(state()).toEqual(before);
    expect(reader.bytes).toHaveLength(0);
    expect(reader.byte).toThrow('the file ends in the middle of an item');
  });
});
