import { type Diagnostic, renderDiagnostics, SourceSet } from '@wit-ts/wit-parser';

/** What ends a build: diagnostics as text, and no stack trace, which would lead into this package. */
export class WitTsError extends Error {
  override readonly name = 'WitTsError';
  readonly diagnostics: readonly Diagnostic[];

  /** @param file - what the diagnostics are about, where they have no place of their own */
  constructor(file: string, diagnostics: readonly Diagnostic[], sources = new SourceSet()) {
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    const text = renderDiagnostics(errors, sources, { color: false, unicode: false });
    const message = errors.some(({ span }) => span === undefined) ? `${file}\n${text}` : text;
    super(message);
    this.diagnostics = diagnostics;
    this.stack = `WitTsError: ${message}`;
  }
}
