import { EOF } from 'chevrotain';
import { Token } from './token.js';
import type { WitTokenType } from './tokens.js';

export const END_OF_FILE = EOF.tokenTypeIdx ?? 1;

/** Numbers a token in the table takes: type and whether it is simple, start, end, comments before its end. */
const STRIDE = 4;
const SIMPLE = 1 << 16;
/** Behind the last token, so that looking ahead needs no bounds. */
const SENTINELS = 4;
const KEPT = 1 << 20;

/**
 * The tokens of a text as numbers in one array. Most of them are looked at once and never again; as objects they would
 * cost more than the tree that is made from them. The table is used for one text after the other.
 */
export class TokenTable {
  count = 0;
  private data = new Int32Array(1 << 12);
  private source = '';

  /** @param types the token types by their numbers */
  constructor(private readonly types: readonly (WitTokenType | undefined)[]) {}

  /** Forgets all tokens, and gets ready for a text. */
  reset(source: string): void {
    this.count = 0;
    this.source = source;
    if (this.data.length > KEPT) this.data = new Int32Array(1 << 12);
  }

  /**
   * Adds a token.
   *
   * @param docsEnd how many comments stand before it in the text
   * @param simple see {@link Token.simple}
   */
  push(type: number, start: number, end: number, docsEnd: number, simple: boolean): void {
    const at = this.count * STRIDE;
    if (at + STRIDE * (SENTINELS + 1) > this.data.length) this.grow();
    const { data } = this;
    data[at] = simple ? type | SIMPLE : type;
    data[at + 1] = start;
    data[at + 2] = end;
    data[at + 3] = docsEnd;
    this.count++;
  }

  /** Marks the end; to be called once behind the last token. */
  finish(docsEnd: number): void {
    const { count } = this;
    const end = this.source.length;
    for (let i = 0; i < SENTINELS; i++) this.push(END_OF_FILE, end, end, docsEnd, true);
    this.count = count;
  }

  private grow(): void {
    const { data } = this;
    this.data = new Int32Array(data.length * 2);
    this.data.set(data);
  }

  /** The number of the type of a token; up to three places behind the last one it is the end of the file. */
  typeAt(index: number): number {
    return this.data[index * STRIDE]! & (SIMPLE - 1);
  }

  startAt(index: number): number {
    return this.data[index * STRIDE + 1]!;
  }

  endAt(index: number): number {
    return index < 0 ? 0 : this.data[index * STRIDE + 2]!;
  }

  /** The comments behind the token before and before this one are those from `docsStartAt` up to `docsEndAt`. */
  docsStartAt(index: number): number {
    return index <= 0 ? 0 : this.data[(index - 1) * STRIDE + 3]!;
  }

  docsEndAt(index: number): number {
    return this.data[index * STRIDE + 3]!;
  }

  isSimple(index: number): boolean {
    return this.data[index * STRIDE]! >= SIMPLE;
  }

  /** Makes another kind of token out of one, for recovery. */
  change(index: number, type: WitTokenType): void {
    this.data[index * STRIDE] = type.tokenTypeIdx | (this.data[index * STRIDE]! & SIMPLE);
  }

  /** A token as an object. */
  tokenAt(index: number): Token {
    const number = index < 0 ? END_OF_FILE : this.typeAt(index);
    return new Token(
      number,
      this.types[number],
      index < 0 ? 0 : this.startAt(index),
      this.endAt(index),
      this.docsStartAt(index),
      index < 0 ? 0 : this.docsEndAt(index),
      index < 0 || this.isSimple(index),
      index,
      this.source,
    );
  }

  /** All tokens as objects. */
  toArray(): Token[] {
    return Array.from({ length: this.count }, (_, index) => this.tokenAt(index));
  }
}
