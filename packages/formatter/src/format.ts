/** Formatting a WIT file. */

import { type Diagnostic, parse } from '@wit-ts/wit-parser';
import type { FormatOptions } from './options.js';
import { styleOf } from './options.js';
import { plan } from './plan.js';
import { print, type Run } from './print.js';
import { TokenStream } from './token-stream.js';
import { verify } from './verify.js';

export type FormatResult =
  | { ok: true; text: string }
  /** The file has mistakes in its syntax and is left as it is. */
  | { ok: false; diagnostics: Diagnostic[] };

/** A replacement of the text from `start` up to `end`, in UTF-16 code units. */
export interface FormatEdit {
  start: number;
  end: number;
  newText: string;
}

export type FormatEditsResult =
  { ok: true; edits: FormatEdit[] } | { ok: false; diagnostics: Diagnostic[] };

type Formatted = { ok: true; runs: Run[]; text: string } | { ok: false; diagnostics: Diagnostic[] };

/**
 * Formats a WIT file: one item a line, docs and attributes before their item, empty lines kept at one, lists broken where
 * they do not fit. What the file means stays the same, documentation included; comments stay between the tokens between
 * which they stand; formatting what is formatted changes nothing.
 *
 * It takes time linear in the length of the text.
 *
 * @param file the name that diagnostics carry
 * @throws Error where the result would say something else than the text, which would be a mistake of the formatter
 */
export function formatWit(text: string, file: string, options: FormatOptions = {}): FormatResult {
  const formatted = format(text, file, options);
  return formatted.ok ? { ok: true, text: formatted.text } : formatted;
}

/**
 * The same as {@link formatWit}, as small edits of white space, in order.
 *
 * @param range only edits that touch this part of the text
 */
export function formatEdits(
  text: string,
  file: string,
  options: FormatOptions = {},
  range: { start: number; end: number } = { start: 0, end: text.length },
): FormatEditsResult {
  const formatted = format(text, file, options);
  if (!formatted.ok) return formatted;
  const edits: FormatEdit[] = [];
  const replace = (start: number, end: number, newText: string): void => {
    const touches = start <= range.end && end >= range.start;
    if (touches && text.slice(start, end) !== newText) edits.push({ start, end, newText });
  };
  let at = 0;
  for (const run of formatted.runs) {
    replace(at, run.start, run.before);
    replace(run.start, run.end, run.text);
    at = run.end;
  }
  return { ok: true, edits };
}

function format(text: string, file: string, options: FormatOptions): Formatted {
  const diagnostics = parse(text, file).diagnostics.filter(({ severity }) => severity === 'error');
  if (diagnostics.length > 0) return { ok: false, diagnostics };
  const stream = new TokenStream(text);
  const runs = print(stream, plan(stream), styleOf(text, options));
  const formatted = runs.map(({ before, text: piece }) => before + piece).join('');
  verify(stream, formatted);
  return { ok: true, runs, text: formatted };
}
