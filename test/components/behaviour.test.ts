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

describe('the telemetry service', () => {
  const { calls, components } = expectation('telemetry');
  const expected = calls.map(({ value }) => value);
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'wit-ts-'));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  test('answers as recorded where JavaScript hands the parts to each other, in jco', async () => {
    const [processor, scorer] = await Promise.all([
      instantiate('processor', read('processor')),
      instantiate('scorer', read('scorer')),
    ]);
    const imports: Exports = {
      'edge:telemetry/processor': processor['processor'],
      'edge:telemetry/scorer': scorer['scorer'],
    };
    const ingest = read('ingest');
    const exports = await instantiate('ingest', ingest, imports);
    expect(callAll(ingest, 'ingest', exports, calls)).toEqual(expected);
  });

  // Whatever implements the processor, the service answers the same.
  test.skipIf(absent !== undefined).each(usual(implementationsOf('processor')))(
    `answers as recorded composed with %s, in Wasmtime${absent === undefined ? '' : ` (${absent})`}`,
    (processor) => {
      const names = components.map((name) => (name === 'processor' ? processor : name));
      const inputs = names.map((name) => ({ name, path: pathOf(name), bytes: read(name) }));
      const { bytes, diagnostics } = compose(inputs);
      expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
      const app = join(folder, `${processor}-app.wasm`);
      writeFileSync(app, bytes ?? new Uint8Array());
      expect(callInWasmtime(app, calls)).toEqual(expected);
    },
    120_000,
  );
});
