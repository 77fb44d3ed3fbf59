import { SourceSet, utf8Length } from '@wit-ts/wit-parser';
import type { Position, PositionEncoding } from '../types.js';

/** Lines and characters of one text, found on demand. */
export class Positions {
  readonly #text: string;
  readonly #sources = new SourceSet();

  constructor(text: string) {
    this.#text = text;
    this.#sources.add('', text);
  }

  positionAt(offset: number, encoding: PositionEncoding): Position {
    const found = this.#sources.lineColumn({ file: '', start: offset });
    if (found === undefined) return { line: 0, character: 0 };
    const column = encoding === 'utf-8' ? found.byteColumn : found.column;
    return { line: found.line - 1, character: column - 1 };
  }

  /** The offset of a place; one behind the end of a line or of the text is that end. */
  offsetAt({ line, character }: Position, encoding: PositionEncoding): number {
    const start = this.#sources.offset('', Math.max(0, line) + 1, 1);
    if (start === undefined) return this.#text.length;
    if (encoding === 'utf-16') {
      return this.#sources.offset('', Math.max(0, line) + 1, Math.max(0, character) + 1) ?? start;
    }
    const length = this.#sources.lineText('', Math.max(0, line) + 1)?.length ?? 0;
    return start + unitsOf(this.#text.slice(start, start + length), character);
  }
}

/** The UTF-16 units of a line that take a number of bytes of UTF-8; a place within a character is its start. */
function unitsOf(line: string, bytes: number): number {
  let at = 0;
  for (let left = bytes; at < line.length;) {
    const size = (line.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
    left -= utf8Length(line, at, at + size);
    if (left < 0) break;
    at += size;
  }
  return at;
}
