/** Definitions that are evaluated when something asks for them: a type seldom needs all that a component holds. */
import type { ByteRange } from '../binary/model.js';
import { componentCodes } from '../diagnostics/codes.js';
import type { Scope } from './scope.js';

/** Definitions that wait for one another this deep are evaluated at once: so no chain of them overflows the stack. */
const MAX_DEPTH = 40;

/** The meaning of a definition, not known yet. */
export class Lazy<T extends object> {
  private value: T | undefined = undefined;
  private busy = false;

  private constructor(
    private readonly scope: Scope,
    private readonly at: ByteRange,
    private readonly make: () => T,
    /** How many definitions wait for one another, up to this one. */
    readonly depth: number,
  ) {}

  /**
   * Puts a definition off.
   *
   * @param needs what it needs, as far as that is put off itself
   * @returns the definition itself where too many wait for one another
   */
  static of<T extends object>(scope: Scope, needs: readonly unknown[], make: () => T): T | Lazy<T> {
    let depth = 1;
    for (const need of needs) {
      if (need instanceof Lazy && need.depth >= depth) depth = need.depth + 1;
    }
    return depth > MAX_DEPTH ? make() : new Lazy(scope, scope.evaluation.at, make, depth);
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
    this.value = this.make();
    this.busy = false;
    evaluation.at = around;
    return this.value;
  }
}

/** A definition, put off or not. */
export function forced<T extends object>(slot: T | Lazy<T> | undefined): T | undefined {
  return slot instanceof Lazy ? slot.force() : slot;
}
