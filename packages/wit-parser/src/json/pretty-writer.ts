/** Writes pretty JSON text piece by piece, in the layout of `serde_json::to_string_pretty`: two blanks a level. */

/** Text that stands in a JSON string as it is. */
const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

/** A JSON string. Only quotes, backslashes and control characters are escaped; other characters stay. */
export function quote(text: string): string {
  // JSON.stringify escapes the same characters in the same way; the test spares most names the call.
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** Pieces are joined in parts of this length: short-lived parts are cheaper than one long chain of pieces. */
const PART = 8192;

export class PrettyJsonWriter {
  readonly #parts: string[] = [];
  #text = '';
  #depth = 0;
  /** Whether the object or array that is open has no element yet. */
  #empty = true;
  readonly #breaks: string[] = ['\n'];

  /** All that was written. */
  get text(): string {
    return this.#parts.join('') + this.#text;
  }

  open(bracket: '{' | '['): void {
    this.#text += bracket;
    this.#depth += 1;
    if (this.#breaks.length <= this.#depth) this.#breaks.push(`\n${'  '.repeat(this.#depth)}`);
    this.#empty = true;
  }

  /** Closes the object or array; an empty one stays on its line. */
  close(bracket: '}' | ']'): void {
    this.#depth -= 1;
    if (!this.#empty) this.#text += this.#breaks[this.#depth] ?? '';
    this.#text += bracket;
    this.#empty = false;
  }

  /** Begins the next element of an array; its value follows. */
  element(): void {
    const lineBreak = this.#breaks[this.#depth] ?? '';
    this.#text += this.#empty ? lineBreak : `,${lineBreak}`;
    this.#empty = false;
    if (this.#text.length < PART) return;
    // Reading a character makes the engine join the pieces into one flat string.
    this.#text.charCodeAt(0);
    this.#parts.push(this.#text);
    this.#text = '';
  }

  /** Begins the next entry of an object, whose key comes from WIT; its value follows. */
  entry(name: string): void {
    this.element();
    this.#text += `${quote(name)}: `;
  }

  /** As {@link entry}, for a key that is a word of the format and needs no escaping. */
  key(word: string): void {
    this.element();
    this.#text += `"${word}": `;
  }

  string(value: string): void {
    this.#text += quote(value);
  }

  number(value: number): void {
    this.#text += String(value);
  }

  null(): void {
    this.#text += 'null';
  }
}
