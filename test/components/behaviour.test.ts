/** The components answer what they were recorded to answer, however they are called. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callAll, type Exports } from './call.js';
import { composed, composedByDocument } from './compositions.js';
import { built, expectation, implementationsOf, isCommitted, pathOf, read } from './fixtures.js';
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

describe('telemetry, composed by a document', () => {
  const { calls, components } = expectation('telemetry');
  const text = readFileSync(new URL('../../examples/telemetry/app.wac', import.meta.url), 'utf8');
  const packages = new Map(components.map((name) => [`edge:${name}`, name]));

  test('answers as recorded, through our bindings', async () => {
    const bytes = composedByDocument(text, packages);
    const exports = await viaBindings('telemetry', bytes);
    expect(callAll(bytes, 'telemetry', exports, calls)).toEqual(calls.map(({ value }) => value));
  });
});

const withoutPython = built.includes('processor-python')
  ? ''
  : ' (not built here: `pip install componentize-py==0.25.1`, then `npm run fixtures -- processor-python`)';

describe.skipIf(withoutPython !== '')(
  `telemetry with its processor in Python${withoutPython}`,
  () => {
    const { calls, components } = expectation('telemetry');
    const names = components.map((name) => (name === 'processor' ? 'processor-python' : name));

    test('answers as recorded composed, through our bindings', async () => {
      const bytes = composed(names);
      const exports = await viaBindings('telemetry', bytes);
      expect(callAll(bytes, 'telemetry', exports, calls)).toEqual(calls.map(({ value }) => value));
    });
  },
);

describe('what echo and mirror were recorded to answer', () => {
  const given = expectation('echo').calls.filter(({ function: name }) =>
    /^(echo|fail)-/.test(name),
  );

  test('is what they were given', () => {
    expect(given.length).toBeGreaterThan(100);
    expect(given.map(({ value }) => value)).toEqual(given.map(({ args }) => args[0]));
  });
});
