import type { Diagnostic, Span } from '../diagnostics/diagnostic.js';
import { Suggester } from './suggest.js';

/** Collects the diagnostics of one run in the order in which they are found; the same code at the same place counts once. */
export class Reporter {
  readonly diagnostics: Diagnostic[] = [];
  readonly suggester = new Suggester();
  readonly #seen = new Set<string>();
  readonly #explained = new Set<string>();
  #errors = 0;

  /** Takes in a mistake of syntax: nothing else is said about the same place. */
  reportSyntax(diagnostic: Diagnostic): void {
    const { span } = diagnostic;
    this.report(diagnostic);
    if (span !== undefined && diagnostic.severity === 'error') this.#explained.add(placeKey(span));
  }

  report(diagnostic: Diagnostic): void {
    const { span } = diagnostic;
    if (span !== undefined) {
      const place = placeKey(span);
      const key = `${diagnostic.code}:${place}`;
      if (this.#seen.has(key) || this.#explained.has(place)) return;
      this.#seen.add(key);
    }
    if (diagnostic.severity === 'error') this.#errors += 1;
    this.diagnostics.push(diagnostic);
  }

  get errors(): number {
    return this.#errors;
  }
}

function placeKey({ start, file }: Span): string {
  return `${start}:${file}`;
}
