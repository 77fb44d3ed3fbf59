/** The components answer what they were recorded to answer, however they are called. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose } from '@wit-ts/compose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callAll, type Exports } from './call.js';
import { expectation, implementationsOf, isCommitted, pathOf, read } from './fixtures.js';
import { viaBindings } from './host.js';
import { viaJco } from './jco.js';
import { absent, callInWasmtime } from './wasmtime.js';

const hosts = [
  ['our bindings', viaBindings],
  ['jco', viaJco],
] as const;

const inWasmtime = `in Wasmtime${absent === undefined ? '' : ` (${absent})`}`;

/** The Python processor takes a minute, so it is run where fixtures are rebuilt. */
function usual(names: string[]): string[] {
  return isCommitted() ? quick(names) : names;
}

function quick(names: string[]): string[] {
  return names.filter((name) => !name.endsWith('-python'));
}

/** The components composed by wit-ts. */
function composed(names: string[]): Uint8Array {
  const inputs = names.map((name) => ({ name, path: pathOf(name), bytes: read(name) }));
  const { bytes, diagnostics } = compose(inputs);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (bytes === undefined) throw new Error(errors[0]?.message ?? 'nothing was composed');
  return bytes;
}

describe.each(['hello', 'image-processor', 'processor', 'scorer'])('%s', (name) => {
  const { calls } = expectation(name);
  const expected = calls.map(({ value }) => value);

  describe.each(hosts)('called through %s', (_host, instantiate) => {
    test.each(quick(implementationsOf(name)))('%s answers as recorded', async (implementation) => {
      const bytes = read(implementation);
      const exports = await instantiate(implementation, bytes);
      expect(callAll(bytes, implementation, exports, calls)).toEqual(expected);
    });
  });

  test.skipIf(absent !== undefined).each(usual(implementationsOf(name)))(
    `%s answers as recorded, ${inWasmtime}`,
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
  const [first = ''] = providers;
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'wit-ts-'));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(hosts)(
    'answers as recorded where JavaScript hands the parts to each other, through %s',
    async (_host, instantiate) => {
      const imports: Exports = { log: { default: () => undefined } };
      for (const provider of providers) {
        for (const [key, value] of Object.entries(await instantiate(provider, read(provider)))) {
          if (key.includes(':')) imports[key.replace(/@.*/, '')] = value;
        }
      }
      const bytes = read(root);
      const exports = await instantiate(root, bytes, imports);
      expect(callAll(bytes, root, exports, calls)).toEqual(expected);
    },
  );

  // jco takes the representation 0, which QuickJS gives its first resource, for a missing handle.
  test('answers as recorded composed, through our bindings', async () => {
    const bytes = composed(components);
    const exports = await viaBindings(name, bytes, { log: () => undefined });
    expect(callAll(bytes, name, exports, calls)).toEqual(expected);
  });

  // Whatever implements the processor, the service answers the same.
  test.skipIf(absent !== undefined).each(usual(implementationsOf(first)))(
    `answers as recorded composed with %s, ${inWasmtime}`,
    (chosen) => {
      const app = join(folder, `${chosen}-app.wasm`);
      writeFileSync(app, composed(components.map((each) => (each === first ? chosen : each))));
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
