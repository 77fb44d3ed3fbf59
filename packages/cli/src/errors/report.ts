/** Prints diagnostics: for people on standard error, as JSON on standard output. */
import {
  type Diagnostic,
  diagnosticToJson,
  renderDiagnostic,
  renderDiagnostics,
  SourceSet,
} from '@wit-ts/wit-parser';
import type { Io } from '../io/io.js';
import { cliDiagnostic, type Failure } from './failure.js';

export interface ReportOptions {
  /** As JSON on standard output, too. */
  json: boolean;
  /** Not for people, who see the JSON already. */
  quiet?: boolean;
}

/** Diagnostics and the texts they point into. */
export interface Diagnosed {
  diagnostics: readonly Diagnostic[];
  sources: SourceSet;
}

/** Prints diagnostics; nothing where there are none, save for an empty list as JSON. */
export function reportDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: SourceSet,
  io: Io,
  options: ReportOptions,
): void {
  if (options.json) io.out(diagnosticsJson([{ diagnostics, sources }]));
  if (options.quiet === true || diagnostics.length === 0) return;
  const placed = diagnostics.filter(({ span }) => span !== undefined);
  const render = { color: io.color, unicode: false };
  for (const diagnostic of diagnostics) {
    if (diagnostic.span === undefined) {
      io.err(`${renderDiagnostic(onOneLine(diagnostic), sources, render)}\n`);
    }
  }
  if (placed.length > 0) io.err(`${renderDiagnostics(placed, sources, render)}\n`);
}

/** `{"diagnostics": […]}`, a diagnostic a line. */
export function diagnosticsJson(lists: readonly Diagnosed[]): string {
  const lines = lists.flatMap(({ diagnostics, sources }) =>
    diagnostics.map((diagnostic) => `  ${diagnosticToJson(diagnostic, sources)}`),
  );
  return lines.length === 0
    ? '{"diagnostics": []}\n'
    : `{"diagnostics": [\n${lines.join(',\n')}\n]}\n`;
}

/** Prints the failure that ended a command. */
export function reportFailure(failure: Failure, io: Io, json: boolean): void {
  reportDiagnostics(failure.diagnostics, failure.sources ?? new SourceSet(), io, { json });
}

/** An error nobody foresaw: no stack trace for those who cannot use it. */
export function reportSurprise(error: unknown, io: Io, json: boolean): void {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const diagnostic = cliDiagnostic(
    'CLI0900',
    `wit-ts failed in a way it should not: ${reason}`,
    'please report it with the input; WIT_TS_DEBUG=1 shows where it happened',
  );
  reportDiagnostics([diagnostic], new SourceSet(), io, { json });
  if (process.env['WIT_TS_DEBUG'] !== undefined && error instanceof Error) {
    io.err(`${error.stack ?? ''}\n`);
  }
}

/** Without a source to show, the advice goes on the same line, unless it is a list. */
function onOneLine(diagnostic: Diagnostic): Diagnostic {
  const { help, ...rest } = diagnostic;
  if (help?.includes('\n') === true) return diagnostic;
  return help === undefined ? rest : { ...rest, message: `${rest.message}; ${help}` };
}

/** Whether one of the diagnostics is an error, not a warning. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}
