/** Source maps (version 3): from a line and column of a bundle back to the source. */

/** A place in a source; line and column start at 1. */
export interface SourcePlace {
  /** As the map names it. */
  readonly source: string;
  readonly line: number;
  readonly column: number;
}

interface Segment {
  readonly column: number;
  readonly source: number;
  readonly line: number;
  readonly sourceColumn: number;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export class SourceMap {
  readonly #lines: readonly (readonly Segment[])[];
  readonly #contents: readonly (string | undefined)[];

  private constructor(
    readonly sources: readonly string[],
    contents: readonly (string | undefined)[],
    lines: readonly (readonly Segment[])[],
  ) {
    this.#contents = contents;
    this.#lines = lines;
  }

  /** @returns `undefined` where the text is no source map */
  static parse(json: string): SourceMap | undefined {
    let map: unknown;
    try {
      map = JSON.parse(json);
    } catch {
      return undefined;
    }
    if (typeof map !== 'object' || map === null) return undefined;
    const { version, sources, sourcesContent, mappings } = map as Record<string, unknown>;
    if (version !== 3 || !Array.isArray(sources) || typeof mappings !== 'string') return undefined;
    const names = sources.map((name) => (typeof name === 'string' ? name : ''));
    const contents = (Array.isArray(sourcesContent) ? sourcesContent : []).map((text: unknown) =>
      typeof text === 'string' ? text : undefined,
    );
    return new SourceMap(names, contents, decode(mappings));
  }

  /** The text of a source. */
  content(source: string): string | undefined {
    return this.#contents[this.sources.indexOf(source)];
  }

  /** The place that a line and column (from 1) of the bundle came from. */
  original(line: number, column: number): SourcePlace | undefined {
    const segments = this.#lines[line - 1] ?? [];
    let low = 0;
    let high = segments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((segments[middle]?.column ?? 0) <= column - 1) low = middle + 1;
      else high = middle;
    }
    const found = segments[low - 1];
    const source = found === undefined ? undefined : this.sources[found.source];
    if (found === undefined || source === undefined) return undefined;
    return { source, line: found.line + 1, column: found.sourceColumn + 1 };
  }
}

function decode(mappings: string): Segment[][] {
  const lines: Segment[][] = [];
  let source = 0;
  let line = 0;
  let sourceColumn = 0;
  for (const text of mappings.split(';')) {
    const segments: Segment[] = [];
    let column = 0;
    for (const part of text === '' ? [] : text.split(',')) {
      const [first = 0, second, third = 0, fourth = 0] = numbers(part);
      column += first;
      if (second === undefined) continue;
      source += second;
      line += third;
      sourceColumn += fourth;
      segments.push({ column, source, line, sourceColumn });
    }
    lines.push(segments);
  }
  return lines;
}

/** Numbers in base 64, each of its digits with a bit that says whether another follows. */
function numbers(text: string): number[] {
  const found: number[] = [];
  let value = 0;
  let shift = 0;
  for (const char of text) {
    const digit = DIGITS.indexOf(char);
    if (digit === -1) return [];
    value += (digit & 31) * 2 ** shift;
    shift += 5;
    if ((digit & 32) !== 0) continue;
    found.push(value % 2 === 1 ? -Math.floor(value / 2) : value / 2);
    value = 0;
    shift = 0;
  }
  return found;
}
