/** Diagnostics as text for people. */

import type { SourceSet } from '../sources/index.js';
import type { Diagnostic, Fix, Severity, Span } from './diagnostic.js';
import { excerpt } from './excerpt.js';
import { visibleText } from './visible-text.js';

/** What rendering asks of the sources: {@link SourceSet} has it. */
export type DiagnosticSources = Pick<SourceSet, 'lineColumn' | 'lineText'>;

export interface RenderOptions {
  /** Colours by ANSI escape codes; none if absent. */
  color?: boolean;
  /** Lines drawn with box characters instead of ASCII; ASCII if absent. */
  unicode?: boolean;
  /** Of {@link renderDiagnostics}: how many are shown in full; the others are only counted. 100 if absent. */
  limit?: number;
}

const DEFAULT_LIMIT = 100;
/** So many related places of a diagnostic are shown; of more, the rest is counted. */
const MAX_RELATED = 10;
/** Of a longer message, help or title the rest is left out: names in it can be as long as a file. */
const MAX_TEXT = 2000;

/**
 * A diagnostic as text of several lines, the last one without a line break:
 *
 * ```text
 * error[WIT0203]: there is no type `strng`
 *  --> types.wit:3:12
 *   |
 * 3 |   name: strng,
 *   |         ^^^^^
 * help: did you mean `string`?
 * ```
 *
 * Nothing from the sources or the message reaches the terminal unescaped. Columns count UTF-16 units, as editors do. Of a
 * line of over 200 characters only the part around the place is shown; of a place of several lines, the first.
 */
export function renderDiagnostic(
  diagnostic: Diagnostic,
  sources: DiagnosticSources,
  options: RenderOptions = {},
): string {
  return new Renderer(sources, options).diagnostic(diagnostic);
}

/**
 * Several diagnostics with blank lines between them, and their count at the end (`2 errors, 1 warning`). Of more than a
 * hundred only the first are shown, see {@link RenderOptions.limit}.
 */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: DiagnosticSources,
  options: RenderOptions = {},
): string {
  if (diagnostics.length === 0) return '';
  const renderer = new Renderer(sources, options);
  const shown = diagnostics.slice(0, options.limit ?? DEFAULT_LIMIT);
  const texts = shown.map((diagnostic) => renderer.diagnostic(diagnostic));
  const rest = diagnostics.length - shown.length;
  const more = rest > 0 ? `; ${rest} of them not shown` : '';
  return [...texts, `${summary(diagnostics)}${more}`].join('\n\n');
}

function summary(diagnostics: readonly Diagnostic[]): string {
  const words = { error: 'error', warning: 'warning', info: 'note' } as const;
  const counts: string[] = [];
  for (const severity of ['error', 'warning', 'info'] as const) {
    const count = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    if (count > 0) counts.push(`${count} ${words[severity]}${count === 1 ? '' : 's'}`);
  }
  return counts.join(', ');
}

function messageText(text: string): string {
  return visibleText(shorten(text), true);
}

