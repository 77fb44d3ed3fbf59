/** Writes indented WIT text. */

export class WitWriter {
  #text = '';
  #depth = 0;
  #atLineStart = false;

  /** All that was written. */
  get text(): string {
    return this.#text;
  }

  /** Adds text without line breaks to the line. */
  put(text: string): void {
    this.#indent();
    this.#text += text;
  }

  /** Adds the rest of a line. */
  line(text: string): void {
    this.put(text);
    this.newline();
  }

  newline(): void {
    this.#text += '\n';
    this.#atLineStart = true;
  }

  /** Begins a block: ` {`. */
  open(): void {
    this.#text += ' {';
    this.#depth += 1;
    this.newline();
  }

  /** Ends a block. */
  close(): void {
    this.#depth -= 1;
    this.line('}');
  }

  #indent(): void {
    if (this.#atLineStart) this.#text += '  '.repeat(this.#depth);
    this.#atLineStart = false;
  }
}
