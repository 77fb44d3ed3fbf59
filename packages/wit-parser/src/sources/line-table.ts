import { utf8Length } from './utf8.js';

/** The line starts of one text, found once; lines end with LF (a CR before it counts as part of the line end). */
export class LineTable {
  readonly #text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
      this.#starts.push(at + 1);
    }
  }

  lineColumn(offset: number): { line: number; column: number; byteColumn: number } {
    const at = Math.max(0, Math.min(offset, this.#text.length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    const start = this.#starts[low] ?? 0;
    return {
      line: low + 1,
      column: at - start + 1,
      byteColumn: utf8Length(this.#text, start, at) + 1,
    };
  }

  lineText(line: number): string | undefined {
    const start = this.#starts[line - 1];
    if (start === undefined) return undefined;
    const next = this.#starts[line];
    const text = this.#text.slice(start, next === undefined ? undefined : next - 1);
    return text.endsWith('\r') ? text.slice(0, -1) : text;
  }

  offset(line: number, column: number): number | undefined {
    const start = this.#starts[line - 1];
    if (start === undefined) return undefined;
    const end = (this.#starts[line] ?? this.#text.length + 1) - 1;
    return Math.min(start + Math.max(column, 1) - 1, end);
  }
}
