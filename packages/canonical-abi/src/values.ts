import { trap, unexpected } from './trap.js';

/** One place seen as each kind of number. */
const f64 = new Float64Array(1);
const i64 = new BigInt64Array(f64.buffer);
const f32 = new Float32Array(1);
const i32 = new Int32Array(f32.buffer);

/** A `char` from its code point; traps at surrogates and beyond Unicode. */
export function liftChar(code: number): string {
  const point = code >>> 0;
  if (point >= 0x110000 || (point >= 0xd800 && point <= 0xdfff)) trap('invalid `char` bit pattern');
  return String.fromCodePoint(point);
}

/** The code point of a `char`: the string has to be one code point. */
export function lowerChar(text: string): number {
  if (typeof text !== 'string') unexpected('a string of one character', text);
  const point = text.codePointAt(0);
  const size = point !== undefined && point > 0xffff ? 2 : 1;
  if (point === undefined || text.length !== size || (point >= 0xd800 && point <= 0xdfff))
    return unexpected('a string of one character', text);
  return point;
}

/** `char` of one memory as that of another. */
export function checkChar(code: number): number {
  const point = code >>> 0;
  if (point >= 0x110000 || (point >= 0xd800 && point <= 0xdfff)) trap('invalid `char` bit pattern');
  return point;
}

/** Traps at a discriminant without a case. */
export function invalidDiscriminant(): never {
  return trap('invalid variant discriminant');
}

/** The name of a case, from its discriminant. */
export function liftEnum<T>(names: readonly T[], discriminant: number): T {
  const name = names[discriminant >>> 0];
  return name === undefined ? invalidDiscriminant() : name;
}

/** The discriminant of a case, from its name. */
export function lowerEnum(cases: ReadonlyMap<string, number>, name: string): number {
  const discriminant = cases.get(name);
  if (discriminant === undefined)
    return unexpected(
      `one of ${[...cases.keys()].map((item) => JSON.stringify(item)).join(', ')}`,
      name,
    );
  return discriminant;
}

/** A value whose `tag` is none of a variant's. */
export function invalidTag(value: unknown, tags: string): never {
  const tag =
    typeof value === 'object' && value !== null ? (value as { tag?: unknown }).tag : value;
  return unexpected(`an object with tag ${tags}`, tag);
}

/** A discriminant as a number below `count`. */
export function checkDiscriminant(discriminant: number, count: number): number {
  const index = discriminant >>> 0;
  if (index >= count) invalidDiscriminant();
  return index;
}

/** `f32` in the place of an `i32`. */
export function f32Bits(value: number): number {
  f32[0] = value;
  return i32[0] as number;
}

export function f32FromBits(bits: number): number {
  i32[0] = bits;
  return f32[0] as number;
}

/** `f64` in the place of an `i64`. */
export function f64Bits(value: number): bigint {
  f64[0] = value;
  return i64[0] as bigint;
}

export function f64FromBits(bits: bigint): number {
  i64[0] = bits;
  return f64[0] as number;
}

/** An `i64` slot of a variant that holds an `i32`. */
export function i32FromI64(value: bigint): number {
  return Number(BigInt.asIntN(32, value));
}

/** An `i32` in an `i64` slot of a variant. */
export function i64FromI32(value: number): bigint {
  return BigInt(value >>> 0);
}

/** The discriminants of the cases of an enum by their names. */
export function enumCases(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map(names.map((name, index) => [name, index]));
}
