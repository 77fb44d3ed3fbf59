import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { Suggester } from './suggest.js';

/** Collects the diagnostics of one run in the order in which they are found; the same code at the same place counts once. */
export class Reporter {
  readonly diagnostics: Diagnostic[] = [];
  readonly suggester = new Suggester();
  readonly #seen = new Set<string>();
  #errors = 0;

  report(diagnostic: Diagnostic): void {
    const { span } = diagnostic;
    if (span !== undefined) {
      const key = `${diagnostic.code}:${span.start}:${span.file}`;
      if (this.#seen.has(key)) return;
      this.#seen.add(key);
    }
    if (diagnostic.severity === 'error') this.#errors += 1;
    this.diagnostics.push(diagnostic);
  }

  get errors(): number {
    return this.#errors;
  }
}
