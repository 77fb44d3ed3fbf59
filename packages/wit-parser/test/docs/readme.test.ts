/** Runs the examples of the README; `UPDATE_GOLDEN=1` writes what they print into it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as library from '../../src/index.js';

const README = fileURLToPath(new URL('../../README.md', import.meta.url));
const EXAMPLE = /```js\n(?<code>[^]*?)```\n\n```text\n(?<output>[^]*?)```/g;

/** What an example prints: strings as they are, everything else as `console.log` lists it, but in JSON. */
function run(code: string): string {
  const imports = /import (\{[^}]*\}) from '@wit-ts\/wit-parser';/;
  const body = code.replace(imports, 'const $1 = library;');
  expect(body).not.toBe(code);
  const lines: string[] = [];
  const console = {
    log: (value: unknown): void => {
      lines.push(typeof value === 'string' ? value : JSON.stringify(value, null, 2));
    },
  };
  // The code of the README is ours and goes through the same checks as the tests.
  // oxlint-disable-next-line no-implied-eval, no-new-func
  new Function('library', 'console', body)(library, console);
  return `${lines.join('\n').trimEnd()}\n`;
}

describe('README', () => {
  const text = readFileSync(README, 'utf8');
  const examples = [...text.matchAll(EXAMPLE)];

  it('has an example in every section that shows something', () => {
    expect(examples).toHaveLength(5);
  });

  it('prints what it says', () => {
    const actual = text.replace(EXAMPLE, (_, code: string) => {
      return `\`\`\`js\n${code}\`\`\`\n\n\`\`\`text\n${run(code)}\`\`\``;
    });
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(README, actual);
    expect(actual).toBe(readFileSync(README, 'utf8'));
  });
});
