/** Sizes and depths of types: they bound every later walk over a type. */
import { componentCodes } from '../diagnostics/codes.js';
import { ReadError } from '../binary/byte-reader.js';
import { eachPart } from './each-part.js';
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
    const size = this.size + part.size;
    const { depth } = part;
    if (size > MAX_SIZE) this.refuse(`a type has more than ${MAX_SIZE} parts`);
    if (depth >= MAX_DEPTH) this.refuse(`a type is nested deeper than ${MAX_DEPTH} levels`);
    this.size = size;
    if (depth >= this.depth) this.depth = depth + 1;
    if (part.borrow) this.borrow = true;
    if (part.resources) this.resources = true;
  }

  private refuse(message: string): never {
    throw new ReadError(componentCodes.tooBig, message, this.offset);
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
  eachPart(shape, (part) => {
    if (typeof part === 'string' || part.kind === 'defined') sum.addValue(part);
    // The resource of a handle adds nothing to its size.
    else sum.resources = true;
  });
  if (shape.kind === 'borrow') sum.borrow = true;
}
