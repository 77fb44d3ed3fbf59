import { ReadError } from '../binary/byte-reader.js';
import type { ByteRange } from '../binary/model.js';
import { componentCodes } from '../diagnostics/codes.js';

/** Far more than any component that was not made to keep a tool busy. */
const STEPS = 10_000_000;

/** A part of a type that is copied takes memory too, so it counts more than one that is looked at. */
export const COPY = 8;

/** Limits the work of one evaluation, as types can be small in a file and large when they are compared. */
export class Budget {
  private left = STEPS;

  constructor(private readonly evaluation: { readonly at: ByteRange }) {}

  /** Counts steps; refuses the definition that is being evaluated when there are too many. */
  spend(steps = 1): void {
    this.left -= steps;
    if (this.left >= 0) return;
    throw new ReadError(
      componentCodes.tooBig,
      'the types of the component are too large to be compared',
      this.evaluation.at.start,
    );
  }
}
