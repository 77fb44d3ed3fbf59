import { describe, expect, test } from 'vitest';
import {
  alignmentOf,
  discriminantSize,
  fieldOffsets,
  flatten,
  flattenAll,
  joinFlat,
  payloadOffset,
  sizeOf,
  type AbiType,
} from '../../src/layout/index.js';

const u8: AbiType = { kind: 'u8' };
const u32: AbiType = { kind: 'u32' };
const u64: AbiType = { kind: 'u64' };
const f32: AbiType = { kind: 'f32' };
const f64: AbiType = { kind: 'f64' };
const text: AbiType = { kind: 'string' };

function record(...types: AbiType[]): AbiType {
  return { kind: 'record', fields: types.map((type, index) => ({ name: `f${index}`, type })) };
}

function variant(...types: (AbiType | null)[]): AbiType {
  return { kind: 'variant', cases: types.map((type, index) => ({ name: `c${index}`, type })) };
}

describe('layout', () => {
  test.each<[string, AbiType, number, number, string]>([
    ['bool', { kind: 'bool' }, 1, 1, 'i32'],
    ['char', { kind: 'char' }, 4, 4, 'i32'],
    ['string', text, 8, 4, 'i32 i32'],
    ['record', record(u8, u64, u8), 24, 8, 'i32 i64 i32'],
    ['option<u8>', { kind: 'option', type: u8 }, 2, 1, 'i32 i32'],
    ['option<u64>', { kind: 'option', type: u64 }, 16, 8, 'i32 i64'],
    ['result', { kind: 'result', ok: null, err: null }, 1, 1, 'i32'],
    ['result<f32, u32>', { kind: 'result', ok: f32, err: u32 }, 8, 4, 'i32 i32'],
    ['variant', variant(f64, u32, null, text), 16, 8, 'i32 i64 i32'],
    ['variant f32', variant(f32, f64), 16, 8, 'i32 i64'],
    ['enum of 257', { kind: 'enum', cases: Array.from({ length: 257 }, String) }, 2, 2, 'i32'],
    ['9 flags', { kind: 'flags', flags: Array.from({ length: 9 }, String) }, 2, 2, 'i32'],
    ['32 flags', { kind: 'flags', flags: Array.from({ length: 32 }, String) }, 4, 4, 'i32'],
    ['list<u8, 3>', { kind: 'fixed-length-list', element: u8, length: 3 }, 3, 1, 'i32 i32 i32'],
    ['map', { kind: 'map', key: u8, value: u8 }, 8, 4, 'i32 i32'],
    ['own', { kind: 'own', resource: 0 }, 4, 4, 'i32'],
    ['tuple', { kind: 'tuple', types: [u32, u8] }, 8, 4, 'i32 i32'],
  ])('of %s', (_, type, size, alignment, flat) => {
    expect(sizeOf(type)).toBe(size);
    expect(alignmentOf(type)).toBe(alignment);
    expect(flatten(type).join(' ')).toBe(flat);
  });

  test('offsets', () => {
    expect(fieldOffsets([u8, u32, u8, u64])).toEqual([0, 4, 8, 16]);
    expect(payloadOffset([u8, u64])).toBe(8);
    expect([1, 256, 257, 65_536, 65_537].map(discriminantSize)).toEqual([1, 1, 2, 2, 4]);
  });

  test('joined types', () => {
    expect(joinFlat('i32', 'f32')).toBe('i32');
    expect(joinFlat('f32', 'f32')).toBe('f32');
    expect(joinFlat('f32', 'f64')).toBe('i64');
    expect(joinFlat('i32', 'i64')).toBe('i64');
  });

  test('a type of billions of core values is not written out', () => {
    const long: AbiType = { kind: 'fixed-length-list', element: u8, length: 2 ** 32 - 1 };
    expect(flatten(long)).toHaveLength(17);
    expect(flatten(record(long, long))).toHaveLength(17);
    expect(flattenAll([long], 16)).toBeUndefined();
    expect(flattenAll([u8, u64], 16)).toEqual(['i32', 'i64']);
  });
});
