import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadWasmTools } from '@wit-ts/wasm-tools';
import { afterAll, describe, expect, test } from 'vitest';
import { endJco, jcoBindingsOf } from './jco.js';
import { runScript, type Score } from './runner.js';

const folder = fileURLToPath(new URL('../../../shared/component-model-tests/', import.meta.url));
const absent = existsSync(folder) ? '' : ' (skipped: ../shared/component-model-tests is not there)';

function scripts(group: string): string[] {
  if (absent !== '') return [];
  return readdirSync(`${folder}${group}`).filter((file) => file.endsWith('.wast'));
}

/** Sums by group. */
const scores = new Map<string, { passed: number; total: number; lacking: string[] }>();

function note(group: string, file: string, score: Score): void {
  const sum = scores.get(group) ?? { passed: 0, total: 0, lacking: [] };
  sum.passed += score.passed;
  sum.total += score.total;
  for (const { line, message, assertions } of score.lacking)
    sum.lacking.push(`${file}:${line} (${assertions} assertions): ${message}`);
  scores.set(group, sum);
}

describe.skipIf(absent !== '')(`the component model's tests${absent}`, async () => {
  const tools = await loadWasmTools({ use: 'off' });
  const run = async (group: string, file: string): Promise<Score> => {
    const text = readFileSync(`${folder}${group}/${file}`, 'utf8');
    const score = await runScript(text, `${group}/${file}`, tools);
    note(group, file, score);
    return score;
  };

  test.each(scripts('values'))('values/%s passes', async (file) => {
    const { failures, lacking, total } = await run('values', file);
    expect(failures).toEqual([]);
    expect(lacking).toEqual([]);
    expect(total).toBeGreaterThan(0);
  });

  test.each(scripts('resources'))('resources/%s passes', async (file) => {
    const { failures, lacking, total } = await run('resources', file);
    expect(failures).toEqual([]);
    expect(lacking).toEqual([]);
    expect(total).toBeGreaterThan(0);
  });

  test.each(scripts('linking'))('linking/%s passes but for what the engine lacks', async (file) => {
    const { failures, lacking } = await run('linking', file);
    expect(failures).toEqual([]);
    for (const { message } of lacking) expect(message).toMatch(/^app\.core\d*\.wasm: /);
  });

  // Asynchronous calls are not supported: they have to be refused, and nothing may hang or crash.
  test.each(scripts('async'))('async/%s ends', async (file) => {
    const { failures } = await run('async', file);
    for (const { reason } of failures) expect(reason).not.toMatch(/is not a function|undefined \(/);
  });

  // For comparison: WIT_TS_JCO=1 npx vitest run test/reference. jco 1.34.0, any error counted as the trap that is meant:
  // values 86 of 131, resources 12 of 17, linking 190 of 207 (it takes modules with several memories apart).
  test.runIf(process.env['WIT_TS_JCO'] === '1')(
    'jco is scored',
    async () => {
      for (const group of ['values', 'resources', 'linking']) {
        for (const file of scripts(group)) {
          const text = readFileSync(`${folder}${group}/${file}`, 'utf8');
          const score = await runScript(text, `${group}/${file}`, tools, jcoBindingsOf);
          note(`${group}, jco`, file, { ...score, lacking: [] });
        }
      }
      await endJco();
    },
    600_000,
  );

  afterAll(() => {
    const lines = [...scores].flatMap(([group, { passed, total, lacking }]) => [
      `${group}: ${passed} of ${total}`,
      ...lacking.map((item) => `  the engine lacks ${item}`),
    ]);
    console.log(`component model tests through generated bindings\n${lines.join('\n')}`);
  });
});
