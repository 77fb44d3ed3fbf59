import { EOF, type IToken, type TokenType } from 'chevrotain';
import type { WitTokenType } from './tokens.js';

/** One token as an object, as chevrotain knows it. Its text is cut out of the source when somebody asks. */
export class Token implements IToken {
  constructor(
    readonly tokenTypeIdx: number,
    /** `undefined` at the end of the file. */
    private readonly type: WitTokenType | undefined,
    /** Offset of the first character. */
    readonly startOffset: number,
    /** Offset behind the last character (chevrotain's `endOffset` is the last character itself). */
    readonly end: number,
    /** Comments before this token and behind the token before: an index range of the lexer's comments. */
    readonly docsStart: number,
    readonly docsEnd: number,
    /** Of an identifier: it is known to be a valid name, without a look at its text. Of a string: it has no fault. */
    readonly simple: boolean,
    /** Its place among the tokens. */
    readonly index: number,
    private readonly source: string,
  ) {}

  get tokenType(): TokenType {
    return this.type ?? EOF;
  }

  get image(): string {
    return this.source.slice(this.startOffset, this.end);
  }

  get endOffset(): number {
    return this.end - 1;
  }

  /** Whether it is a keyword. */
  get isKeyword(): boolean {
    return this.type?.keyword === true;
  }
}
