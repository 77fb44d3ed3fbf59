import type { IToken } from 'chevrotain';
import type { WitTokenType } from './tokens.js';

/**
 * One token. It keeps offsets only; its text is cut out of the source when somebody asks.
 *
 * `type` can be changed by the parser's recovery (a keyword that stands where a name should, a misspelt keyword).
 */
export class Token implements IToken {
  constructor(
    public tokenTypeIdx: number,
    /** Offset of the first character. */
    readonly startOffset: number,
    /** Offset behind the last character (chevrotain's `endOffset` is the last character itself). */
    readonly end: number,
    /** Comments before this token and behind the token before: an index range of the lexer's comments. */
    readonly docsStart: number,
    readonly docsEnd: number,
    /** Of an identifier: it is known to be a valid name, without a look at its text. Of a string: it has no fault. */
    readonly simple: boolean,
    public tokenType: WitTokenType,
    private readonly source: string,
  ) {}

  get image(): string {
    return this.source.slice(this.startOffset, this.end);
  }

  get endOffset(): number {
    return this.end - 1;
  }

  /** Makes another kind of token out of this one, for recovery. */
  become(type: WitTokenType): void {
    this.tokenTypeIdx = type.tokenTypeIdx;
    this.tokenType = type;
  }
}
