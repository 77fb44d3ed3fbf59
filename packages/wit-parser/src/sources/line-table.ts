/** Of longer lines the bytes are counted once, up to every place that is a multiple of this. */
const STEP = 1024;

/** The line starts of one text, found once; lines end with LF (a CR before it counts as part of the line end). */
export class LineTable {
  readonly #text: string;
  readonly #starts: number[] = [0];
  /** Whether every character is one byte; found when it is first asked. */
  #ascii: boolean | undefined;
  /** The bytes of long lines up to every {@link STEP}th unit, by the start of the line. */
  readonly #counts = new Map<number, number[]>();

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
      byteColumn: this.#bytes(start, at) + 1,
    };
  }

  /** The bytes from the start of a line to a place in it; many questions about one long line cost little. */
  #bytes(start: number, at: number): number {
    this.#ascii ??= bytesBetween(this.#text, 0, this.#text.length) === this.#text.length;
    if (this.#ascii) return at - start;
    const counts = this.#counts.get(start) ?? [0];
    this.#counts.set(start, counts);
    const steps = Math.floor((at - start) / STEP);
    for (let step = counts.length; step <= steps; step += 1) {
      const from = start + (step - 1) * STEP;
      counts.push((counts[step - 1] ?? 0) + bytesBetween(this.#text, from, from + STEP));
    }
    return (counts[steps] ?? 0) + bytesBetween(this.#text, start + steps * STEP, at);
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

/**
 * The bytes of UTF-8 that the units of a part of a text stand for. Each unit counts for itself (of a surrogate pair the first
 * three bytes, the second one), so that the parts of a text add up to the whole.
 */
function bytesBetween(text: string, start: number, end: number): number {
  let length = 0;
  for (let at = start; at < end; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) length += 1;
    else if (unit < 0x800) length += 2;
    else if (isLow(unit) && at > 0 && isHigh(text.charCodeAt(at - 1))) length += 1;
    else length += 3;
  }
  return length;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
