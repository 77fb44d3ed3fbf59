import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from '../../src/parser/parse.js';
import { place } from '../support/place.js';
import { verdictCases } from './verdict-cases.js';

/**
 * The answers of wasm-tools 1.257.1: `ok`, or line and column (in bytes) of its first syntax error. To ask it again:
 * `WIT_REFERENCE=wasm-tools npx vitest run packages/wit-parser/test/parser/verdicts.test.ts`.
 */
const GOLDEN = fileURLToPath(new URL('verdicts.golden.txt', import.meta.url));

/** Here the word itself is marked and not the token behind it, because a fix can replace it. */
const BETTER_PLACE = new Map([
  ['definitions\t"union u { u8 }"', '3:1'],
  ['definitions\t"typedef t = u8;"', '3:1'],
]);

const key = (group: string, name: string): string =>
  `${group}\t${JSON.stringify(name).replace(/[^ -~]/g, escapeUnit)}`;
const escapeUnit = (unit: string): string =>
  unit
    .split('')
    .map((half) => `\\u${half.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

const reference = process.env['WIT_REFERENCE'];
if (reference !== undefined) askReference(reference);

const golden = new Map(
  readFileSync(GOLDEN, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const tab = line.lastIndexOf('\t');
      return [line.slice(0, tab), line.slice(tab + 1)] as const;
    }),
);

for (const [group, cases] of Object.entries(verdictCases)) {
  describe(group, () => {
    it.each(cases)('%s', (name, text) => {
      const { diagnostics } = parse(text, 'case.wit');
      const answer = golden.get(key(group, name));
      expect(answer, 'the case is in the golden file').toBeDefined();
      const first = diagnostics[0]?.span;
      expect(first === undefined ? 'ok' : place(text, first.start)).toBe(
        BETTER_PLACE.get(key(group, name)) ?? answer,
      );
    });
  });
}

it('has no answer without a case', () => {
  const keys = Object.entries(verdictCases).flatMap(([group, cases]) =>
    cases.map(([name]) => key(group, name)),
  );
  expect([...golden.keys()].toSorted()).toEqual(keys.toSorted());
});

function askReference(command: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'wit-verdicts-'));
  const file = join(folder, 'case.wit');
  const lines: string[] = [];
  const isSyntax =
    /^error: (?:\S*:\d+:\d+: )?(?:expected |invalid |identifiers must|unexpected |Control code|Codepoint|Input contains|unterminated|number is|trailing|type nesting|package nesting|cannot place attributes|unknown attribute|.*(?:leading zero|empty identifier|major version|minor version|patch version|pre-release|build metadata))/;
  for (const [group, cases] of Object.entries(verdictCases)) {
    for (const [name, text] of cases) {
      writeFileSync(file, text);
      const run = spawnSync(command, ['component', 'wit', '--all-features', '--json', file], {
        encoding: 'utf8',
      });
      if (run.error) throw run.error;
      const at = /case\.wit:(\d+:\d+)/.exec(run.stderr)?.[1] ?? '?';
      lines.push(`${key(group, name)}\t${isSyntax.test(run.stderr) ? at : 'ok'}`);
    }
  }
  rmSync(folder, { recursive: true });
  writeFileSync(GOLDEN, `${lines.join('\n')}\n`);
}