function shorten(text: string): string {
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT)}...`;
}

const COLOURS: Record<Severity | 'frame' | 'help' | 'strong', string> = {
  error: '1;31',
  warning: '1;33',
  info: '1;36',
  frame: '1;34',
  help: '1;32',
  strong: '1',
};

const LABELS: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'note' };

class Renderer {
  readonly #arrow: string;
  readonly #bar: string;
  readonly #cut: string;

  constructor(
    readonly sources: DiagnosticSources,
    readonly options: RenderOptions,
  ) {
    this.#arrow = options.unicode === true ? '┌─' : '-->';
    this.#bar = options.unicode === true ? '│' : '|';
    this.#cut = options.unicode === true ? '…' : '...';
  }

  diagnostic(diagnostic: Diagnostic): string {
    const { severity } = diagnostic;
    const label = this.#paint(
      severity,
      `${LABELS[severity]}[${visibleText(shorten(diagnostic.code))}]`,
    );
    const message = this.#paint('strong', `: ${messageText(diagnostic.message)}`);
    const lines = [label + message];
    if (diagnostic.span !== undefined) lines.push(...this.#place(diagnostic.span, '^', severity));
    const { related = [] } = diagnostic;
    const shown = related.length > MAX_RELATED + 1 ? MAX_RELATED : related.length;
    for (const { message: note, span } of related.slice(0, shown)) {
      lines.push(this.#note('info', 'note', note));
      lines.push(...this.#place(span, '-', 'frame'));
    }
    if (shown < related.length) {
      lines.push(this.#note('info', 'note', `there are ${related.length - shown} more of these`));
    }
    if (diagnostic.help !== undefined) lines.push(this.#note('help', 'help', diagnostic.help));
    const { fixes = [] } = diagnostic;
    // One fix beside a help is what the help says, so its title is left out.
    const explained = diagnostic.help !== undefined && fixes.length === 1;
    for (const fix of fixes) lines.push(...this.#fix(fix, explained));
    return lines.map((line) => line.replaceAll('\n', '\n      ')).join('\n');
  }

  #note(colour: 'info' | 'help', label: string, text: string): string {
    return `${this.#paint(colour, label)}: ${messageText(text)}`;
  }

  /** Where something is, and the line with marks. */
  #place(span: Span, mark: string, colour: Severity | 'frame'): string[] {
    const file = visibleText(shorten(span.file));
    const position = this.sources.lineColumn(span);
    const line = position && this.sources.lineText(span.file, position.line);
    if (position === undefined || line === undefined) {
      const offset = span.start === 0 && span.end === 0 ? '' : ` (at byte ${span.start})`;
      return [` ${this.#paint('frame', this.#arrow)} ${file}${offset}`];
    }
    const start = position.column - 1;
    const shown = excerpt(line, start, start + span.end - span.start, mark, this.#cut);
    const number = String(position.line);
    const margin = ' '.repeat(number.length);
    return [
      `${margin}${this.#paint('frame', this.#arrow)} ${file}:${position.line}:${position.column}`,
      ...this.#lines(number, shown.line, this.#paint(colour, shown.marks.trimEnd())),
    ];
  }

  #lines(number: string, line: string, marks: string): string[] {
    const margin = ' '.repeat(number.length);
    const bar = this.#paint('frame', this.#bar);
    return [
      `${margin} ${bar}`,
      `${this.#paint('frame', number)} ${bar} ${line}`.trimEnd(),
      `${margin} ${bar} ${marks}`,
    ];
  }

  /** The title, and the line as it would be where all edits are on one line. */
  #fix(fix: Fix, explained: boolean): string[] {
    const title = this.#note('help', 'help', fix.title);
    const changed = this.#changedLine(fix);
    if (changed === undefined) return [title];
    const { number, text, start, length } = changed;
    const shown = excerpt(text, start, start + length, length === 0 ? '-' : '+', this.#cut);
    const lines = this.#lines(String(number), shown.line, this.#paint('help', shown.marks));
    return explained ? lines : [title, ...lines];
  }

  #changedLine(
    fix: Fix,
  ): { number: number; text: string; start: number; length: number } | undefined {
    const [edit] = fix.edits;
    if (edit === undefined || fix.edits.length > 1 || edit.newText.includes('\n')) return undefined;
    const position = this.sources.lineColumn(edit.span);
    const line = position && this.sources.lineText(edit.span.file, position.line);
    if (position === undefined || line === undefined) return undefined;
    const start = position.column - 1;
    const end = start + edit.span.end - edit.span.start;
    if (end > line.length) return undefined;
    const text = line.slice(0, start) + edit.newText + line.slice(end);
    return { number: position.line, text, start, length: edit.newText.length };
  }

  #paint(colour: keyof typeof COLOURS, text: string): string {
    return this.options.color === true ? `\u001b[${COLOURS[colour]}m${text}\u001b[0m` : text;
  }
}
