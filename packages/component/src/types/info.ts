/** Sizes and depths of types: they bound every later walk over a type. */
import { componentCodes } from '../diagnostics/codes.js';
import { ReadError } from '../binary/byte-reader.js';
import type { DefinedShape, TypeInfo, ValTy } from './model.js';

const MAX_SIZE = 1_000_000;
const MAX_DEPTH = 100;

/** Adds up what a type consists of. */
export class InfoSum implements TypeInfo {
  size = 1;
  depth = 1;
  borrow = false;
  resources = false;

  constructor(private readonly offset: number) {}

  add(part: TypeInfo): void {
    this.size += part.size;
    if (part.depth >= this.depth) this.depth = part.depth + 1;
    if (part.borrow) this.borrow = true;
    if (part.resources) this.resources = true;
    if (this.size > MAX_SIZE) {
      throw new ReadError(
        componentCodes.tooBig,
        `a type has more than ${MAX_SIZE} parts`,
        this.offset,
      );
    }
    if (this.depth > MAX_DEPTH) {
      throw new ReadError(
        componentCodes.tooBig,
        `a type is nested deeper than ${MAX_DEPTH} levels`,
        this.offset,
      );
    }
  }

  addValue(type: ValTy | undefined): void {
    if (type === undefined) return;
    if (typeof type === 'string') {
      this.size += 1;
      if (this.depth < 2) this.depth = 2;
    } else {
      this.add(type);
    }
  }
}

/** Adds the parts of a shape to the facts about its type. */
export function addShape(sum: InfoSum, shape: DefinedShape): void {
  switch (shape.kind) {
    case 'primitive':
    case 'flags':
    case 'enum':
      return;
    case 'record':
      for (const field of shape.fields) sum.addValue(field.type);
      return;
    case 'variant':
      for (const item of shape.cases) sum.addValue(item.type);
      return;
    case 'tuple':
      for (const item of shape.types) sum.addValue(item);
      return;
    case 'list':
    case 'fixed-length-list':
      sum.addValue(shape.element);
      return;
    case 'option':
    case 'stream':
    case 'future':
      sum.addValue(shape.type);
      return;
    case 'result':
      sum.addValue(shape.ok);
      sum.addValue(shape.error);
      return;
    case 'map':
      sum.addValue(shape.key);
      sum.addValue(shape.value);
      return;
    case 'own':
      sum.resources = true;
      return;
    case 'borrow':
      sum.resources = true;
      sum.borrow = true;
      return;
  }
}
