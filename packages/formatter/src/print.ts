/** From a plan to the text of the lines. */

import { commentText, type Separator, separatorsInLine, separatorsOfBreak } from './comments.js';
import { fits } from './fits.js';
import { type GapOperation, isBroken, keepsComma, type Operation } from './operation.js';
import type { Style } from './options.js';
import type { TokenStream } from './token-stream.js';

/** A token or comment as it is printed, with the white space (and an added comma) before it. */
export interface Run {
  /** Where it stands in the text that is formatted; at the end of the file an empty piece. */
  start: number;
  end: number;
  before: string;
  text: string;
}

const BYTE_ORDER_MARK = '\ufeff';

/** Prints a plan. */
export function print(stream: TokenStream, plan: readonly Operation[], style: Style): Run[] {
  return new Printer(stream, plan, style).run();
}

class Printer {
  readonly #runs: Run[] = [];
  #depth = 0;
  #column = 0;
  /** What comes before the next piece. */
  #before = '';

  constructor(
    readonly stream: TokenStream,
    readonly plan: readonly Operation[],
    readonly style: Style,
  ) {
    if (stream.text.startsWith(BYTE_ORDER_MARK)) this.#before = BYTE_ORDER_MARK;
  }

  run(): Run[] {
    for (const [at, operation] of this.plan.entries()) {
      switch (operation.kind) {
        case 'token':
          this.#token(operation.index);
          break;
        case 'gap':
          this.#gap(operation);
          break;
        case 'end':
          if (!keepsComma(operation)) {
            this.#gap(operation.whole);
            break;
          }
          if (operation.beforeComma !== undefined) this.#gap(operation.beforeComma);
          if (typeof operation.comma === 'number') this.#token(operation.comma);
          else this.#add(',');
          this.#gap(operation.gap);
          break;
        case 'open':
          operation.group.broken ??= !fits(
            this.stream,
            this.plan,
            at,
            this.style.width - this.#column,
          );
          break;
        case 'indent':
          this.#depth += 1;
          break;
        case 'dedent':
          this.#depth -= 1;
          break;
        case 'close':
          break;
      }
    }
    const end = this.stream.text.length;
    this.#piece(end, end, '');
    return this.#runs;
  }

  #token(index: number): void {
    this.#piece(this.stream.start(index), this.stream.end(index), this.stream.image(index));
  }

  #gap(operation: GapOperation): void {
    const broken = isBroken(operation);
    const separators = broken
      ? separatorsOfBreak(this.stream, operation)
      : separatorsInLine(this.stream, operation);
    const { comments, index } = operation.gap;
    for (const [i, comment] of comments.entries()) {
      this.#separate(separators[i] ?? 'nothing', this.#depth);
      const text = commentText(this.stream, comment, this.style.lineEnd);
      this.#piece(comment.start, comment.end, text);
    }
    // The end of the file is in no list; all other closing brackets stand as far out as what opened the list.
    const isOuter = broken && operation.closes && index < this.stream.count;
    this.#separate(separators[comments.length] ?? 'nothing', this.#depth - (isOuter ? 1 : 0));
  }

  #separate(separator: Separator, depth: number): void {
    switch (separator) {
      case 'nothing':
        break;
      case 'space':
        this.#add(' ');
        break;
      case 'line':
        this.#breakLine(1, depth);
        break;
      case 'empty-line':
        this.#breakLine(2, depth);
        break;
      case 'continued':
        this.#breakLine(1, depth + 1);
        break;
    }
  }

  #add(text: string): void {
    this.#before += text;
    this.#column += text.length;
  }

  #breakLine(count: number, depth: number): void {
    this.#before += this.style.lineEnd.repeat(count);
    this.#column = depth * this.style.tabWidth;
    this.#before += this.style.step.repeat(depth);
  }

  #piece(start: number, end: number, text: string): void {
    this.#runs.push({ start, end, before: this.#before, text });
    this.#before = '';
    const lineStart = text.lastIndexOf('\n') + 1;
    this.#column = lineStart > 0 ? text.length - lineStart : this.#column + text.length;
  }
}
