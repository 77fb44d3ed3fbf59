/** Spaces between the tokens of a line. */

import { setOf, tokens as T } from '@wit-ts/wit-parser/grammar';
import type { TokenStream } from './token-stream.js';

/** Tokens that stand right behind what is before them. */
const TIGHT_BEFORE = setOf(
  T.Semicolon,
  T.Comma,
  T.Colon,
  T.Period,
  T.Slash,
  T.At,
  T.LeftParen,
  T.RightParen,
  T.LessThan,
  T.GreaterThan,
);

/** Tokens that stand right before what follows. */
const TIGHT_AFTER = setOf(T.Period, T.Slash, T.At, T.LeftParen, T.LessThan);

/** What versions are made of, beside the `.`. */
const VERSION_PIECES = setOf(T.Integer, T.Identifier, T.Minus, T.Plus);

/** Tokens that close something, and may stand right behind a comment. */
const TIGHT_AFTER_COMMENT = setOf(T.Semicolon, T.Comma, T.Colon, T.RightParen, T.GreaterThan);

/** Whether a token stands right behind the one before it. */
export function isTight(stream: TokenStream, index: number): boolean {
  const before = stream.type(index - 1);
  const type = stream.type(index);
  if (TIGHT_BEFORE.has(type) || TIGHT_AFTER.has(before)) return true;
  if (before === T.Colon.tokenTypeIdx) return isPathColon(stream, index - 1);
  if (type === T.Minus.tokenTypeIdx || type === T.Plus.tokenTypeIdx) return true;
  return isVersionSeam(stream, before, type, index);
}

/** Inside of `1.0.0-0a+b`, which is several tokens without space between them. */
function isVersionSeam(stream: TokenStream, before: number, type: number, index: number): boolean {
  if (stream.end(index - 1) !== stream.start(index)) return false;
  if (before === T.Minus.tokenTypeIdx || before === T.Plus.tokenTypeIdx) return true;
  const isNumber = before === T.Integer.tokenTypeIdx || type === T.Integer.tokenTypeIdx;
  return isNumber && VERSION_PIECES.has(before) && VERSION_PIECES.has(type);
}

/** Whether a `:` belongs to `ns:package`, not to `name: type` or `label: path`. */
function isPathColon(stream: TokenStream, index: number): boolean {
  return (
    stream.type(index + 2) === T.Slash.tokenTypeIdx ||
    stream.type(index - 2) === T.Package.tokenTypeIdx
  );
}

/** Whether a comment on the same line stands right behind a token. */
export function isTightBeforeComment(stream: TokenStream, index: number): boolean {
  const type = stream.type(index);
  return type === T.LeftParen.tokenTypeIdx || type === T.LessThan.tokenTypeIdx;
}

/** Whether a token stands right behind a comment on the same line. */
export function isTightAfterComment(stream: TokenStream, index: number): boolean {
  return TIGHT_AFTER_COMMENT.has(stream.type(index));
}
