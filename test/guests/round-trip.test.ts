/** Values of every type to a component written in TypeScript and back, through our host bindings and through jco. */
import { join } from 'node:path';
import type { BackendName } from '@wit-ts/guest-build';
import type { WitFunction } from '@wit-ts/wit-parser';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { outcome, valuesOf } from '../components/arbitrary.js';
import { modelOf, read, witOf } from '../components/fixtures.js';
import { viaBindings } from '../components/host.js';
import { viaJco } from '../components/jco.js';
import { camel } from '../components/values.js';
import { builtGuest } from './build.js';
import { echoSources } from './echo-sources.js';

/** Runs for each signature. */
const numRuns = Number(process.env['WIT_TS_RUNS'] ?? 10);

type Exports = Record<string, unknown>;

function member(exports: Exports, name: string): (...args: unknown[]) => unknown {
  const found = (exports['test:echo/values@0.1.0'] as Exports)[camel(name)];
  if (typeof found !== 'function') throw new Error(`there is no ${name}`);
  return found as (...args: unknown[]) => unknown;
}

const wit = witOf('echo');
const { resolve } = modelOf(read('mirror'), 'mirror');
const functions: WitFunction[] = [
  ...(resolve.interfaces.find(({ name }) => name === 'values')?.functions.values() ?? []),
];

/** StarlingMonkey takes most of a minute to make a component: with many runs it does not matter. */
const backends: readonly BackendName[] =
  numRuns < 100 ? ['quickjs'] : ['quickjs', 'starlingmonkey'];

/**
 * jco 1.34 fills a negative `f32` in the flat form of a variant up with its sign, where the specification has zeros, and
 * the bindings of StarlingMonkey do not cut that off.
 */
const withoutJco: Readonly<Record<BackendName, readonly string[]>> = {
  quickjs: [],
  starlingmonkey: ['echo-shape'],
};

describe.each(backends)('%s', (backend) => {
  let ours: Exports = {};
  let theirs: Exports = {};
  let rust: Exports = {};

  beforeAll(async () => {
    const entry = join(await echoSources(), 'mirror.ts');
    const bytes = await builtGuest({ entry, wit, world: 'mirror', backend });
    ours = await viaBindings('mirror-ts', bytes);
    theirs = await viaJco('mirror-ts', bytes);
    rust = await viaBindings('mirror', read('mirror'));
  }, 300_000);

  test.each(functions.map((item) => [item.name, item] as const))(
    '%s',
    (name, item) => {
      const args = fc.tuple(...item.params.map(({ type }) => valuesOf(resolve, type)));
      const [mine, other, expected] = [ours, theirs, rust].map((exports) => member(exports, name));
      fc.assert(
        fc.property(args, (values) => {
          const wanted = outcome(() => expected?.(...values));
          expect(outcome(() => mine?.(...values))).toStrictEqual(wanted);
          if (withoutJco[backend].includes(name)) return;
          expect(outcome(() => other?.(...values))).toStrictEqual(wanted);
        }),
        { numRuns, includeErrorInReport: true },
      );
    },
    600_000,
  );
});
