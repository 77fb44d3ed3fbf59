/** Pairs and chains of components in Rust, C, C++ and Go, composed and called. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose, type ComposeInput, type LinkChoice } from '@wit-ts/compose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callAll } from './call.js';
import { built, pathOf, read } from './fixtures.js';
import { viaBindings } from './host.js';
import { allChains, callsOf, type Chain, nameOf, someChains, WORK } from './relay.js';
import { absent, type Answer, answersInWasmtime, type Request } from './wasmtime.js';

const small = ['rust', 'c', 'cpp'];

/** Components in Go are large, so they are not committed. */
const withGo = ['maker-go', 'worker-go', 'stage-go'].every((name) => built.includes(name));

/** All 336 pairs and chains of up to four are a matter of minutes. */
const all = process.env['WIT_TS_CHAINS'] === 'all';

const languages = withGo ? [...small, 'go'] : small;

const chains: Chain[] = all
  ? [0, 1, 2].flatMap((stages) => allChains(languages, stages))
  : [
      ...allChains(small, 0),
      ...someChains(small, 1),
      ...someChains(small, 2),
      { stages: ['c', 'c', 'rust', 'c', 'cpp'], worker: 'c', maker: 'c' },
    ];

/** Few chains, since every instance of Go takes its time. */
const chainsWithGo: Chain[] = [
  { stages: ['rust', 'go'], worker: 'c', maker: 'go' },
  { stages: ['go', 'cpp'], worker: 'go', maker: 'rust' },
];

/** The parts under names of their own, and each linked to the next. */
function partsOf({ stages, worker, maker }: Chain): {
  inputs: ComposeInput[];
  links: LinkChoice[];
} {
  const parts = [
    ...stages.map((language, index) => ({ name: `stage${index}`, file: `stage-${language}` })),
    { name: 'worker', file: `worker-${worker}` },
    { name: 'maker', file: `maker-${maker}` },
  ];
  return {
    inputs: parts.map(({ name, file }) => ({ name, path: pathOf(file), bytes: read(file) })),
    links: stages.map((_, index) => ({
      importer: `stage${index}`,
      import: WORK,
      provider: index === stages.length - 1 ? 'worker' : `stage${index + 1}`,
    })),
  };
}

function composedOf(chain: Chain): Uint8Array {
  const { inputs, links } = partsOf(chain);
  const { bytes, diagnostics } = compose(inputs, { links });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return bytes ?? new Uint8Array();
}

async function expectAnswers(chain: Chain, bytes: Uint8Array): Promise<void> {
  const calls = callsOf(chain);
  const exports = await viaBindings('relay', bytes);
  expect(callAll(bytes, 'relay', exports, calls)).toEqual(calls.map(({ value }) => value));
}

describe('composed and called through our bindings', () => {
  test.each(chains.map((chain) => [nameOf(chain), chain] as const))('%s', (_, chain) =>
    expectAnswers(chain, composedOf(chain)),
  );
});

const withoutGo = withGo ? '' : ' (not built here: `npm run fixtures` where Go is present)';

describe.skipIf(!withGo || all)(`with Go${withoutGo}`, () => {
  test.each(chainsWithGo.map((chain) => [nameOf(chain), chain] as const))('%s', (_, chain) =>
    expectAnswers(chain, composedOf(chain)),
  );
});

test('the first of all that can serve a stage is not taken: the order has to be chosen', () => {
  const { inputs } = partsOf({ stages: ['rust', 'c'], worker: 'cpp', maker: 'c' });
  const [diagnostic] = compose(inputs).diagnostics;
  expect(diagnostic).toMatchObject({ severity: 'error', code: 'LNK0010' });
});

const inWasmtime = `in Wasmtime${absent === undefined ? '' : ` (${absent})`}`;
const wac = spawnSync('wac', ['--version']).status === 0;

describe.skipIf(absent !== undefined)(inWasmtime, () => {
  let folder = '';
  const answers = new Map<string, Answer[]>();
  const light = all ? chains.filter((chain) => !nameOf(chain).includes('go')) : chains.slice(-4);
  const subjects = light.map((chain) => [nameOf(chain), chain] as const);

  // One process for all of them.
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'wit-ts-'));
    const requests: Request[] = [];
    for (const [name, chain] of subjects) {
      const component = join(folder, `${requests.length}.wasm`);
      writeFileSync(component, composedOf(chain));
      requests.push({ component, calls: callsOf(chain) });
      answers.set(name, []);
      if (!wac) continue;
      const other = join(folder, `${requests.length}.wasm`);
      composeByWac(chain, folder, other);
      requests.push({ component: other, calls: callsOf(chain) });
      answers.set(`${name}, by wac`, []);
    }
    const given = answersInWasmtime(requests);
    for (const [index, name] of [...answers.keys()].entries()) {
      answers.set(name, given[index] ?? []);
    }
  }, 300_000);

  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(subjects)('%s', (name, chain) => {
    expect(answers.get(name)).toEqual(callsOf(chain).map(({ value }) => ({ value })));
  });

  const noWac = wac ? '' : ' (no wac on the PATH: `cargo install wac-cli --version 0.12.0`)';

  test.skipIf(!wac).each(subjects)(`%s, composed by native wac${noWac}`, (name, chain) => {
    expect(answers.get(`${name}, by wac`)).toEqual(callsOf(chain).map(({ value }) => ({ value })));
  });
});

function composeByWac(chain: Chain, folder: string, output: string): void {
  const source = join(folder, 'app.wac');
  const { text, deps } = documentOf(chain);
  writeFileSync(source, text);
  const args = ['compose', source, ...deps, '-o', output];
  const { status, stderr } = spawnSync('wac', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

/** A document for wac, and where its packages are. */
function documentOf({ stages, worker, maker }: Chain): { text: string; deps: string[] } {
  const files = [`maker-${maker}`, `worker-${worker}`, ...stages.map((each) => `stage-${each}`)];
  const lines = [
    'package test:relay-app;',
    `let maker = new part:maker-${maker} { ... };`,
    `let work0 = new part:worker-${worker} { ...maker, ... };`,
    ...stages
      .toReversed()
      .map(
        (stage, index) =>
          `let work${index + 1} = new part:stage-${stage} { ...work${index}, ...maker, ... };`,
      ),
    'export maker["test:relay/counters@1.0.0"];',
    `export work${stages.length}["${WORK}"];`,
  ];
  const deps = [...new Set(files)].flatMap((file) => ['--dep', `part:${file}=${pathOf(file)}`]);
  return { text: lines.join('\n'), deps };
}
