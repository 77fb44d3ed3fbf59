/** Whether a group stays on its line. */

import { separatorsInLine } from './comments.js';
import { type GapOperation, isBroken, keepsComma, type Operation } from './operation.js';
import type { TokenStream } from './token-stream.js';

/**
 * Whether a group that starts at a place of the plan fits, on one line, together with what follows it up to the next line
 * break. Comments at the end of the line do not count: they are not what makes a line too long to read.
 */
export function fits(
  stream: TokenStream,
  plan: readonly Operation[],
  at: number,
  room: number,
): boolean {
  let left = room;
  /** @returns whether the line goes on behind the gap */
  const gap = (operation: GapOperation): boolean => {
    if (isBroken(operation)) return false;
    const { comments } = operation.gap;
    const separators = separatorsInLine(stream, operation);
    for (const [i, comment] of comments.entries()) {
      if (!comment.block) return false;
      if (separators[i] === 'space') left -= 1;
      const text = stream.text.slice(comment.start, comment.end);
      const lineEnd = text.search(/\r?\n/);
      left -= lineEnd < 0 ? text.length : lineEnd;
      if (lineEnd >= 0) return false;
    }
    if (separators[comments.length] === 'space') left -= 1;
    return true;
  };
  for (let i = at; i < plan.length && left >= 0; i += 1) {
    const operation = plan[i];
    if (operation?.kind === 'token') {
      left -= stream.end(operation.index) - stream.start(operation.index);
    } else if (operation?.kind === 'gap') {
      if (!gap(operation)) break;
    } else if (operation?.kind === 'end') {
      if (keepsComma(operation)) {
        left -= 1;
        break;
      }
      if (!gap(operation.whole)) break;
    }
  }
  return left >= 0;
}
