import type { Diagnostic, RelatedPlace, Severity, Span } from './diagnostic.js';

/** Makes a diagnostic; what is not given, or empty, is left out. */
export type DiagnosticBuilder = (
  code: string,
  message: string,
  span: Span | undefined,
  help?: string,
  related?: RelatedPlace[],
) => Diagnostic;

/** What makes the diagnostics of one severity. */
export function diagnosticBuilder(severity: Severity): DiagnosticBuilder {
  return (code, message, span, help, related = []) => {
    const diagnostic: Diagnostic = { code, severity, message };
    if (span !== undefined) diagnostic.span = span;
    if (help !== undefined) diagnostic.help = help;
    if (related.length > 0) diagnostic.related = related;
    return diagnostic;
  };
}
