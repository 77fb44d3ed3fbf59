import { type Diagnostic, isKeyword } from '@wit-ts/wit-parser';
import { insertion } from '../edits.js';
import type { Context } from '../features/context.js';
import type { Repair } from '../features/provideCodeActions.js';

/** For a keyword that begins an item as if it were its name, as in `list: func();`: `%` before it. */
export function escapeActions({ path, tree }: Context, { code, span }: Diagnostic): Repair[] {
  if (span === undefined || !code.startsWith('WIT00')) return [];
  const { text } = tree;
  const colon =
    text[span.start] === ':'
      ? span.start
      : /^[\w-]+\s*(?=:)/.exec(text.slice(span.start, span.start + 200))?.[0].length;
  const end = colon === undefined ? undefined : colon === span.start ? colon : span.start + colon;
  if (end === undefined) return [];
  const word = /[\w-]+(?=\s*$)/.exec(text.slice(Math.max(0, end - 200), end));
  if (word === null || !isKeyword(word[0])) return [];
  const start = Math.max(0, end - 200) + word.index;
  if (text[start - 1] === '%') return [];
  return [
    {
      title: `write \`%${word[0]}\`, which is a name`,
      preferred: true,
      edit: { changes: [{ kind: 'edit', path, edits: [insertion(start, '%')] }] },
    },
  ];
}
