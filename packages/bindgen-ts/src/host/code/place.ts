import {
  alignTo,
  casesOf,
  discriminantSize,
  fieldOffsets,
  flatten,
  flattenCases,
  payloadOffset,
} from '@wit-ts/canonical-abi/layout';
import type { AbiType, FlatType } from '@wit-ts/canonical-abi/layout';
import { element } from './env.js';
import type { Env } from './env.js';
import { unsignedView, viewOf } from './scalars.js';
import type { View } from './scalars.js';

/** A component's side of a conversion. */
export interface Side {
  /** Expression of the `Memory`; functions without canonical options for memory have none. */
  readonly memory: string;
  /** Expression of the `ComponentInstance`. */
  readonly instance: string;
  /** Its index in the plan. */
  readonly instanceIndex: number;
}

export interface FlatValue {
  readonly expression: string;
  readonly type: FlatType;
}

/** Where a value comes from: core values, or an address in memory. */
export type Source = { readonly kind: 'flat'; readonly values: readonly FlatValue[] } | Address;

/** Where a value goes: it becomes core values of these types, or is stored. */
export type Target = { readonly kind: 'flat'; readonly types: readonly FlatType[] } | Address;

export interface Address {
  readonly kind: 'memory';
  /** Expression of a number that is aligned. */
  readonly base: string;
  readonly offset: number;
}

export function memoryAt(base: string, offset = 0): Address {
  return { kind: 'memory', base, offset };
}

/** The parts of a source one behind the other, as in a record. */
export function sourceParts(source: Source, types: readonly AbiType[]): Source[] {
  if (source.kind === 'memory') return addressParts(source, types);
  let start = 0;
  return types.map((type) => {
    const count = flatten(type).length;
    const values = source.values.slice(start, start + count);
    start += count;
    return { kind: 'flat', values };
  });
}

/** The parts of a target one behind the other, as in a record. */
export function targetParts(target: Target, types: readonly AbiType[]): Target[] {
  if (target.kind === 'memory') return addressParts(target, types);
  let start = 0;
  return types.map((type) => {
    const count = flatten(type).length;
    const part = target.types.slice(start, start + count);
    start += count;
    return { kind: 'flat', types: part };
  });
}

function addressParts(address: Address, types: readonly AbiType[]): Address[] {
  return fieldOffsets(types).map((offset) => memoryAt(address.base, address.offset + offset));
}

type VariantLike = Extract<AbiType, { kind: 'variant' | 'enum' | 'option' | 'result' }>;

/** The discriminant of a variant, and where the payload of a case is. */
export function variantSource(
  env: Env,
  side: Side,
  type: VariantLike,
  source: Source,
): { discriminant: string; payload: (payload: AbiType) => Source } {
  const cases = casesOf(type);
  if (source.kind === 'memory') {
    return {
      discriminant: loadUnsigned(env, side.memory, source, discriminantSize(cases.length)),
      payload: () => memoryAt(source.base, source.offset + payloadOffset(cases)),
    };
  }
  const [first, ...rest] = source.values;
  return {
    discriminant: first?.expression ?? '0',
    payload: (payload) => ({
      kind: 'flat',
      values: flatten(payload).map((wanted, index) => {
        const value = rest[index];
        if (value === undefined) throw new Error('a variant has too few core values');
        return { expression: narrow(env, value, wanted), type: wanted };
      }),
    }),
  };
}

/** Core types of the payload of a variant that becomes flat. */
export function payloadTypes(type: VariantLike): FlatType[] {
  return flattenCases(casesOf(type));
}

/** A value out of the slot of a variant that other cases share. */
function narrow(env: Env, value: FlatValue, wanted: FlatType): string {
  if (value.type === wanted) return value.expression;
  if (wanted === 'i32') return `${env.runtime('i32FromI64')}(${value.expression})`;
  if (wanted === 'f64') return `${env.runtime('f64FromBits')}(${value.expression})`;
  const bits =
    value.type === 'i64' ? `${env.runtime('i32FromI64')}(${value.expression})` : value.expression;
  return `${env.runtime('f32FromBits')}(${bits})`;
}

/** A value into the slot of a variant that other cases share. */
export function widen(env: Env, expression: string, from: FlatType, to: FlatType): string {
  if (from === to) return expression;
  if (from === 'f64') return `${env.runtime('f64Bits')}(${expression})`;
  const bits = from === 'f32' ? `${env.runtime('f32Bits')}(${expression})` : expression;
  return to === 'i64' ? `${env.runtime('i64FromI32')}(${bits})` : bits;
}

const SHIFTS = { 1: 0, 2: 1, 4: 2, 8: 3 } as const;

/** `memory.u32[(base + 4) >>> 2]`, without a mark that it exists. */
export function slot(memory: string, view: View, address: Address): string {
  const shift = SHIFTS[VIEW_SIZES[view]];
  const plain = address.offset === 0 ? address.base : `${address.base} + ${address.offset}`;
  const shifted =
    shift === 0
      ? plain
      : address.offset === 0
        ? `${plain} >>> ${shift}`
        : `(${plain}) >>> ${shift}`;
  return `${memory}.${view}[${shifted}]`;
}

const VIEW_SIZES: Readonly<Record<View, 1 | 2 | 4 | 8>> = {
  u8: 1,
  s8: 1,
  u16: 2,
  s16: 2,
  u32: 4,
  s32: 4,
  u64: 8,
  s64: 8,
  f32: 4,
  f64: 8,
};

/** The loaded value. */
export function load(env: Env, memory: string, view: View, address: Address): string {
  const text = slot(memory, view, address);
  const bracket = text.indexOf('[');
  return element(env, text.slice(0, bracket), text.slice(bracket + 1, -1));
}

export function loadUnsigned(env: Env, memory: string, address: Address, size: 1 | 2 | 4): string {
  return load(env, memory, unsignedView(size), address);
}

/** The one core value of a scalar as it comes: from memory in its range, from flat values perhaps beyond it. */
export function rawScalar(env: Env, side: Side, type: AbiType, source: Source): string {
  if (source.kind === 'memory') {
    const view = viewOf(type);
    if (view === undefined) throw new Error(`a ${type.kind} is no scalar`);
    return load(env, side.memory, view, source);
  }
  return source.values[0]?.expression ?? '0';
}

/** Pointer and length of a string or list. */
export function rawPair(env: Env, side: Side, source: Source): [pointer: string, length: string] {
  if (source.kind === 'memory') {
    const second = memoryAt(source.base, alignTo(source.offset + 4, 4));
    return [load(env, side.memory, 'u32', source), load(env, side.memory, 'u32', second)];
  }
  return [source.values[0]?.expression ?? '0', source.values[1]?.expression ?? '0'];
}
