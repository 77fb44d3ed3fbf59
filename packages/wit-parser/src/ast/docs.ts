import type { Ast, Documented } from './ast.js';

/**
 * The text of the comments before an item, or `undefined` where there are none.
 *
 * Every comment between the token before an item and the item's first token counts, whatever its kind, a trailing
 * comment of the line before included. The marks of doc comments go away; of the indentation as many spaces are
 * taken away as the least indented comment has.
 */
export function docsOf(ast: Pick<Ast, 'text' | 'comments'>, item: Documented): string | undefined {
  if (item.docsStart === item.docsEnd) return undefined;
  const parts: string[] = [];
  let indent = Infinity;
  for (let i = item.docsStart; i < item.docsEnd; i++) {
    const comment = ast.comments[i]!;
    const part = contentOf(ast.text, comment.start, comment.end);
    if (part !== '') indent = Math.min(indent, leadingBlanks(part));
    parts.push(part);
  }
  const prefix = indent === Infinity ? '' : ' '.repeat(indent);
  let text = '';
  for (const part of parts) {
    const bare = part.startsWith(prefix) ? part.slice(prefix.length) : part;
    text += bare.replaceAll('\r\n', '\n') + '\n';
  }
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 10) end--;
  return text.slice(0, end);
}

/** A comment without its marks and without the white space at its end. */
function contentOf(text: string, start: number, end: number): string {
  if (text.startsWith('/**', start)) {
    return trimEnd(text, start + 3, Math.max(start + 3, end - 2));
  }
  while (start < end && text.charCodeAt(start) === 47) start++;
  return trimEnd(text, start, end);
}

/** As `trimEnd`, but U+FEFF is no white space. */
function trimEnd(text: string, start: number, end: number): string {
  while (end > start) {
    const code = text.charCodeAt(end - 1);
    if (code > 32 && (code < 0x80 || code === 0xfeff || !/\s/.test(text[end - 1]!))) break;
    end--;
  }
  return text.slice(start, end);
}

function leadingBlanks(text: string): number {
  let count = 0;
  for (; count < text.length; count++) {
    const code = text.charCodeAt(count);
    if (code !== 32 && (code < 9 || code > 13 || code === 11)) break;
  }
  return count;
}
