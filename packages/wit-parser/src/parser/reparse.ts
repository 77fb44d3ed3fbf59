/** Reading a file again of which a little changed. */

import type { Comment, TopLevelItem } from '../ast/ast.js';
import { type Shift, shiftItem } from '../ast/shift.js';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.js';
import { Lexer } from '../lexer/lexer.js';
import { LeftBrace, RightBrace } from '../lexer/tokens.js';
import { type ParseResult, parse } from './parse.js';

/** With more mistakes some are left out, which depends on all of them. */
const MOST_DIAGNOSTICS = 50;

/** Characters that are forbidden anywhere are told first, whatever else there is. */
const FORBIDDEN = new Set(['WIT0001', 'WIT0002', 'WIT0003', 'WIT0004']);

/**
 * The same as {@link parse} of a text, where an earlier text of the file is known and the change lies within the braces of one
 * interface, world or nested package: only that is read, and what stands behind it is moved.
 *
 * @param before what was read of the earlier text; its tree is used up, and must not be looked at again
 * @returns `undefined` where all of the text has to be read; `before` is as it was then
 */
export function reparse(before: ParseResult, text: string): ParseResult | undefined {
  const { ast, diagnostics } = before;
  if (diagnostics.length > MOST_DIAGNOSTICS) return undefined;
  if (diagnostics.some(({ code }) => FORBIDDEN.has(code))) return undefined;
  const { from, to } = changeOf(ast.text, text);
  const by = text.length - ast.text.length;
  const index = ast.items.findIndex(
    (item) =>
      item.kind !== 'top-level-use' && item.open !== -1 && item.open < from && to <= item.close,
  );
  const old = ast.items[index];
  if (old === undefined || old.kind === 'top-level-use') return undefined;
  // What is told at its first word is about what stands before it.
  if (diagnostics.some(({ span }) => span?.start === old.start)) return undefined;
  const slice = text.slice(old.start, old.end + by);
  const part = parse(slice, ast.file);
  const [item, more] = part.ast.items;
  // What is read alone must end where it ended, so that all that is behind it is read as it was.
  if (item === undefined || more !== undefined || part.ast.damaged || part.ast.package)
    return undefined;
  if (item.kind !== old.kind || item.start !== 0 || item.close !== slice.length - 1)
    return undefined;
  const reaches = part.diagnostics.some(
    ({ code, span }) => FORBIDDEN.has(code) || span === undefined || span.end >= slice.length,
  );
  if (reaches) return undefined;
  // How a block that is not closed is understood depends on all braces behind it. Without mistakes all are closed.
  if (diagnostics.length > 0 && !isBalanced(ast.text.slice(old.start, old.end))) return undefined;
  if (part.diagnostics.length > 0 && !isBalanced(slice)) return undefined;

  const first = firstFrom(ast.comments, old.start);
  const behind = firstFrom(ast.comments, old.end);
  const inner: Shift = { by: old.start, comments: first };
  shiftItem(item, inner);
  item.docsStart = old.docsStart;
  item.docsEnd = old.docsEnd;
  if (item.kind !== 'package' && old.kind !== 'package') item.gates = old.gates;
  const outer: Shift = { by, comments: part.comments.length - (behind - first) };
  for (const later of ast.items.slice(index + 1)) shiftItem(later, outer);
  const items: TopLevelItem[] = ast.items.with(index, item);
  const comments = [
    ...ast.comments.slice(0, first),
    ...movedComments(part.comments, inner.by),
    ...movedComments(ast.comments.slice(behind), by),
  ];
  const found = [
    ...diagnostics.filter(({ span }) => span !== undefined && span.start < old.start),
    ...part.diagnostics.map((one) => movedDiagnostic(one, 0, inner.by)),
    ...diagnostics
      .filter(({ span }) => span !== undefined && span.start >= old.end)
      .map((one) => movedDiagnostic(one, old.end, by)),
  ];
  return { ast: { ...ast, text, comments, items }, diagnostics: found, comments };
}

let lexer: Lexer | undefined;

/** Whether the braces of an item belong together in pairs, the last of them closing the first. */
function isBalanced(text: string): boolean {
  lexer ??= new Lexer();
  const { table } = lexer.scan(text);
  let depth = 0;
  for (let at = 0; at < table.count; at += 1) {
    const type = table.typeAt(at);
    if (type === LeftBrace.tokenTypeIdx) depth += 1;
    else if (type === RightBrace.tokenTypeIdx) {
      depth -= 1;
      if (depth <= 0) return depth === 0 && at === table.count - 1;
    }
  }
  return false;
}

/** The part of the earlier text that another takes the place of. */
function changeOf(before: string, after: string): { from: number; to: number } {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before.charCodeAt(from) === after.charCodeAt(from)) from += 1;
  let tail = 0;
  while (
    tail < shorter - from &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail += 1;
  }
  return { from, to: before.length - tail };
}

/** The index of the first comment that starts at or behind a place. */
function firstFrom(comments: readonly Comment[], offset: number): number {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Moves comments in place. */
function movedComments(comments: readonly Comment[], by: number): readonly Comment[] {
  for (const comment of comments) {
    comment.start += by;
    comment.end += by;
  }
  return comments;
}

/** A diagnostic whose places behind one are moved. */
function movedDiagnostic(diagnostic: Diagnostic, behind: number, by: number): Diagnostic {
  const move = (span: Span): Span =>
    span.start < behind ? span : { ...span, start: span.start + by, end: span.end + by };
  const { span, related, fixes } = diagnostic;
  const result: Diagnostic = { ...diagnostic };
  if (span !== undefined) result.span = move(span);
  if (related !== undefined)
    result.related = related.map((one) => ({ ...one, span: move(one.span) }));
  if (fixes !== undefined) {
    result.fixes = fixes.map(({ title, edits }) => ({
      title,
      edits: edits.map((edit) => ({ ...edit, span: move(edit.span) })),
    }));
  }
  return result;
}
