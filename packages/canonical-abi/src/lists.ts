import type { Memory } from './memory.js';
import { unexpected } from './trap.js';

/** What can be lowered as a list of numbers. */
export type Numbers = ArrayLike<number>;
export type BigInts = ArrayLike<bigint>;

/** Lists of numbers are lifted as a copy of the bytes, in the typed array of their element type. */
export function liftU8List(memory: Memory, pointer: number, length: number): Uint8Array {
  const start = memory.listAt(pointer, length, 1, 1);
  return memory.u8.slice(start, start + (length >>> 0));
}

export function liftS8List(memory: Memory, pointer: number, length: number): Int8Array {
  const start = memory.listAt(pointer, length, 1, 1);
  return memory.s8.slice(start, start + (length >>> 0));
}

export function liftU16List(memory: Memory, pointer: number, length: number): Uint16Array {
  const start = memory.listAt(pointer, length, 2, 2) >>> 1;
  return memory.u16.slice(start, start + (length >>> 0));
}

export function liftS16List(memory: Memory, pointer: number, length: number): Int16Array {
  const start = memory.listAt(pointer, length, 2, 2) >>> 1;
  return memory.s16.slice(start, start + (length >>> 0));
}

export function liftU32List(memory: Memory, pointer: number, length: number): Uint32Array {
  const start = memory.listAt(pointer, length, 4, 4) >>> 2;
  return memory.u32.slice(start, start + (length >>> 0));
}

export function liftS32List(memory: Memory, pointer: number, length: number): Int32Array {
  const start = memory.listAt(pointer, length, 4, 4) >>> 2;
  return memory.s32.slice(start, start + (length >>> 0));
}

export function liftU64List(memory: Memory, pointer: number, length: number): BigUint64Array {
  const start = memory.listAt(pointer, length, 8, 8) >>> 3;
  return memory.u64.slice(start, start + (length >>> 0));
}

export function liftS64List(memory: Memory, pointer: number, length: number): BigInt64Array {
  const start = memory.listAt(pointer, length, 8, 8) >>> 3;
  return memory.s64.slice(start, start + (length >>> 0));
}

export function liftF32List(memory: Memory, pointer: number, length: number): Float32Array {
  const start = memory.listAt(pointer, length, 4, 4) >>> 2;
  return memory.f32.slice(start, start + (length >>> 0));
}

export function liftF64List(memory: Memory, pointer: number, length: number): Float64Array {
  const start = memory.listAt(pointer, length, 8, 8) >>> 3;
  return memory.f64.slice(start, start + (length >>> 0));
}

/** Lists of numbers are lowered from anything with a length and numbers in it. */
export function lowerU8List(memory: Memory, list: Numbers): number {
  const start = memory.allocate(1, lengthOf(list));
  memory.u8.set(list, start);
  return start;
}

export function lowerS8List(memory: Memory, list: Numbers): number {
  const start = memory.allocate(1, lengthOf(list));
  memory.s8.set(list, start);
  return start;
}

export function lowerU16List(memory: Memory, list: Numbers): number {
  const start = memory.allocate(2, lengthOf(list) * 2);
  memory.u16.set(list, start >>> 1);
  return start;
}

export function lowerS16List(memory: Memory, list: Numbers): number {
  const start = memory.allocate(2, lengthOf(list) * 2);
  memory.s16.set(list, start >>> 1);
  return start;
}

export function lowerU32List(memory: Memory, list: Numbers): number {
  const start = memory.allocate(4, lengthOf(list) * 4);
  memory.u32.set(list, start >>> 2);
  return start;
}

export function lowerS32List(memory: Memory, list: Numbers): number {
  const start = memory.allocate(4, lengthOf(list) * 4);
  memory.s32.set(list, start >>> 2);
  return start;
}

export function lowerU64List(memory: Memory, list: BigInts): number {
  const start = memory.allocate(8, lengthOf(list) * 8);
  memory.u64.set(list, start >>> 3);
  return start;
}

export function lowerS64List(memory: Memory, list: BigInts): number {
  const start = memory.allocate(8, lengthOf(list) * 8);
  memory.s64.set(list, start >>> 3);
  return start;
}

export function lowerF32List(memory: Memory, list: Numbers): number {
  const start = memory.allocate(4, lengthOf(list) * 4);
  memory.f32.set(list, start >>> 2);
  return start;
}

export function lowerF64List(memory: Memory, list: Numbers): number {
  const start = memory.allocate(8, lengthOf(list) * 8);
  memory.f64.set(list, start >>> 3);
  return start;
}

/** The length of what is to be lowered as a list. */
export function lengthOf(list: { readonly length: number }): number {
  if (typeof list !== 'object' || list === null || typeof list.length !== 'number')
    unexpected('an array', list);
  return list.length;
}

/** The list itself; a TypeError unless it has exactly `length` elements. */
export function ofLength<T>(list: readonly T[], length: number): readonly T[] {
  if (lengthOf(list) !== length) unexpected(`an array of ${length} elements`, list);
  return list;
}

/** Entries of a map, in order, for a `map` type. */
export function entriesOf<K, V>(map: ReadonlyMap<K, V>): [K, V][] {
  if (!(map instanceof Map)) unexpected('a Map', map);
  return [...map];
}
