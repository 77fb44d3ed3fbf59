/** What the planner tells the printer: tokens, the gaps between them, and which gaps break together. */

import type { Gap } from './token-stream.js';

/**
 * What a gap without comments becomes: nothing, a space, a line break; `soft` and `line` are nothing and a space while
 * their group stays on one line, and a line break otherwise.
 */
export type Layout = 'tight' | 'space' | 'soft' | 'line' | 'hard';

/** Gaps that are broken together, or not at all. */
export interface Group {
  /** Decided before printing where a comment forces it, else when the group is reached. */
  broken: boolean | undefined;
}

export interface GapOperation {
  kind: 'gap';
  gap: Gap;
  layout: Layout;
  /** Of a `soft` or `line` gap. */
  group: Group | undefined;
  /** Whether what stands before opens the list around the gap; a file is a list too. */
  opens: boolean;
  /** Whether what follows closes it. */
  closes: boolean;
  /** Whether an empty line before what follows is kept. */
  blank: boolean;
}

/** The end of a list, up to its closing bracket. */
export interface EndOperation {
  kind: 'end';
  /**
   * The comma behind the last entry: whether there is none, or it is to be added, or its index. In a group it is printed
   * only where that is broken.
   */
  comma: 'none' | 'added' | number;
  /** The gap before a comma that was written. */
  beforeComma: GapOperation | undefined;
  /** The gap behind the comma. */
  gap: GapOperation;
  /** The gap where the comma is left out: the two above in one. */
  whole: GapOperation;
}

export type Operation =
  | { kind: 'token'; index: number }
  | GapOperation
  | EndOperation
  | { kind: 'open' | 'close'; group: Group }
  | { kind: 'indent' | 'dedent' };

/** Whether a gap is a line break: its group is decided by then, or not reached yet. */
export function isBroken({ layout, group }: GapOperation): boolean {
  return layout === 'hard' || (group !== undefined && group.broken === true);
}

/** Whether the comma at the end of a list is printed. */
export function keepsComma({ comma, gap }: EndOperation): boolean {
  return comma !== 'none' && isBroken(gap);
}
