import { parse, resolveSources, toJson } from '@wit-ts/wit-parser';
import { expect } from 'vitest';
import { type FormatOptions, formatEdits, formatWit } from '../../src/index.js';

/** The text as it is formatted; it has to be free of mistakes. */
export function formatted(text: string, options: FormatOptions = {}): string {
  const result = formatWit(text, 'test.wit', options);
  if (!result.ok) throw new Error(`${result.diagnostics[0]?.message}: ${JSON.stringify(text)}`);
  return result.text;
}

/** The comments of a text in order, each without blanks at its end and with plain line ends. */
export function commentsOf(text: string): string[] {
  return parse(text, 'test.wit').comments.map(({ start, end }) =>
    text
      .slice(start, end)
      .replaceAll('\r\n', '\n')
      .replace(/[ \t\r]+$/, ''),
  );
}

/** The resolved JSON of a text, all features on; `undefined` where it does not resolve. */
export function jsonOf(text: string): string | undefined {
  const sources = [{ path: 'test.wit', text }];
  const { resolve, diagnostics } = resolveSources(sources, { allFeatures: true });
  return diagnostics.some(({ severity }) => severity === 'error') ? undefined : toJson(resolve);
}

/** What holds of every text without mistakes in its syntax. */
export function checkLaws(text: string, options: FormatOptions = {}): string {
  const once = formatted(text, options);
  expect(formatted(once, options)).toBe(once);
  expect(commentsOf(once)).toEqual(commentsOf(text));
  expect(jsonOf(once)).toBe(jsonOf(text));
  const edits = formatEdits(text, 'test.wit', options);
  expect(edits.ok && applied(text, edits.edits)).toBe(once);
  return once;
}

/** The text after edits that stand in order and do not overlap. */
export function applied(
  text: string,
  edits: readonly { start: number; end: number; newText: string }[],
): string {
  let result = '';
  let at = 0;
  for (const { start, end, newText } of edits) {
    if (start < at) throw new Error('edits overlap');
    result += text.slice(at, start) + newText;
    at = end;
  }
  return result + text.slice(at);
}
