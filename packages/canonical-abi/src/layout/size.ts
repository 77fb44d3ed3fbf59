import { casesOf } from './abi-type.js';
import type { AbiType } from './abi-type.js';

/** Size and alignment in a 32-bit memory, in bytes. */
interface Layout {
  readonly size: number;
  readonly alignment: number;
}

const layouts = new WeakMap<AbiType, Layout>();

/** `elem_size` of the Canonical ABI. */
export function sizeOf(type: AbiType): number {
  return layoutOf(type).size;
}

/** `alignment` of the Canonical ABI. */
export function alignmentOf(type: AbiType): number {
  return layoutOf(type).alignment;
}

/** The next multiple of `alignment`. */
export function alignTo(offset: number, alignment: number): number {
  return Math.ceil(offset / alignment) * alignment;
}

/** Where each of `types` starts when they stand one behind the other as in a record or tuple. */
export function fieldOffsets(types: readonly AbiType[]): number[] {
  let offset = 0;
  return types.map((type) => {
    const start = alignTo(offset, alignmentOf(type));
    offset = start + sizeOf(type);
    return start;
  });
}

/** Size and alignment of `types` as a tuple. */
export function layoutOfAll(types: readonly AbiType[]): Layout {
  let size = 0;
  let alignment = 1;
  for (const type of types) {
    const layout = layoutOf(type);
    size = alignTo(size, layout.alignment) + layout.size;
    alignment = Math.max(alignment, layout.alignment);
  }
  return { size: alignTo(size, alignment), alignment };
}

/** Bytes of a discriminant that tells `count` cases apart. */
export function discriminantSize(count: number): 1 | 2 | 4 {
  if (count <= 0x100) return 1;
  return count <= 0x10000 ? 2 : 4;
}

/** Bytes that `count` flags take. */
export function flagsSize(count: number): 1 | 2 | 4 {
  if (count <= 8) return 1;
  return count <= 16 ? 2 : 4;
}

/** Where the payload starts behind the discriminant, the same for all cases. */
export function payloadOffset(cases: readonly (AbiType | null)[]): number {
  return alignTo(discriminantSize(cases.length), payloadAlignment(cases));
}

function payloadAlignment(cases: readonly (AbiType | null)[]): number {
  return cases.reduce((most, item) => Math.max(most, item === null ? 1 : alignmentOf(item)), 1);
}

function layoutOf(type: AbiType): Layout {
  let layout = layouts.get(type);
  if (layout === undefined) {
    layout = computeLayout(type);
    layouts.set(type, layout);
  }
  return layout;
}

function scalar(size: number): Layout {
  return { size, alignment: size };
}

function computeLayout(type: AbiType): Layout {
  switch (type.kind) {
    case 'bool':
    case 'u8':
    case 's8':
      return scalar(1);
    case 'u16':
    case 's16':
      return scalar(2);
    case 'u32':
    case 's32':
    case 'f32':
    case 'char':
    case 'error-context':
    case 'own':
    case 'borrow':
    case 'stream':
    case 'future':
      return scalar(4);
    case 'u64':
    case 's64':
    case 'f64':
      return scalar(8);
    case 'string':
    case 'list':
    case 'map':
      return { size: 8, alignment: 4 };
    case 'fixed-length-list': {
      const element = layoutOf(type.element);
      return { size: element.size * type.length, alignment: element.alignment };
    }
    case 'record':
      return layoutOfAll(type.fields.map((field) => field.type));
    case 'tuple':
      return layoutOfAll(type.types);
    case 'flags':
      return scalar(flagsSize(type.flags.length));
    case 'variant':
    case 'enum':
    case 'option':
    case 'result': {
      const cases = casesOf(type);
      const size = cases.reduce(
        (most, item) => Math.max(most, item === null ? 0 : sizeOf(item)),
        0,
      );
      const alignment = Math.max(discriminantSize(cases.length), payloadAlignment(cases));
      return { size: alignTo(payloadOffset(cases) + size, alignment), alignment };
    }
  }
}
