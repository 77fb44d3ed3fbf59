/**
 * WIT for prettier: `prettier --plugin @wit-ts/prettier-plugin wit/**`. The layout is that of `wit-ts fmt`; this module hands
 * it over and does nothing else.
 */

import { type FormatOptions, formatWit } from '@wit-ts/formatter';
import { SourceSet } from '@wit-ts/wit-parser';
import type { Doc, Parser, ParserOptions, Printer, SupportLanguage } from 'prettier';

/** A file: its text, and the text that prettier shall print. */
interface WitFile {
  text: string;
  formatted: string;
}

export const languages: SupportLanguage[] = [
  { name: 'WIT', parsers: ['wit'], extensions: ['.wit'], vscodeLanguageIds: ['wit'] },
];

export const parsers: { wit: Parser<WitFile> } = {
  wit: {
    astFormat: 'wit',
    parse: parseWit,
    locStart: () => 0,
    locEnd: ({ text }) => text.length,
    hasPragma: (text) => PRAGMA.test(text),
  },
};

export const printers: { wit: Printer<WitFile> } = {
  wit: {
    print: ({ node }) => asDoc(node.formatted),
    insertPragma: (text) => `// @format\n\n${text}`,
  },
};

/** `@format` or `@prettier` in a comment at the beginning of a file. */
const PRAGMA = /^\s*(?:\/\/+|\/\*+)\s*\*?\s*@(?:format|prettier)\s*(?:\*\/|$)/m;

/** @throws Error in the form that prettier shows with the lines around it, where the file has mistakes in its syntax */
function parseWit(text: string, options: ParserOptions<WitFile>): WitFile {
  const result = formatWit(text, options.filepath ?? 'file.wit', styleOf(options));
  if (result.ok) return { text, formatted: result.text };
  const [first] = result.diagnostics;
  const message = `${first?.code}: ${first?.message}${first?.help ? `; ${first.help}` : ''}`;
  const sources = new SourceSet();
  const file = sources.add(first?.span?.file ?? 'file.wit', text);
  const place = (start: number): { line: number; column: number } => {
    const found = sources.lineColumn({ file, start });
    return { line: found?.line ?? 1, column: found?.column ?? 1 };
  };
  const start = place(first?.span?.start ?? 0);
  const end = place(first?.span?.end ?? 0);
  throw Object.assign(new SyntaxError(`${message} (${start.line}:${start.column})`), {
    loc: { start, end },
  });
}

/** Line ends are prettier's own affair: texts come in and go out with LF. */
function styleOf({ printWidth, tabWidth, useTabs, endOfLine }: ParserOptions): FormatOptions {
  if (endOfLine === 'cr') {
    throw new Error('endOfLine "cr" makes files that no WIT parser reads; use "lf" or "crlf"');
  }
  return { printWidth, tabWidth, useTabs: useTabs === true, endOfLine: 'lf' };
}

/** The lines as they are: prettier neither indents nor trims them. */
function asDoc(text: string): Doc {
  const doc: Doc[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (index > 0) doc.push({ type: 'line', hard: true, literal: true }, { type: 'break-parent' });
    doc.push(line);
  }
  return doc;
}
