/** What the messages of the resolver are built with. */

import { diagnosticBuilder } from '../builder.js';
import type { Diagnostic, Fix, RelatedPlace, Span } from '../diagnostic.js';

/** A step of a chain or cycle. */
export interface Step {
  name: string;
  span?: Span | undefined;
}

export interface Extras {
  help?: string | undefined;
  related?: RelatedPlace[] | undefined;
  fixes?: Fix[] | undefined;
}

const build = diagnosticBuilder('error');

export function error(
  code: string,
  message: string,
  span: Span | undefined,
  { help, related, fixes }: Extras = {},
): Diagnostic {
  const diagnostic = build(code, message, span, help, related);
  if (fixes !== undefined && fixes.length > 0) diagnostic.fixes = fixes;
  return diagnostic;
}

export function first(span: Span | undefined, message = 'first defined here'): RelatedPlace[] {
  return span === undefined ? [] : [{ span, message }];
}

/** "did you mean", as help and as a fix that replaces the name. */
export function didYouMean(close: string | undefined, span: Span): Extras {
  if (close === undefined) return {};
  return {
    help: `did you mean \`${close}\`?`,
    fixes: [{ title: `replace it by \`${close}\``, edits: [{ span, newText: close }] }],
  };
}

/** `a → b → a`. */
export function loop(names: readonly string[]): string {
  return chainOf([...names, names[0] ?? '']);
}

/** `a → b → c`; the middle of a very long one is left out. */
export function chainOf(names: readonly string[]): string {
  const shown =
    names.length <= MOST_PLACES
      ? names
      : [
          ...names.slice(0, MOST_PLACES - 4),
          `(${names.length - MOST_PLACES + 1} more)`,
          ...names.slice(-3),
        ];
  return shown.join(' → ');
}

/** At most this many places are told of a long chain. */
const MOST_PLACES = 12;

export function stepPlaces(path: readonly Step[], what: string): RelatedPlace[] {
  return path
    .slice(0, MOST_PLACES)
    .flatMap(({ name, span }) =>
      span === undefined ? [] : [{ span, message: `\`${name}\` ${what}` }],
    );
}

export function sameSpan(a: Span, b: Span): boolean {
  return a.file === b.file && a.start === b.start;
}

export function list(names: readonly string[]): string {
  const shown = names.slice(0, MOST_PLACES).map((name) => `\`${name}\``);
  const rest = names.length - shown.length;
  return `${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
