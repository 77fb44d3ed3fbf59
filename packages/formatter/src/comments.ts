/** What stands between tokens: spaces, line breaks and comments, which stay between the tokens they were written between. */

import type { ast } from '@wit-ts/wit-parser';
import type { GapOperation } from './operation.js';
import { isTightAfterComment, isTightBeforeComment } from './spacing.js';
import type { TokenStream } from './token-stream.js';

/** What comes before a comment or token; `continued` is a line break within an item. */
export type Separator = 'nothing' | 'space' | 'line' | 'empty-line' | 'continued';

/** The separators of a gap that is not broken: one before each comment, and one before the token. */
export function separatorsInLine(stream: TokenStream, operation: GapOperation): Separator[] {
  const { gap, layout, opens, closes } = operation;
  const { comments, index } = gap;
  if (comments.length === 0) return [layout === 'tight' || layout === 'soft' ? 'nothing' : 'space'];
  const isEdge = layout === 'soft' && (opens || closes);
  const separators: Separator[] = comments.map((_, i) => {
    if (i > 0) return comments[i - 1]?.block === true ? 'space' : 'continued';
    return isTightBeforeComment(stream, index - 1) || (isEdge && opens) ? 'nothing' : 'space';
  });
  if (comments.at(-1)?.block === false) separators.push('continued');
  else
    separators.push(isTightAfterComment(stream, index) || (isEdge && closes) ? 'nothing' : 'space');
  return separators;
}

/**
 * The separators of a gap that is a line break: one before each comment, and one before the token. A comment stays on the
 * line of what it was written behind; others stand in their own line or before what follows.
 */
export function separatorsOfBreak(stream: TokenStream, operation: GapOperation): Separator[] {
  const { gap, opens, closes, blank } = operation;
  const { comments, breaks, index } = gap;
  const count = comments.length;
  const isStart = index === 0;
  const trailing = isStart ? 0 : behindPrevious(breaks, opens, closes);
  const separators: Separator[] = comments.map((_, i) => {
    if (i === 0 && isStart) return 'nothing';
    if (i < trailing || (i > 0 && breaks[i] === 0)) return 'space';
    const keeps = i > 0 || (!opens && (blank || closes));
    return keeps && (breaks[i] ?? 0) > 1 ? 'empty-line' : 'line';
  });
  const last = comments.at(-1);
  if (isStart && count === 0) separators.push('nothing');
  else if (closes) separators.push('line');
  else if (last?.block === true && breaks[count] === 0 && !isDocBlock(stream, last)) {
    separators.push('space');
  } else {
    const keeps = count > 0 || (blank && !opens);
    separators.push(keeps && (breaks[count] ?? 0) > 1 ? 'empty-line' : 'line');
  }
  return separators;
}

/** How many comments of a gap stay on the line of what is before it. */
function behindPrevious(breaks: readonly number[], opens: boolean, closes: boolean): number {
  const firstBreak = breaks.findIndex((count) => count > 0);
  if (firstBreak >= 0) return firstBreak;
  // All on one line: they belong to what follows, unless nothing does.
  return closes && !opens ? breaks.length - 1 : 0;
}

function isDocBlock(stream: TokenStream, comment: ast.Comment): boolean {
  return stream.text.startsWith('/**', comment.start);
}

/**
 * The text of a comment: without blanks at the end of a line comment, and with the wanted line ends in a block comment. The
 * lines of a block comment are not moved, since their indentation can be part of documentation.
 */
export function commentText(stream: TokenStream, comment: ast.Comment, lineEnd: string): string {
  const text = stream.text.slice(comment.start, comment.end);
  if (!comment.block) return text.replace(/[ \t\r]+$/, '');
  // Where carriage returns stand before a line end, changing the line end would change the documentation.
  return text.includes('\r\r\n') ? text : text.replace(/\r?\n/g, lineEnd);
}
