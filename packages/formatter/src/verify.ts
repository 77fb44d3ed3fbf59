import { tokens as T } from '@wit-ts/wit-parser/grammar';
import { commentText } from './comments.js';
import { TokenStream } from './token-stream.js';

/**
 * Checks that two texts have the same tokens and the same comments between them, but for white space and commas at the end
 * of lists. What is resolved from them, documentation included, is the same then.
 *
 * @throws Error where they differ
 */
export function verify(before: TokenStream, formatted: string): void {
  const after = new TokenStream(formatted);
  const wanted = contents(before);
  const found = contents(after);
  const at = wanted.findIndex((piece, index) => piece !== found[index]);
  if (at >= 0 || wanted.length !== found.length) {
    const piece = wanted[at] ?? found[wanted.length] ?? '';
    throw new Error(`formatting would change the text at \`${piece.slice(0, 40)}\``);
  }
}

/** Tokens and comments in order, without the commas before a closing bracket. */
function contents(stream: TokenStream): string[] {
  const pieces: string[] = [];
  for (let index = 0; index <= stream.count; index += 1) {
    for (const comment of stream.gap(index).comments) {
      pieces.push(commentText(stream, comment, '\n'));
    }
    if (index < stream.count && !isLastComma(stream, index)) pieces.push(stream.image(index));
  }
  return pieces;
}

function isLastComma(stream: TokenStream, index: number): boolean {
  if (stream.type(index) !== T.Comma.tokenTypeIdx) return false;
  switch (stream.type(index + 1)) {
    case T.RightBrace.tokenTypeIdx:
    case T.RightParen.tokenTypeIdx:
    case T.GreaterThan.tokenTypeIdx:
      return true;
    default:
      return false;
  }
}
