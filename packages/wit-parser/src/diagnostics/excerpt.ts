/** The part of a source line that is shown under a diagnostic, with marks below the place that is meant. */

import { visibleCells, type Cell } from './visible-text.js';

/** A line as it is shown, and the marks that belong below it. */
export interface Excerpt {
  line: string;
  marks: string;
}

/** Lines of more UTF-16 units are shown in part. */
const MAX_LINE = 200;
/** How much of a long line is shown before the place. */
const LEAD = 60;

/**
 * Cuts and cleans a line.
 *
 * @param line the text of the line
 * @param start where the place starts, in UTF-16 units from the start of the line
 * @param end where it ends; past the line for a place that goes on
 * @param mark the character to mark with
 * @param cut what stands where the line is cut
 */
export function excerpt(
  line: string,
  start: number,
  end: number,
  mark: string,
  cut: string,
): Excerpt {
  const from = line.length <= MAX_LINE ? 0 : boundary(line, Math.max(0, start - LEAD));
  const to = line.length <= MAX_LINE ? line.length : boundary(line, from + MAX_LINE);
  const before = visibleCells(line.slice(from, start));
  // Tabs take their width from what is before them, so the cells are made from the whole part that is shown.
  const shown = visibleCells(line.slice(from, to));
  const inside = visibleCells(line.slice(start, Math.min(end, to))).length;
  const lead = from > 0 ? cut : '';
  const offset = lead.length + widthOf(shown.slice(0, before.length));
  const length = Math.max(1, widthOf(shown.slice(before.length, before.length + inside)));
  return {
    line: `${lead}${shown.map((cell) => cell.text).join('')}${to < line.length ? cut : ''}`.trimEnd(),
    marks: `${' '.repeat(offset)}${mark.repeat(length)}`,
  };
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}

/** The place, or the one before it where it would cut a surrogate pair in two. */
function boundary(line: string, at: number): number {
  const unit = line.charCodeAt(at);
  return unit >= 0xdc00 && unit < 0xe000 && at > 0 ? at - 1 : at;
}
