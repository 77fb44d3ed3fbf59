import { commentText } from './literals.js';

/**
 * A JSDoc comment from doc texts (paragraphs are separated by an empty line), or `undefined` where there is nothing to
 * say. The text cannot leave the comment: an end of comment in it is broken up and control characters are spelled out.
 */
export function docComment(...texts: (string | undefined)[]): string | undefined {
  const paragraphs = texts
    .filter((text): text is string => text !== undefined && text.trim() !== '')
    .map((text) =>
      text
        .trim()
        .split(/\r\n|\n|\r/)
        .map((line) => commentText(line.trimEnd())),
    );
  if (paragraphs.length === 0) return undefined;
  const lines = paragraphs.flatMap((part, index) => (index === 0 ? part : ['', ...part]));
  const only = lines[0];
  if (lines.length === 1 && only !== undefined && only.length <= 70) return `/** ${only} */`;
  return ['/**', ...lines.map((line) => (line === '' ? ' *' : ` * ${line}`)), ' */'].join('\n');
}
