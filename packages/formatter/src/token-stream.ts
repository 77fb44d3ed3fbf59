import type { ast } from '@wit-ts/wit-parser';
import { Lexer } from '@wit-ts/wit-parser/grammar';

/** What stands between two tokens, or before the first or behind the last one. */
export interface Gap {
  /** Index of the token behind the gap; the number of tokens at the end of the file. */
  index: number;
  comments: readonly ast.Comment[];
  /** How many line ends stand before each comment, counted from the comment or token before; last before the token. */
  breaks: readonly number[];
}

/** The tokens and comments of a text. */
export class TokenStream {
  readonly count: number;
  readonly comments: readonly ast.Comment[];
  readonly #types: number[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  /** How many comments stand before each token, the end of the file included. */
  readonly #commentsBefore: number[] = [];

  constructor(readonly text: string) {
    const { table, comments } = new Lexer().scan(text);
    this.count = table.count;
    this.comments = comments;
    for (let i = 0; i <= table.count; i += 1) {
      this.#types.push(table.typeAt(i));
      this.#starts.push(table.startAt(i));
      this.#ends.push(table.endAt(i));
      this.#commentsBefore.push(i === table.count ? comments.length : table.docsEndAt(i));
    }
  }

  /** The number of the type of a token; 0 before the first one. */
  type(index: number): number {
    return index < 0 ? 0 : (this.#types[index] ?? 0);
  }

  start(index: number): number {
    return this.#starts[index] ?? this.text.length;
  }

  end(index: number): number {
    return this.#ends[index] ?? this.text.length;
  }

  image(index: number): string {
    return this.text.slice(this.start(index), this.end(index));
  }

  /** Where the comments before a token end in the list of comments. */
  commentsBefore(index: number): number {
    return index < 0 ? 0 : (this.#commentsBefore[index] ?? this.comments.length);
  }

  /** The gap before a token, or with the number of tokens the one before the end of the file. */
  gap(index: number): Gap {
    const from = this.commentsBefore(index - 1);
    const to = this.commentsBefore(index);
    // A byte order mark stands before everything and is no white space.
    let at = index === 0 ? 0 : this.end(index - 1);
    if (from === to) {
      return { index, comments: [], breaks: [this.#lineEnds(at, this.start(index))] };
    }
    const comments = this.comments.slice(from, to);
    const breaks: number[] = [];
    for (const comment of comments) {
      breaks.push(this.#lineEnds(at, comment.start));
      at = comment.end;
    }
    breaks.push(this.#lineEnds(at, this.start(index)));
    return { index, comments, breaks };
  }

  #lineEnds(from: number, to: number): number {
    let count = 0;
    for (let i = from; i < to; i += 1) if (this.text.charCodeAt(i) === 10) count += 1;
    return count;
  }
}
