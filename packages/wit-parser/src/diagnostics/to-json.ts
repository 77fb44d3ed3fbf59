/** Diagnostics as JSON for tools. */

import type { Diagnostic, Severity, Span } from './diagnostic.js';
import type { DiagnosticSources } from './render.js';

/** A place in a source. Lines and columns start at 1; both ends are the first character and the one behind the last. */
export interface JsonPlace {
  file: string;
  /** Offsets: UTF-16 units in a text, bytes in a component binary. */
  start: number;
  end: number;
  /** Absent where the source is no text, or not at hand. */
  range?: { start: JsonPosition; end: JsonPosition };
}

export interface JsonPosition {
  line: number;
  /** In UTF-16 units. */
  column: number;
  /** In bytes of UTF-8. */
  byteColumn: number;
}

/** What {@link diagnosticToJson} writes. Further keys may be added in later versions; none of these will change. */
export interface JsonDiagnostic {
  code: string;
  severity: Severity;
  message: string;
  help?: string;
  /** Absent where no source exists. */
  place?: JsonPlace;
  related: { message: string; place: JsonPlace }[];
  fixes: { title: string; edits: { place: JsonPlace; newText: string }[] }[];
}

/**
 * A diagnostic as one line of JSON, a {@link JsonDiagnostic}; no line break in it or at its end. A command that prints many
 * writes one a line.
 */
export function diagnosticToJson(diagnostic: Diagnostic, sources: DiagnosticSources): string {
  const place = (span: Span): JsonPlace => placeOf(span, sources);
  const json: JsonDiagnostic = {
    code: diagnostic.code,
    severity: diagnostic.severity,
    message: diagnostic.message,
    ...(diagnostic.help !== undefined && { help: diagnostic.help }),
    ...(diagnostic.span !== undefined && { place: place(diagnostic.span) }),
    related: (diagnostic.related ?? []).map(({ message, span }) => ({
      message,
      place: place(span),
    })),
    fixes: (diagnostic.fixes ?? []).map(({ title, edits }) => ({
      title,
      edits: edits.map(({ span, newText }) => ({ place: place(span), newText })),
    })),
  };
  return JSON.stringify(json);
}

function placeOf(span: Span, sources: DiagnosticSources): JsonPlace {
  const { file, start, end } = span;
  const first = sources.lineColumn(span);
  const last = sources.lineColumn({ file, start: end });
  if (first === undefined || last === undefined) return { file, start, end };
  return { file, start, end, range: { start: first, end: last } };
}
