/** Sizes in linear memory with 64-bit pointers, which validation limits; CanonicalABI.md, "Element Size". */
import type { DefinedShape, ValTy } from './model.js';

export interface ElementLayout {
  size: number;
  alignment: number;
}

/** Every type must be smaller than this in memory. */
export const MAX_ELEMENT_SIZE = 2 ** 28;

/** Of types whose size nobody limits. */
export const NOT_LAID_OUT: ElementLayout = { size: 0, alignment: 1 };

const POINTER: ElementLayout = { size: 8, alignment: 8 };
const PAIR: ElementLayout = { size: 16, alignment: 8 };
const HANDLE: ElementLayout = { size: 4, alignment: 4 };
const BYTE: ElementLayout = { size: 1, alignment: 1 };
const HALF: ElementLayout = { size: 2, alignment: 2 };

function layoutOf(type: ValTy): ElementLayout {
  if (typeof type !== 'string') return { size: type.byteSize, alignment: type.alignment };
  switch (type) {
    case 'bool':
    case 's8':
    case 'u8':
      return BYTE;
    case 's16':
    case 'u16':
      return HALF;
    case 's32':
    case 'u32':
    case 'f32':
    case 'char':
    case 'error-context':
      return HANDLE;
    case 's64':
    case 'u64':
    case 'f64':
      return POINTER;
    case 'string':
      return PAIR;
  }
}

function alignTo(size: number, alignment: number): number {
  return Math.ceil(size / alignment) * alignment;
}

function sequence(types: readonly ValTy[]): ElementLayout {
  let size = 0;
  let alignment = 1;
  for (const type of types) {
    const part = layoutOf(type);
    size = alignTo(size, part.alignment) + part.size;
    if (part.alignment > alignment) alignment = part.alignment;
  }
  return { size: alignTo(size, alignment), alignment };
}

function choice(cases: readonly (ValTy | undefined)[]): ElementLayout {
  const discriminant = cases.length <= 0x100 ? 1 : cases.length <= 0x10000 ? 2 : 4;
  let alignment = discriminant;
  let size = 0;
  for (const type of cases) {
    if (type === undefined) continue;
    const part = layoutOf(type);
    if (part.size > size) size = part.size;
    if (part.alignment > alignment) alignment = part.alignment;
  }
  const caseAlignment = caseAlign(cases);
  return { size: alignTo(alignTo(discriminant, caseAlignment) + size, alignment), alignment };
}

function caseAlign(cases: readonly (ValTy | undefined)[]): number {
  let alignment = 1;
  for (const type of cases) {
    if (type !== undefined) alignment = Math.max(alignment, layoutOf(type).alignment);
  }
  return alignment;
}

/** Size and alignment of a type in memory; exact up to 2^53. */
export function elementLayout(shape: DefinedShape): ElementLayout {
  switch (shape.kind) {
    case 'primitive':
      return layoutOf(shape.type);
    case 'record':
      return sequence(shape.fields.map((field) => field.type));
    case 'tuple':
      return sequence(shape.types);
    case 'variant':
      return choice(shape.cases.map((item) => item.type));
    case 'enum':
      return choice(shape.labels.map(() => undefined));
    case 'option':
      return choice([undefined, shape.type]);
    case 'result':
      return choice([shape.ok, shape.error]);
    case 'list':
    case 'map':
      return PAIR;
    case 'fixed-length-list': {
      const element = layoutOf(shape.element);
      return { size: element.size * shape.length, alignment: element.alignment };
    }
    case 'flags': {
      const size = shape.labels.length <= 8 ? 1 : shape.labels.length <= 16 ? 2 : 4;
      return { size, alignment: size };
    }
    case 'own':
    case 'borrow':
    case 'stream':
    case 'future':
      return HANDLE;
  }
}
