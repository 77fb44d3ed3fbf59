import { tokens as T } from '@wit-ts/wit-parser/grammar';
import { TokenStream } from '../../src/token-stream.js';
import type { Tape } from './tape.js';

/** White space and comments of every form; each may stand between any two tokens. */
const GAPS = [
  ' ',
  '\n',
  '\r\n',
  '\t',
  '  \n\n\n  ',
  '\n\t\n',
  ' // line\n',
  ' // blanks at its end \t\r\n',
  '\n  // own line\n',
  '\n\n// far away\n\n\n',
  ' //\n',
  ' // first\n // second\n\n    // third\n',
  '\n    /// doc\n',
  '\n/// doc\n  ///   more\n///\n  /// end\n',
  ' /* block */ ',
  ' /* block */\n',
  '\n/* block */ ',
  '\n /* block */ \n',
  ' /** doc */ ',
  '\n  /** doc\n   * more\n     end */\n ',
  ' /* a\n      b */ ',
  ' /*\r\n  x \r\n\t*/ ',
  ' /* a /* nested */ b */ /* and another */ ',
  ' /* a */ // b\n /* c */ ',
  ' /** a **/\n\n/// b\n',
  ' /***/ ',
  ' // `*/` and "/*" — é 😀\n',
] as const;

/** Pieces that cannot be told apart without something between them. */
const WORD = /^[\w%"é]/u;

/** The tokens of a text with other things between them, its comments taken out. */
export function withOtherGaps(text: string, tape: Tape): string {
  const stream = new TokenStream(text);
  let result = tape.pick('', '', '', '\ufeff');
  for (let index = 0; index < stream.count; index += 1) {
    if (!isSeam(stream, index)) result += gap(tape, stream, index);
    result += stream.image(index);
  }
  return result + tape.pick<string>('', ...GAPS);
}

function gap(tape: Tape, stream: TokenStream, index: number): string {
  const choice = tape.below(3);
  if (choice === 0) return GAPS[tape.below(GAPS.length)] ?? ' ';
  const between = WORD.test(stream.image(index)) && WORD.test(stream.image(index - 1).slice(-1));
  return choice === 1 && !between ? '' : ' ';
}

/** Whether two tokens are parts of a version, which has no gaps. */
function isSeam(stream: TokenStream, index: number): boolean {
  if (index === 0 || stream.end(index - 1) !== stream.start(index)) return false;
  const pieces = [T.Period, T.Minus, T.Plus].map(({ tokenTypeIdx }) => tokenTypeIdx);
  if (stream.type(index) === T.LeftBrace.tokenTypeIdx) return false;
  return (
    pieces.includes(stream.type(index)) ||
    pieces.includes(stream.type(index - 1)) ||
    stream.type(index - 1) === T.Integer.tokenTypeIdx
  );
}
