import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose } from '@wit-ts/compose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectation, implementationsOf, isCommitted, pathOf, read } from './fixtures.js';
import { callAll, instantiate, type Exports } from './jco.js';
import { absent, callInWasmtime } from './wasmtime.js';

/** The Python processor takes a minute, so it is run where fixtures are rebuilt. */
function usual(names: string[]): string[] {
  return isCommitted() ? quick(names) : names;
}

function quick(names: string[]): string[] {
  return names.filter((name) => !name.endsWith('-python'));
}

describe.each(['hello', 'image-processor', 'processor', 'scorer'])('%s', (name) => {
  const { calls } = expectation(name);
  const expected = calls.map(({ value }) => value);

  test.each(quick(implementationsOf(name)))(
    '%s answers as recorded, in jco',
    async (implementation) => {
      const bytes = read(implementation);
      const exports = await instantiate(implementation, bytes);
      expect(callAll(bytes, implementation, exports, calls)).toEqual(expected);
    },
  );

  test.skipIf(absent !== undefined).each(usual(implementationsOf(name)))(
    `%s answers as recorded, in Wasmtime${absent === undefined ? '' : ` (${absent})`}`,
    (implementation) => {
      expect(callInWasmtime(pathOf(implementation), calls)).toEqual(expected);
    },
    120_000,
  );
});

describe.each(['telemetry', 'echo'])('%s, composed', (name) => {
  const { calls, components } = expectation(name);
  const expected = calls.map(({ value }) => value);
  const [root = '', ...providers] = components;
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'wit-ts-'));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  test('answers as recorded where JavaScript hands the parts to each other, in jco', async () => {
    const imports: Exports = { log: { default: () => undefined } };
    for (const provider of providers) {
      for (const [key, value] of Object.entries(await instantiate(provider, read(provider)))) {
        if (key.includes(':')) imports[key.replace(/@.*/, '')] = value;
      }
    }
    const bytes = read(root);
    const exports = await instantiate(root, bytes, imports);
    expect(callAll(bytes, root, exports, calls)).toEqual(expected);
  });

  // Whatever implements the processor, the service answers the same.
  const [first = ''] = providers;
  test.skipIf(absent !== undefined).each(usual(implementationsOf(first)))(
    `answers as recorded composed with %s, in Wasmtime${absent === undefined ? '' : ` (${absent})`}`,
    (chosen) => {
      const names = components.map((each) => (each === first ? chosen : each));
      const inputs = names.map((each) => ({ name: each, path: pathOf(each), bytes: read(each) }));
      const { bytes, diagnostics } = compose(inputs);
      expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
      const app = join(folder, `${chosen}-app.wasm`);
      writeFileSync(app, bytes ?? new Uint8Array());
      expect(callInWasmtime(app, calls)).toEqual(expected);
    },
    120_000,
  );
});

describe('what echo and mirror were recorded to answer', () => {
  const given = expectation('echo').calls.filter(({ function: name }) =>
    /^(echo|fail)-/.test(name),
  );

  test('is what they were given', () => {
    expect(given.length).toBeGreaterThan(100);
    expect(given.map(({ value }) => value)).toEqual(given.map(({ args }) => args[0]));
  });
});
