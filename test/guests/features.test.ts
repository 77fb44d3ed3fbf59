/** Forms of worlds that the echo of values has not, in a component written in TypeScript. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { componentToWit } from '@wit-ts/component';
import { viaBindings } from '../components/host.js';
import { viaJco } from '../components/jco.js';
import { builtGuest } from './build.js';

const WIT = `package t:features@1.0.0;

interface tokens {
  resource token;
}

interface store {
  use tokens.{token};
  make: func() -> token;
  spend: func(token: token) -> u8;
  resource entry {
    constructor(key: string) -> result<entry, string>;
    key: func() -> string;
    size: func() -> u32;
    open: static func(key: string) -> entry;
  }
  variant problem { missing(string), locked }
  read: func(key: string) -> result<u64, problem>;
  give: func(key: string) -> entry;
}

interface api {
  use store.{entry};
  resource counter {
    constructor(start: u32) -> result<counter, string>;
    next: func() -> u32;
    %constructor: func() -> string;
    starting-at: static func(start: u32) -> counter;
  }
  maps: func(value: map<string, list<u64>>) -> map<string, list<u64>>;
  deep: func(value: option<option<option<u8>>>) -> option<option<option<u8>>>;
  records: func(values: list<tuple<option<u64>, result<s64, char>>>) -> list<tuple<option<u64>, result<s64, char>>>;
  through: func(key: string) -> result<u64, string>;
  keys: func(entries: list<borrow<entry>>) -> list<string>;
  pass: func(entry: entry) -> entry;
  %default: func() -> string;
}

world features {
  import store;
  import now: func() -> u64;
  import log: func(text: string, level: u32);
  import settings: interface {
    get: func(name: string) -> option<string>;
  }
  export api;
  export run: func(name: string) -> string;
  export plugin: interface {
    name: func() -> string;
  }
}
`;

const APP = `
import { Entry, give, make, read, spend } from 't:features/store';
import * as exact from 't:features/store@1.0.0';
import { now, log } from 't:features/features';
import { get } from 'settings';

if (exact.Entry !== Entry) throw new Error('one interface has two classes');

let dropped = 0;

class Counter {
  #next: number;
  constructor(start: number) {
    if (start > 100) throw 'too high';
    this.#next = start;
  }
  next() {
    return this.#next++;
  }
  ['constructor']() {
    return 'a method';
  }
  static startingAt(start: number) {
    return new Counter(start);
  }
  [Symbol.dispose]() {
    dropped += 1;
  }
}

export const api = {
  Counter,
  maps: (value: Map<string, BigUint64Array>) => {
    if (!(value instanceof Map)) throw new TypeError('not a Map');
    for (const list of value.values()) if (!(list instanceof BigUint64Array)) throw new TypeError('not a typed array');
    return value;
  },
  deep: (value: unknown) => value,
  records: (value: unknown) => value,
  through: (key: string) => {
    try {
      return read(key);
    } catch (error) {
      const { payload } = error as { payload: { tag: string; val?: string } };
      throw payload.tag === 'missing' ? 'missing: ' + payload.val : payload.tag;
    }
  },
  keys: (entries: Entry[]) => entries.map((entry) => entry.key()),
  pass: (entry: Entry) => {
    if (!(entry instanceof Entry)) throw new TypeError('not an entry');
    return entry;
  },
  default: () => 'default',
};

export function run(name: string): string {
  log('run', 4294967295);
  const parts = [name, String(now()), get(name) ?? 'nothing', String(dropped)];
  const entry = new Entry('fresh');
  const given = give('given');
  parts.push(String(spend(make())));
  make()[Symbol.dispose]();
  parts.push(entry.key(), given.key(), Entry.open('opened').key(), String(entry.size()));
  given[Symbol.dispose]();
  given[Symbol.dispose]();
  try {
    given.key();
  } catch (error) {
    parts.push(String(error));
  }
  try {
    new Entry('');
  } catch (error) {
    parts.push(String(error));
  }
  return parts.join(', ');
}

export const plugin = { name: () => 'the plugin' };
`;

function read(key: string): bigint {
  if (key === 'locked') throw Object.assign(new Error(), { payload: { tag: 'locked' } });
  if (key === 'max') return 2n ** 64n - 1n;
  throw Object.assign(new Error(), { payload: { tag: 'missing', val: key } });
}

function some(val: unknown): unknown {
  return { tag: 'some', val };
}

/** The host's side of the world. */
function imports(): { imports: Record<string, unknown>; logged: unknown[]; dropped: string[] } {
  const logged: unknown[] = [];
  const dropped: string[] = [];
  class Entry {
    readonly #key: string;
    constructor(key: string) {
      if (key === '') throw Object.assign(new Error('no key'), { payload: 'no key' });
      this.#key = key;
    }
    key(): string {
      return this.#key;
    }
    size(): number {
      return 4_000_000_000;
    }
    static open(key: string): Entry {
      return new Entry(key);
    }
    [Symbol.dispose](): void {
      dropped.push(this.#key);
    }
  }
  class Token {
    [Symbol.dispose](): void {
      dropped.push('token');
    }
  }
  const spend = (token: unknown): number => (token instanceof Token ? 7 : 0);
  const store = {
    make: () => new Token(),
    spend,
    Entry,
    read,
    give: (key: string) => new Entry(key),
  };
  return {
    imports: {
      't:features/tokens': { Token },
      't:features/store': store,
      't:features/store@1.0.0': store,
      settings: { get: (name: string) => (name === 'Ada' ? 'set' : undefined) },
      now: { default: () => 2n ** 63n + 1n },
      log: { default: (...given: unknown[]) => logged.push(given) },
    },
    logged,
    dropped,
  };
}

interface Counter {
  next(): number;
  ['constructor'](): string;
  [Symbol.dispose](): void;
}

interface Api {
  Counter: { new (start: number): Counter; startingAt(start: number): Counter };
  maps(value: Map<string, BigUint64Array>): unknown;
  deep(value: unknown): unknown;
  records(value: unknown): unknown;
  through(key: string): bigint;
  keys(entries: unknown[]): string[];
  pass(entry: unknown): { key(): string };
  default(): string;
}

describe('a world with forms of every kind', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wit-ts-features-'));
  let bytes: Uint8Array = new Uint8Array();
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  beforeAll(async () => {
    const entry = join(folder, 'app.ts');
    writeFileSync(entry, APP);
    const wit = [{ path: 'features.wit', text: WIT }];
    bytes = await builtGuest({ entry, wit, backend: 'quickjs' });
  }, 60_000);

  it('has the world that was asked for, and nothing else', () => {
    const decoded = componentToWit(bytes, { name: 'features' });
    if (!decoded.ok) throw new Error('the component cannot be read');
    const world = decoded.resolve.worlds[decoded.world ?? 0];
    expect(
      [...(world?.imports.keys() ?? [])].filter((key) => !key.startsWith('#')).toSorted(),
    ).toEqual(['log', 'now', 'settings']);
    expect(
      [...(world?.exports.keys() ?? [])].filter((key) => !key.startsWith('#')).toSorted(),
    ).toEqual(['plugin', 'run']);
    expect(
      decoded.resolve.interfaces.map(({ name }) => name).filter((name) => name !== null),
    ).toEqual(expect.arrayContaining(['store', 'api']));
    expect(decoded.resolve.packages.map(({ name }) => name.namespace)).not.toContain('wasi');
  });

  describe.each([
    ['our bindings', viaBindings],
    ['jco', viaJco],
  ])('through %s', (by, instantiate) => {
    it('gives and takes values of every shape', async () => {
      const exports = await instantiate('features', bytes, imports().imports);
      const api = exports['api'] as Api;
      const map = new Map([
        ['a', BigUint64Array.of(1n, 2n ** 64n - 1n)],
        ['', new BigUint64Array()],
      ]);
      for (const value of [
        { tag: 'none' },
        some({ tag: 'none' }),
        some(some(7)),
        some(some(undefined)),
      ]) {
        // jco 1.34 knows options in options two deep.
        if (by !== 'jco') expect(api.deep(value)).toEqual(value);
      }
      if (by !== 'jco') expect(api.maps(map)).toEqual(map);
      const records = [
        [undefined, { tag: 'err', val: '💡' }],
        [2n ** 53n + 1n, { tag: 'ok', val: -(2n ** 63n) }],
      ];
      expect(api.records(records)).toEqual(records);
      expect(api.default()).toBe('default');
      expect((exports['plugin'] as { name(): string }).name()).toBe('the plugin');
    });

    it('calls imports of every kind', async () => {
      const host = imports();
      const exports = await instantiate('features', bytes, host.imports);
      const api = exports['api'] as Api;
      expect(api.through('max')).toBe(2n ** 64n - 1n);
      expect(() => api.through('locked')).toThrow('locked');
      expect(() => api.through('other')).toThrow('missing: other');
      expect((exports['run'] as (name: string) => string)('Ada')).toBe(
        'Ada, 9223372036854775809, set, 0, 7, fresh, given, opened, 4000000000, ' +
          'TypeError: entry: not a resource, or one that was dropped or given away, ComponentError: no key',
      );
      expect(host.logged).toEqual([['run', 4_294_967_295]]);
      expect(host.dropped).toContain('given');
      expect(host.dropped).toContain('token');
    });
  });

  it('tells the guest that a resource is dropped, and throws from a constructor', async () => {
    const host = imports();
    const exports = await viaBindings('features', bytes, host.imports);
    const { Counter, keys, pass } = exports['api'] as Api;
    expect(() => new Counter(101)).toThrow('too high');
    const counter = new Counter(5);
    expect([counter.next(), counter.next(), counter['constructor']()]).toEqual([5, 6, 'a method']);
    counter[Symbol.dispose]();
    Counter.startingAt(9)[Symbol.dispose]();
    const run = exports['run'] as (name: string) => string;
    expect(run('x')).toMatch(/^x, \d+, nothing, 2, /);
    const { Entry } = host.imports['t:features/store'] as { Entry: new (key: string) => object };
    expect(keys([new Entry('a'), new Entry('b')])).toEqual(['a', 'b']);
    expect(pass(new Entry('passed')).key()).toBe('passed');
  });
});
