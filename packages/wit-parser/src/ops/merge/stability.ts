/** Feature gates when two copies of one item become one. */

import type { Stability } from '../../model/resolve.js';
import { sameStability } from '../../model/compare.js';

/** Whether two gates can become one: they are the same, or one copy has none (components carry no gates). */
export function stabilitiesAgree(a: Stability | undefined, b: Stability | undefined): boolean {
  return a === undefined || b === undefined || sameStability(a, b);
}

/** Takes over the gate of the other copy where an item has none. */
export function adoptStability(
  into: { stability?: Stability } | undefined,
  from: { stability?: Stability },
): void {
  if (into !== undefined && into.stability === undefined && from.stability !== undefined) {
    into.stability = { ...from.stability };
  }
}
