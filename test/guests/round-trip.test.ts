/** Values of every type to a component written in TypeScript and back, through our host bindings and through jco. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateGuest } from '@wit-ts/bindgen-ts';
import type { BackendName } from '@wit-ts/guest-build';
import { resolveSources, selectWorld, type WitFunction } from '@wit-ts/wit-parser';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outcome, valuesOf } from '../components/arbitrary.js';
import { modelOf, read, witOf } from '../components/fixtures.js';
import { viaBindings } from '../components/host.js';
import { viaJco } from '../components/jco.js';
import { camel } from '../components/values.js';
import { builtGuest } from './build.js';

/** Runs for each signature. */
const numRuns = Number(process.env['WIT_TS_RUNS'] ?? 25);

type Exports = Record<string, unknown>;

const sources = fileURLToPath(new URL('fixtures/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'wit-ts-guests-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const wit = witOf('echo');
const { resolve } = modelOf(read('mirror'), 'mirror');
const functions: WitFunction[] = [
  ...(resolve.interfaces.find(({ name }) => name === 'values')?.functions.values() ?? []),
];

/** The sources with their bindings. */
async function prepare(): Promise<void> {
  cpSync(sources, folder, { recursive: true });
  const resolved = resolveSources(wit, {});
  for (const name of ['mirror', 'echo']) {
    const { world } = selectWorld(resolved.resolve, resolved.package ?? [], name);
    for (const { path, content } of await generateGuest({
      resolve: resolved.resolve,
      world: world ?? 0,
    })) {
      const file = join(folder, 'echo/bindings', path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  }
}

function member(exports: Exports, name: string): (...args: unknown[]) => unknown {
  const found = (exports['test:echo/values@0.1.0'] as Exports)[camel(name)];
  if (typeof found !== 'function') throw new Error(`there is no ${name}`);
  return found as (...args: unknown[]) => unknown;
}

const ready = prepare();

describe.each<BackendName>(['quickjs', 'starlingmonkey'])('%s', (backend) => {
  let ours: Exports = {};
  let theirs: Exports = {};
  let rust: Exports = {};

  beforeAll(async () => {
    await ready;
    const entry = join(folder, 'echo/mirror.ts');
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
          expect(outcome(() => other?.(...values))).toStrictEqual(wanted);
        }),
        { numRuns, includeErrorInReport: true },
      );
    },
    600_000,
  );
});
