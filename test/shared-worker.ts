/**
 * Runs before every test file that has no worker of its own: what a file changes for the whole process would reach the files that
 * come after it in the same worker, so it fails where it does not put things back. A file that cannot goes to `ALONE` in
 * `vitest.config.ts`.
 */
import { afterAll, expect, vi } from 'vitest';

const BUILT_IN = [
  Object,
  Function,
  Array,
  String,
  Number,
  Boolean,
  Symbol,
  BigInt,
  Map,
  Set,
  WeakMap,
  WeakSet,
  Promise,
  Error,
  Date,
  RegExp,
  Uint8Array,
  ArrayBuffer,
  TextEncoder,
  TextDecoder,
];

const LAZY = Symbol('lazy');

/** What all files of a worker share, by name. */
function state(): Map<string, unknown> {
  const found = new Map<string, unknown>([
    ['process.cwd()', process.cwd()],
    ['process.exitCode', process.exitCode],
    ['process.argv', process.argv.join(' ')],
    ['process.stdout.write', process.stdout.write],
    ['process.stderr.write', process.stderr.write],
    ['timers', vi.isFakeTimers() ? 'fake' : 'real'],
  ]);
  for (const [name, value] of Object.entries(process.env)) found.set(`process.env.${name}`, value);
  for (const [owner, object] of [
    ['globalThis', globalThis],
    ['console', console],
    ...BUILT_IN.flatMap((each): [string, object][] => [
      [each.name, each],
      [`${each.name}.prototype`, each.prototype as object],
    ]),
  ] as const) {
    for (const key of Reflect.ownKeys(object)) {
      // Where Node.js keeps what `fetch` needs, once it is used.
      if (typeof key === 'symbol' && String(key).includes('undici')) continue;
      const own = Object.getOwnPropertyDescriptor(object, key);
      const name = `${owner}.${String(key)}`;
      // What Node.js makes when it is first asked for is an accessor before.
      const isLazy = own?.get !== undefined;
      found.set(name, isLazy ? LAZY : own?.value);
      if (own?.writable === false) found.set(`${name} (read-only)`, true);
    }
  }
  return found;
}

// Before the file is imported.
const before = state();

afterAll(() => {
  const after = state();
  const changed = [...before].flatMap(([name, value]) =>
    value !== LAZY && (!after.has(name) || !Object.is(value, after.get(name))) ? [name] : [],
  );
  // Only there: what a library adds when it is loaded, such as what this Node lacks, changes nothing that was there.
  const added = [...after.keys()].filter(
    (name) => name.startsWith('process.env.') && !before.has(name),
  );
  expect(
    [...changed, ...added],
    'a test file changes what the next one in its worker sees',
  ).toEqual([]);
});
