import { casesOf } from './abi-type.js';
import type { AbiType, FlatType } from './abi-type.js';

/** More flat parameters than this go through memory. */
export const MAX_FLAT_PARAMS = 16;
/** The same for functions lowered with `async`. */
export const MAX_FLAT_ASYNC_PARAMS = 4;
/** More flat results than this go through memory. */
export const MAX_FLAT_RESULTS = 1;

/** What is kept of a type with more core values than can ever stand flat. */
const LIMIT = MAX_FLAT_PARAMS + 1;

const flattened = new WeakMap<AbiType, readonly FlatType[]>();

/**
 * `flatten_type` of the Canonical ABI, cut off after {@link MAX_FLAT_PARAMS} + 1 core values: a type of more is never
 * flat, and a fixed-length list may have billions.
 */
export function flatten(type: AbiType): readonly FlatType[] {
  let flat = flattened.get(type);
  if (flat === undefined) {
    flat = computeFlat(type);
    flattened.set(type, flat);
  }
  return flat;
}

/** The core types of several types, or `undefined` where they are more than `max`. */
export function flattenAll(types: readonly AbiType[], max: number): FlatType[] | undefined {
  const flat: FlatType[] = [];
  for (const type of types) {
    flat.push(...flatten(type));
    if (flat.length > max) return undefined;
  }
  return flat;
}

/** Core types of the payload of a variant: at each place the one type that holds what any case has there. */
export function flattenCases(cases: readonly (AbiType | null)[]): FlatType[] {
  const flat: FlatType[] = [];
  for (const item of cases) {
    if (item === null) continue;
    flatten(item).forEach((next, index) => {
      const known = flat[index];
      flat[index] = known === undefined ? next : joinFlat(known, next);
    });
  }
  return flat.slice(0, LIMIT);
}

/** `join` of the Canonical ABI. */
export function joinFlat(a: FlatType, b: FlatType): FlatType {
  if (a === b) return a;
  const both32 = (a === 'i32' || a === 'f32') && (b === 'i32' || b === 'f32');
  return both32 ? 'i32' : 'i64';
}

function computeFlat(type: AbiType): readonly FlatType[] {
  switch (type.kind) {
    case 'u64':
    case 's64':
      return ['i64'];
    case 'f32':
      return ['f32'];
    case 'f64':
      return ['f64'];
    case 'string':
    case 'list':
    case 'map':
      return ['i32', 'i32'];
    case 'record':
      return concat(type.fields.map((field) => field.type));
    case 'tuple':
      return concat(type.types);
    case 'fixed-length-list': {
      const element = flatten(type.element);
      const flat: FlatType[] = [];
      for (let index = 0; index < type.length && flat.length < LIMIT; index += 1)
        flat.push(...element);
      return flat.slice(0, LIMIT);
    }
    case 'variant':
    case 'enum':
    case 'option':
    case 'result':
      return ['i32' as const, ...flattenCases(casesOf(type))].slice(0, LIMIT);
    default:
      return ['i32'];
  }
}

function concat(types: readonly AbiType[]): FlatType[] {
  const flat: FlatType[] = [];
  for (const type of types) {
    flat.push(...flatten(type));
    if (flat.length >= LIMIT) break;
  }
  return flat.slice(0, LIMIT);
}
