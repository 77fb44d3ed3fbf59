import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadWasmTools } from '@wit-ts/wasm-tools';
import { afterAll, describe, expect, test } from 'vitest';
import { endJco, jcoBindingsOf, jcoVerdict } from './jco.js';
import { judgeScript, runScript, type Score } from './runner.js';

const folder = fileURLToPath(new URL('../../../shared/component-model-tests/', import.meta.url));
const absent = existsSync(folder) ? '' : ' (skipped: ../shared/component-model-tests is not there)';

function scripts(group: string): string[] {
  if (absent !== '') return [];
  return readdirSync(`${folder}${group}`).filter((file) => file.endsWith('.wast'));
}

const GROUPS = ['values', 'resources', 'linking', 'async', 'validation', 'binary'];

/** Scripts of components that are valid or not, without calls. */
function isVerdicts(group: string): boolean {
  return group === 'validation' || group === 'binary';
}

/** How many assertions jco passes: written by `WIT_TS_JCO=1 UPDATE_GOLDEN=1 npx vitest run test/reference`. */
const JCO_SCORES = fileURLToPath(new URL('jco-scores.json', import.meta.url));

function jcoScores(): { version: string; passed: Record<string, number> } {
  return JSON.parse(readFileSync(JCO_SCORES, 'utf8')) as ReturnType<typeof jcoScores>;
}

function jcoVersion(): string {
  const path = fileURLToPath(new URL('../../package.json', import.meta.url));
  const { devDependencies } = JSON.parse(readFileSync(path, 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  return devDependencies['@bytecodealliance/jco'] ?? '';
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

  // What is valid and what is not is tested in packages/component; here is the score.
  test.each(
    ['validation', 'binary'].flatMap((group) => scripts(group).map((file) => [group, file])),
  )('%s/%s is judged', async (group = '', file = '') => {
    const text = readFileSync(`${folder}${group}/${file}`, 'utf8');
    const score = await judgeScript(text, file, tools);
    note(group, file, score);
    expect(score.total).toBeGreaterThan(0);
    // The mistake of one is in the body of a core function, which is the engine's to find.
    expect(
      score.failures.filter(({ line }) => `${file}:${line}` !== 'core-modules.wast:24'),
    ).toEqual([]);
  });

  // Any error of jco's counts as the trap that is meant, and where it does not transpile a component, as its refusal.
  test.runIf(process.env['WIT_TS_JCO'] === '1')(
    'jco is scored',
    async () => {
      const found: Record<string, number> = {};
      for (const group of GROUPS) {
        let passed = 0;
        for (const file of scripts(group)) {
          const text = readFileSync(`${folder}${group}/${file}`, 'utf8');
          const score = isVerdicts(group)
            ? await judgeScript(text, file, tools, jcoVerdict)
            : await runScript(text, `${group}/${file}`, tools, jcoBindingsOf);
          passed += score.passed;
        }
        found[group] = passed;
      }
      await endJco();
      if (process.env['UPDATE_GOLDEN'] === '1') {
        const json = { version: jcoVersion(), passed: found };
        writeFileSync(JCO_SCORES, `${JSON.stringify(json, null, 2)}\n`);
      }
      expect(found).toEqual(jcoScores().passed);
    },
    900_000,
  );

  afterAll(() => {
    const { version, passed: theirs } = jcoScores();
    const lines = [...scores].flatMap(([group, { passed, total, lacking }]) => [
      `${group}: ${passed} of ${total} (jco ${version}: ${theirs[group] ?? '?'})`,
      ...lacking.map((item) => `  the engine lacks ${item}`),
    ]);
    console.log(
      `component model tests through generated bindings (of jco, any error counts as the trap that is meant)\n${lines.join('\n')}`,
    );
  });
});
