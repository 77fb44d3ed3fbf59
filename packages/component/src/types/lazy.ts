/** Definitions that are evaluated when something asks for them: a type seldom needs all that a component holds. */
import type { ByteRange } from '../binary/model.js';
import { componentCodes } from '../diagnostics/codes.js';
import type { Scope } from './scope.js';

/** Definitions that wait for one another this deep have those before them evaluated first: so no chain overflows the stack. */
const MAX_DEPTH = 40;

/** The meaning of a definition, not known yet. A class for each kind, as a function for each definition would take more memory. */
export abstract class Lazy<T extends object> {
  private value: T | undefined = undefined;
  private busy = false;
  private readonly at: ByteRange;
  private readonly order: number;

  constructor(protected readonly scope: Scope) {
    this.at = scope.evaluation.at;
    this.order = scope.putOff.push(this) - 1;
  }

  /** Evaluates the definition; called once. */
  protected abstract make(): T;

  get isKnown(): boolean {
    return this.value !== undefined;
  }

  /** Evaluates the definition where that has not been done. */
  force(): T {
    if (this.value !== undefined) return this.value;
    const { evaluation } = this.scope;
    if (this.busy) {
      return this.scope.fail(componentCodes.unknownIndex, 'the definition depends on itself');
    }
    const around = evaluation.at;
    evaluation.at = this.at;
    this.busy = true;
    evaluation.waiting++;
    if (evaluation.waiting > MAX_DEPTH) this.scope.settle(this.order);
    this.value = this.make();
    evaluation.waiting--;
    this.busy = false;
    evaluation.at = around;
    return this.value;
  }

  /** Evaluates the definition, unless that is under way. */
  settle(): void {
    if (!this.busy) this.force();
  }
}

/** A definition, put off or not. */
export function forced<T extends object>(slot: T | Lazy<T> | undefined): T | undefined {
  return slot instanceof Lazy ? slot.force() : slot;
}
