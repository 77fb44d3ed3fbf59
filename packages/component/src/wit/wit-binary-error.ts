/** The one way in which this folder reports what it cannot do: an error that carries a diagnostic. */

import type { Diagnostic, Span } from '@wit-ts/wit-parser';

/**
 * Codes of this folder:
 *
 * - `CMP0300` the input is neither a component nor a WIT package in binary form
 * - `CMP0302` a name does not have the form that its place asks for
 * - `CMP0310` a component that WIT has no words for
 * - `CMP0311` two views of one interface do not agree
 * - `CMP0312` a binary WIT package whose structure is not that of one
 * - `CMP0320` the `package-docs` section is malformed
 * - `CMP0321` the `package-docs` section speaks of items that the package does not have
 * - `CMP0322` the `component-type` section of a core module is malformed
 * - `CMP0330` types nest too deeply to be encoded
 * - `CMP0331` a world that cannot be encoded because it does not import what it uses
 */
export type WitBinaryCode =
  | 'CMP0300'
  | 'CMP0302'
  | 'CMP0310'
  | 'CMP0311'
  | 'CMP0312'
  | 'CMP0320'
  | 'CMP0321'
  | 'CMP0322'
  | 'CMP0330'
  | 'CMP0331';

export interface WitBinaryProblem {
  code: WitBinaryCode;
  /** One sentence without a trailing full stop. */
  message: string;
  /** What to do. */
  help?: string;
  /** The place in the binary, in bytes. */
  span?: Span;
}

/** Thrown inside this folder; its public functions turn it into a diagnostic or let it pass, as each says. */
export class WitBinaryError extends Error {
  override readonly name = 'WitBinaryError';
  readonly diagnostic: Diagnostic;

  constructor(problem: WitBinaryProblem) {
    super(problem.message);
    this.diagnostic = { severity: 'error', ...problem };
  }

  /** The same problem, told from further outside: `import "a:b/c" › type "t": …`. */
  within(context: string): WitBinaryError {
    const { code, span, help } = this.diagnostic;
    const separator = this.#contexts > 0 ? ' › ' : ': ';
    const outer = new WitBinaryError({
      code: code as WitBinaryCode,
      message: `${context}${separator}${this.message}`,
      ...(help === undefined ? {} : { help }),
      ...(span === undefined ? {} : { span }),
    });
    outer.#contexts = this.#contexts + 1;
    return outer;
  }

  #contexts = 0;
}

/** Runs `body`; a problem in it is told with `context` before it. */
export function within<T>(context: string, body: () => T): T {
  try {
    return body();
  } catch (error) {
    throw error instanceof WitBinaryError ? error.within(context) : error;
  }
}
