import type { Span } from '../diagnostics/diagnostic.js';
import { LineTable } from './line-table.js';

/** A position in a source text. Lines and both columns start at 1. */
export interface LineColumn {
  line: number;
  /** In UTF-16 code units, as editors count. */
  column: number;
  /** In bytes of UTF-8, as the reference tools count. */
  byteColumn: number;
}

/** One text that was read. */
export interface SourceText {
  /** The name that spans carry in `file`. */
  path: string;
  text: string;
}

/**
 * The texts behind a result, by name, with line and column of a span on demand: reading a package computes none, and a file
 * that nobody asks about costs nothing.
 */
export class SourceSet {
  readonly #texts = new Map<string, string>();
  readonly #tables = new Map<string, LineTable>();

  /**
   * Adds a text.
   *
   * @returns the name that spans into it carry: `path`, or with a number behind it where that is taken.
   */
  add(path: string, text: string): string {
    let name = path;
    for (let n = 2; this.#texts.has(name); n += 1) name = `${path} (${n})`;
    this.#texts.set(name, text);
    return name;
  }

  /** The names of all texts in the order in which they were read. */
  get files(): string[] {
    return [...this.#texts.keys()];
  }

  /** The text of a file, or `undefined` where none of that name was read. */
  text(file: string): string | undefined {
    return this.#texts.get(file);
  }

  /** Where a span starts; `undefined` for a file that is not in the set. A place past the end is that of the end. */
  lineColumn(span: Pick<Span, 'file' | 'start'>): LineColumn | undefined {
    return this.#table(span.file)?.lineColumn(span.start);
  }

  /** A line (from 1) without its line end; `undefined` where there is none. */
  lineText(file: string, line: number): string | undefined {
    return this.#table(file)?.lineText(line);
  }

  /** The offset of a line (from 1) and column (from 1, UTF-16), for tools that ask by position. */
  offset(file: string, line: number, column: number): number | undefined {
    return this.#table(file)?.offset(line, column);
  }

  #table(file: string): LineTable | undefined {
    const known = this.#tables.get(file);
    if (known !== undefined) return known;
    const text = this.#texts.get(file);
    if (text === undefined) return undefined;
    const table = new LineTable(text);
    this.#tables.set(file, table);
    return table;
  }
}
