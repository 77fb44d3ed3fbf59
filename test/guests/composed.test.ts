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
  }
}, 120_000);

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

describe.each([
  ['echo-ts', 'mirror-rust'],
  ['echo-rust', 'mirror-ts'],
  ['echo-ts', 'mirror-ts'],
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

  test.skipIf(absent !== undefined)(
    `answers as recorded in Wasmtime${absent === undefined ? '' : ` (${absent})`}`,
    () => {
      const path = join(folder, 'composed.wasm');
      writeFileSync(path, bytes);
      expect(callInWasmtime(path, calls)).toEqual(expected);
    },
    120_000,
  );
});
