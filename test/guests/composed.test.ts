/** Components written in TypeScript that import, and that hold resources, composed with each other and with those of Rust. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compose } from '@wit-ts/compose';
import { beforeAll, describe, expect, test } from 'vitest';
import { callAll } from '../components/call.js';
import { expectation, read, witOf } from '../components/fixtures.js';
import { viaBindings } from '../components/host.js';
import { absent, callInWasmtime } from '../components/wasmtime.js';
import { builtGuest } from './build.js';
import { echoSources } from './echo-sources.js';

interface Thing {
  name(): string;
  [Symbol.dispose](): void;
}

interface Crate {
  put(item: Thing): void;
  take(): Thing | undefined;
  count(): number;
}

/** The interface \`things\` as hosts see it. */
interface ThingsExports {
  Thing: { new (name: string): Thing; checked(name: string): Thing };
  Crate: new () => Crate;
  reverse(items: Thing[]): Thing[];
  passOption(item: Thing | undefined): Thing | undefined;
  passResult(item: { tag: 'ok'; val: Thing } | { tag: 'err'; val: string }): Thing;
  passLabelled(item: { label: string; item: Thing }): { label: string; item: Thing };
  passContent(item: { tag: string; val?: Thing[] }): { tag: string; val?: Thing[] };
  passTuple(items: [Thing, Crate]): [Thing, Crate];
  alive(): number;
}

function namesOf(list: readonly Thing[]): string[] {
  return list.map((thing) => thing.name());
}

const { calls } = expectation('echo');
const expected = calls.map(({ value }) => value);
const components = new Map<string, Uint8Array>();
let folder = '';

beforeAll(async () => {
  folder = await echoSources();
  for (const name of ['echo', 'mirror']) {
    components.set(`${name}-rust`, read(name));
    const entry = join(folder, `${name}.ts`);
    const options = { entry, wit: witOf('echo'), world: name, backend: 'quickjs' } as const;
    components.set(`${name}-ts`, await builtGuest(options));
    if (!withStarlingMonkey) continue;
    const backend = 'starlingmonkey';
    components.set(`${name}-starlingmonkey`, await builtGuest({ ...options, backend }));
  }
}, 600_000);

test('the sources fit their worlds', () => {
  const tsconfig = {
    compilerOptions: {
      target: 'es2022',
      lib: ['es2023', 'dom', 'esnext.disposable'],
      module: 'esnext',
      moduleResolution: 'bundler',
      types: [],
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
    },
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
  const tsc = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));
  const { stdout, status } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
  expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
});

/** StarlingMonkey takes most of a minute to make a component: with many runs it does not matter. */
const withStarlingMonkey = Number(process.env['WIT_TS_RUNS'] ?? 0) >= 100;

describe.each([
  ['echo-ts', 'mirror-rust'],
  ['echo-rust', 'mirror-ts'],
  ['echo-ts', 'mirror-ts'],
  ...(withStarlingMonkey
    ? [
        ['echo-starlingmonkey', 'mirror-rust'],
        ['echo-rust', 'mirror-starlingmonkey'],
        ['echo-starlingmonkey', 'mirror-ts'],
      ]
    : []),
])('%s with %s', (echo, mirror) => {
  let bytes: Uint8Array = new Uint8Array();

  beforeAll(() => {
    const inputs = [echo, mirror].map((name) => ({
      name,
      path: `${name}.wasm`,
      bytes: components.get(name) ?? new Uint8Array(),
    }));
    const result = compose(inputs);
    if (result.bytes === undefined) throw new Error(JSON.stringify(result.diagnostics));
    bytes = result.bytes;
  });

  test('answers as recorded', async () => {
    const exports = await viaBindings('composed', bytes, { log: { default: () => undefined } });
    expect(callAll(bytes, 'composed', exports, calls)).toEqual(expected);
  });

  test('passes resources within values of every kind', async () => {
    const exports = await viaBindings('composed', bytes, { log: { default: () => undefined } });
    const things = exports['test:echo/things@0.1.0'] as ThingsExports;
    const { Thing, Crate } = things;
    const made = (...names: string[]): Thing[] => names.map((name) => new Thing(name));
    expect(namesOf(things.reverse(made('a', 'b', 'c')))).toEqual(['c', 'b', 'a']);
    expect(things.passOption(new Thing('some'))?.name()).toBe('some');
    expect(things.passOption(undefined)).toBeUndefined();
    expect(things.passResult({ tag: 'ok', val: new Thing('ok') }).name()).toBe('ok');
    expect(() => things.passResult({ tag: 'err', val: 'no thing' })).toThrow('no thing');
    const labelled = things.passLabelled({ label: 'l', item: new Thing('held') });
    expect([labelled.label, labelled.item.name()]).toEqual(['l', 'held']);
    expect(things.passContent({ tag: 'empty' })).toEqual({ tag: 'empty' });
    const many = things.passContent({ tag: 'many', val: made('x', 'y') });
    expect(namesOf(many.val ?? [])).toEqual(['x', 'y']);
    const [thing, crate] = things.passTuple([new Thing('t'), new Crate()]);
    crate.put(thing);
    expect(crate.count()).toBe(1);
    expect(crate.take()?.name()).toBe('t');
    expect(crate.take()).toBeUndefined();
    expect(() => Thing.checked('')).toThrow('needs a name');
    expect(() => thing.name()).toThrow(TypeError);
    const before = things.alive();
    const short = new Thing('short');
    expect(things.alive()).toBe(before + 1);
    short[Symbol.dispose]();
    expect(things.alive()).toBe(before);
  });

  test.skipIf(absent !== undefined || echo !== 'echo-ts' || mirror !== 'mirror-ts')(
    `answers as recorded in Wasmtime${absent === undefined ? '' : ` (${absent})`}`,
    () => {
      const path = join(folder, 'composed.wasm');
      writeFileSync(path, bytes);
      expect(callInWasmtime(path, calls)).toEqual(expected);
    },
    120_000,
  );
});
