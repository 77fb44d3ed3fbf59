/** The same random values through our bindings and through jco's, to a component that hands them four times on. */
import { compose } from '@wit-ts/compose';
import type { WitFunction } from '@wit-ts/wit-parser';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { outcome, valuesOf } from '../../../../test/components/arbitrary.js';
import { modelOf, pathOf, read } from '../../../../test/components/fixtures.js';
import { viaJco } from '../../../../test/components/jco.js';
import { camel } from '../../../../test/components/values.js';
import { bindingsOf, type Exports } from '../../../../test/reference/bindings.js';

/** Runs for each signature; 10,000 take minutes. */
const numRuns = Number(process.env['WIT_TS_RUNS'] ?? 40);

const components = ['echo', 'mirror'];
const interfaceName = 'test:echo/values@0.1.0';

function composed(): Uint8Array {
  const inputs = components.map((name) => ({ name, path: pathOf(name), bytes: read(name) }));
  const { bytes } = compose(inputs);
  if (bytes === undefined) throw new Error('nothing was composed');
  return bytes;
}

const bytes = composed();
const { resolve } = modelOf(bytes, 'echo');

function functions(): WitFunction[] {
  const definition = resolve.interfaces.find(({ name }) => name === 'values');
  return [...(definition?.functions.values() ?? [])];
}

function member(exports: Exports, name: string): (...args: unknown[]) => unknown {
  const found = (exports[interfaceName] as Record<string, unknown>)[camel(name)];
  if (typeof found !== 'function') throw new Error(`there is no ${name}`);
  return found as (...args: unknown[]) => unknown;
}

describe('random values', () => {
  let ours: Exports = {};
  let theirs: Exports = {};

  beforeAll(async () => {
    const log = { log: { default: () => undefined } };
    ours = (await bindingsOf(bytes, 'echo')).instantiate(log);
    theirs = await viaJco('echo', bytes, log);
  }, 60_000);

  test.each(functions().map((item) => [item.name, item] as const))(
    '%s gives what jco gives',
    (name, item) => {
      const args = fc.tuple(...item.params.map(({ type }) => valuesOf(resolve, type)));
      const [mine, other] = [member(ours, name), member(theirs, name)];
      fc.assert(
        fc.property(args, (values) => {
          expect(outcome(() => mine(...values))).toStrictEqual(outcome(() => other(...values)));
        }),
        { numRuns, includeErrorInReport: true },
      );
    },
    600_000,
  );
});
