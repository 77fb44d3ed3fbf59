import { alignmentOf, casesOf, sizeOf } from '@wit-ts/canonical-abi/layout';
import type { AbiType } from '@wit-ts/canonical-abi/layout';
import type { Env } from './env.js';

/** The parts that a type is made of directly. */
export function partsOf(type: AbiType): readonly AbiType[] {
  switch (type.kind) {
    case 'record':
      return type.fields.map((field) => field.type);
    case 'tuple':
      return type.types;
    case 'variant':
    case 'enum':
    case 'option':
    case 'result':
      return casesOf(type).filter((item) => item !== null);
    case 'list':
    case 'fixed-length-list':
      return [type.element];
    case 'map':
      return [type.key, type.value];
    case 'stream':
    case 'future':
      return type.type === null ? [] : [type.type];
    default:
      return [];
  }
}

type Fact = (type: AbiType) => boolean;

/** Whether `holds` is true of the type or of any part of it; remembered by type. */
function anywhere(holds: Fact): Fact {
  const known = new WeakMap<AbiType, boolean>();
  const search: Fact = (type) => {
    let found = known.get(type);
    if (found === undefined) {
      found = holds(type) || partsOf(type).some(search);
      known.set(type, found);
    }
    return found;
  };
  return search;
}

/** Whether a handle occurs in the type. */
export const hasHandles = anywhere((type) => type.kind === 'own' || type.kind === 'borrow');

/** Whether a borrowed handle occurs in the type. */
export const hasBorrows = anywhere((type) => type.kind === 'borrow');

/** Whether lowering the type does something to the component: asks for memory, or moves a handle. */
export const hasEffects = anywhere((type) =>
  ['string', 'list', 'map', 'own', 'borrow'].includes(type.kind),
);

/** Whether something occurs in the type that needs the asynchronous ABI. */
export const hasAsyncParts = anywhere(
  (type) => type.kind === 'stream' || type.kind === 'future' || type.kind === 'error-context',
);

/** Whether all bytes mean the same in every memory and every value of them is valid. */
export function isPlain(type: AbiType): boolean {
  switch (type.kind) {
    case 'u8':
    case 's8':
    case 'u16':
    case 's16':
    case 'u32':
    case 's32':
    case 'u64':
    case 's64':
    case 'f32':
    case 'f64':
      return true;
    case 'record':
    case 'tuple':
    case 'fixed-length-list':
      return partsOf(type).every(isPlain);
    case 'flags':
      return [8, 16, 32].includes(type.flags.length);
    default:
      return false;
  }
}

const NUMBER_KINDS = 'u8 s8 u16 s16 u32 s32 u64 s64 f32 f64'.split(' ');

/** `U8` and so on where a list of the type is a typed array. */
export function numberKind(type: AbiType): string | undefined {
  return NUMBER_KINDS.includes(type.kind) ? type.kind.toUpperCase() : undefined;
}

/** The element that a list or map has in memory: of a map a tuple of key and value. */
export function elementOf(env: Env, type: Extract<AbiType, { kind: 'list' | 'map' }>): AbiType {
  if (type.kind === 'list') return type.element;
  return env.types.intern({ kind: 'tuple', types: [type.key, type.value] });
}

/** An option whose `none` is `undefined`; of an option of an option it is an object. */
export function isPlainOption(type: Extract<AbiType, { kind: 'option' }>): boolean {
  return type.type.kind !== 'option';
}

/** Size and alignment as arguments: `alignment, size`. */
export function alignmentAndSize(type: AbiType): [alignment: string, size: string] {
  return [String(alignmentOf(type)), String(sizeOf(type))];
}

/** Fixed-length lists of more elements are gone through in a loop, others element by element. */
const MAX_UNROLLED = 16;

export function isLong(type: Extract<AbiType, { kind: 'fixed-length-list' }>): boolean {
  return type.length > MAX_UNROLLED;
}
