/** The documentation of diagnostics as Markdown, made from their tables. */

import type { CatalogueEntry, ExampleSource } from './catalogue-entry.js';
import { visibleText } from './visible-text.js';

/**
 * The page of one code.
 *
 * @param reported what a tool prints for the bad example, where that is known
 */
export function diagnosticPage(entry: CatalogueEntry, reported?: string): string {
  const language = entry.language ?? 'wit';
  const parts = [
    `# ${entry.code}: ${entry.title}`,
    entry.severity === 'error' ? 'This is an error.' : `This is a ${entry.severity}.`,
    entry.explanation,
  ];
  if (entry.bad !== undefined) parts.push('## Reported', source(entry.bad, language));
  if (reported !== undefined) parts.push(fence('text', reported));
  if (entry.good !== undefined) parts.push('## Put right', source(entry.good, language));
  return `${parts.join('\n\n')}\n`;
}

/** The list of all pages. */
export function diagnosticIndex(entries: readonly CatalogueEntry[]): string {
  const rows = entries.map(({ code, severity, title }) => {
    return `| [${code}](${code}.md) | ${severity} | ${title} |`;
  });
  return `# Diagnostics

Everything that the tools of this project report has a code, and each code has a page here: what it means, an example that is
reported and the same example put right.

| code | severity | meaning |
| --- | --- | --- |
${rows.join('\n')}
`;
}

function source(example: ExampleSource, language: string): string {
  if (typeof example === 'string') return fence(language, example);
  const files = Object.entries(example);
  if (files.length === 0) return 'An empty folder.';
  return files.map(([path, text]) => `\`${path}\`:\n\n${fence(language, text)}`).join('\n\n');
}

/** A code block; it ends where no text in it can end it. */
function fence(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map(([run]) => run.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${language}\n${visibleText(text, true).trimEnd()}\n${ticks}`;
}
