import type { Diagnostic } from '@wit-ts/wit-parser';
import type { ServiceOptions } from '../options.js';
import type { ServiceDiagnostic } from '../types.js';

/** A diagnostic as an editor shows it. */
export function toServiceDiagnostic(
  { code, severity, message, span, help, related }: Diagnostic,
  options: ServiceOptions,
): ServiceDiagnostic {
  return {
    range: span === undefined ? { start: 0, end: 0 } : { start: span.start, end: span.end },
    severity,
    code,
    href: options.docsOf?.(code),
    message,
    help,
    related: (related ?? []).map((place) => ({
      location: { path: place.span.file, range: { start: place.span.start, end: place.span.end } },
      message: place.message,
    })),
  };
}
