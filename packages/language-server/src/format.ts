/** Formatting of documents, ranges and what was just typed, as small edits. */

import { formatEdits } from '@wit-ts/formatter';
import type { FormattingOptions, TextEdit } from 'vscode-languageserver-protocol';
import { Refusal } from './guard.js';
import type { Session } from './session.js';

/**
 * The edits that format a document, or only those that touch a range of it.
 *
 * @throws Refusal where the document has mistakes in its syntax
 */
export function format(
  session: Session,
  path: string,
  options: FormattingOptions,
  range?: { start: number; end: number },
): TextEdit[] {
  const text = session.service.text(path);
  if (text === undefined) return [];
  if (path.endsWith('.wac')) throw new Refusal('only WIT is formatted, not WAC documents');
  const style = {
    printWidth: session.settings.width,
    tabWidth: options.tabSize,
    useTabs: !options.insertSpaces,
  };
  const result = formatEdits(text, path, style, range);
  if (!result.ok) {
    const [first] = result.diagnostics;
    const line = session.convert.position(path, first?.span?.start ?? 0).line + 1;
    throw new Refusal(`not formatted: ${first?.message ?? 'mistakes'} (line ${line})`);
  }
  return result.edits.map(({ start, end, newText }) => ({
    range: session.convert.range(path, { start, end }),
    newText,
  }));
}

/**
 * What `;`, `}` or a line end that was just typed leads to: the edits of the lines from the start of the item or block that it
 * ends. Nothing while there are mistakes, which is mostly the case while one types.
 */
export function formatOnType(
  session: Session,
  path: string,
  offset: number,
  options: FormattingOptions,
): TextEdit[] {
  const text = session.service.text(path) ?? '';
  try {
    return format(session, path, options, { start: startOfEnded(text, offset), end: offset - 1 });
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

/** Where the block that ends before a place starts, or else the line. */
function startOfEnded(text: string, offset: number): number {
  const line = text.lastIndexOf('\n', offset - 1) + 1;
  if (text[offset - 1] !== '}') return line;
  let depth = 0;
  for (let at = offset - 1; at >= 0; at -= 1) {
    if (text[at] === '}') depth += 1;
    else if (text[at] === '{') depth -= 1;
    if (depth === 0) return text.lastIndexOf('\n', at) + 1;
  }
  return line;
}
