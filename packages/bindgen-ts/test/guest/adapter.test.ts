/** The adapter between a user's module and an engine, run in this process with an engine that is made up. */
import { resolveSources, selectWorld } from '@wit-ts/wit-parser';
import { build, type Plugin } from 'esbuild';
import { describe, expect, it, vi } from 'vitest';
import {
  generateGuestAdapter,
  type GuestDialect,
  QUICKJS,
  RAW_PREFIX,
  STARLINGMONKEY,
  USER_MODULE,
} from '../../src/index.js';

const WIT = `package t:adapter@1.0.0;

interface host {
  resource file {
    constructor(name: string);
    name: func() -> string;
    close: static func(file: file);
  }
  enum level { low, high }
  echo: func(value: u64) -> u64;
  big: func(value: u32) -> u32;
  maybe: func(value: option<u8>) -> option<u8>;
  risky: func() -> result<level, level>;
}

interface guest {
  use host.{file};
  enum color { red, dark-green }
  flags rights { read, to-string }
  variant form { point, circle(f64) }
  record part { name: string, note: option<string>, size: option<u64>, to-string: option<u8> }
  give: func(what: u32) -> color;
  access: func() -> rights;
  shape: func() -> form;
  item: func(value: part) -> part;
  chars: func() -> list<char>;
  pair: func() -> tuple<u8, s8>;
  text: func() -> string;
  longs: func(value: list<s64>) -> list<s64>;
  fails: func() -> result<u8, string>;
  look: func(file: borrow<file>) -> string;
}

world adapter {
  import host;
  export guest;
}
`;

type Functions = Record<string, (...args: unknown[]) => unknown>;

/** The exports that an engine would see, of a module with these members of `guest`. */
async function adapted(guest: string, dialect: GuestDialect, raw = ''): Promise<Functions> {
  const { resolve, package: id, diagnostics } = resolveSources([{ path: 'a.wit', text: WIT }], {});
  expect(diagnostics).toEqual([]);
  const { world = -1 } = selectWorld(resolve, id ?? [], undefined);
  const { entry, modules } = generateGuestAdapter({ resolve, world, dialect });
  const inMemory: Plugin = {
    name: 'memory',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /.*/ }, ({ path }) => ({ path, namespace: 'memory' }));
      onLoad({ filter: /.*/, namespace: 'memory' }, ({ path }) => {
        if (path === 'entry') return { contents: entry };
        if (path === USER_MODULE) return { contents: guest };
        if (path.startsWith(RAW_PREFIX)) return { contents: raw === '' ? 'export {};' : raw };
        return { contents: modules.get(path) ?? '' };
      });
    },
  };
  const { outputFiles } = await build({
    entryPoints: ['entry'],
    bundle: true,
    write: false,
    format: 'esm',
    logLevel: 'silent',
    plugins: [inMemory],
  });
  const text = outputFiles[0]?.text ?? '';
  const url = `data:text/javascript;base64,${Buffer.from(text).toString('base64')}`;
  const module = (await import(/* @vite-ignore */ url)) as { guest: Functions };
  return module.guest;
}

const RAW = `
  export class File {
    constructor(name) { this.n = name; }
    name() { return this.n; }
    static close(file) { file.n = 'closed'; }
    [Symbol.for('dispose')]() { this.n = 'dropped'; }
  }
  export const echo = (value) => value;
  export const big = echo, maybe = echo;
  export const risky = () => { throw Object.assign(new Error('high'), { payload: 'high' }); };
`;

/** What the function gives or throws. */
async function thrown(body: string, dialect: GuestDialect): Promise<unknown> {
  const made = await adapted(`export const guest = { fails: () => { ${body} } };`, dialect, RAW);
  try {
    return made['fails']?.();
  } catch (error) {
    return error;
  }
}

describe('what the engine hands over', () => {
  const guest = `
    import { big, echo, File, maybe, risky } from 't:adapter/host';
    export const guest = {
      give: (what) => { if (what !== 4294967295) throw new Error('got ' + what); return 'dark-green'; },
      item: (value) => {
        if ('note' in value || value.size !== 18446744073709551615n) throw new Error('wrong');
        return value;
      },
      longs: (value) => {
        if (!(value instanceof BigInt64Array)) throw new Error('not a typed array');
        return [...value];
      },
      look: (file) => (file instanceof File ? file.name() : 'no file'),
      text: () => {
        const file = new File('f');
        const results = [echo(18446744073709551615n), big(4294967295), maybe(undefined), file.name()];
        try { risky(); } catch (error) { results.push(error.payload, error instanceof Error); }
        File.close(file);
        try { file.name(); } catch (error) { results.push(error.message); }
        return results.join();
      },
    };`;

  it('QuickJS', async () => {
    const made = await adapted(guest, QUICKJS, RAW);
    expect(made['give']?.(-1)).toBe('dark-green');
    const item = { name: 'n', note: null, size: '0xffffffffffffffff', toString: null };
    expect(made['item']?.(item)).toEqual(item);
    expect(made['longs']?.(['0xffffffffffffffff', '0x0000000000000001'])).toEqual(
      BigInt64Array.of(-1n, 1n),
    );
    const raw = { name: () => 'raw' };
    expect(made['look']?.(raw)).toBe('raw');
    expect(made['text']?.()).toBe(
      '18446744073709551615,4294967295,,f,high,true,file: not a resource, or one that was dropped or given away',
    );
  });

  it('StarlingMonkey', async () => {
    const made = await adapted(guest, STARLINGMONKEY, RAW);
    expect(made['give']?.(4294967295)).toBe('dark-green');
    const item = { name: 'n', note: undefined, size: 2n ** 64n - 1n, toString: undefined };
    expect(made['item']?.(item)).toEqual(item);
    expect(made['longs']?.([-1n])).toEqual(BigInt64Array.of(-1n));
    expect(made['text']?.()).toContain('18446744073709551615,4294967295,,f,high,true');
  });
});

describe('values that do not fit their type', () => {
  it.each([
    ['give', "() => 'green'", 'expected one of red, dark-green, got the string "green"'],
    ['access', '() => 5', 'expected an object, got 5'],
    [
      'shape',
      "() => ({ tag: 'square' })",
      'expected a tag of the variant, got the string "square"',
    ],
    ['shape', '() => undefined', 'expected a tag of the variant, got undefined'],
    ['item', '() => null', 'expected an object, got null'],
    ['item', '() => ({ name: 5 })', 'expected a string, got 5'],
    ['chars', "() => ['ab']", 'expected a string of one character, got the string "ab"'],
    [
      'chars',
      String.raw`() => ['\ud800']`,
      'expected a string of one character, got the string "\\ud800"',
    ],
    ['chars', '() => 5', 'expected an array, got 5'],
    ['pair', '() => [1, 2, 3]', 'expected an array of 2, got an array'],
    ['text', '() => Symbol()', 'expected a string, got a symbol'],
  ])('%s: %s', async (name, body, message) => {
    const made = await adapted(`export const guest = { ${name}: ${body} };`, QUICKJS, RAW);
    expect(() => made[name]?.({ name: '' })).toThrow(new TypeError(message));
  });
});

describe('values that the engine gets', () => {
  it.each([
    ['access', '() => ({ read: 1 })', { read: true, toString: false }],
    ['shape', "() => ({ tag: 'circle', val: 1.5 })", { tag: 'circle', val: 1.5 }],
    ['pair', '() => [257, 255]', [1, -1]],
    ['text', String.raw`() => 'a\ud800'`, 'a\ufffd'],
    ['item', "() => ({ name: 'n' })", { name: 'n', note: null, size: null, toString: null }],
  ])('%s: %s', async (name, body, expected) => {
    const made = await adapted(`export const guest = { ${name}: ${body} };`, QUICKJS, RAW);
    expect(made[name]?.({ name: '' })).toEqual(expected);
  });

  it('an err is what is thrown, and another error stays one', async () => {
    for (const dialect of [QUICKJS, STARLINGMONKEY]) {
      expect(await thrown("throw 'no'", dialect)).toEqual({ payload: 'no' });
      const wrapped = "throw Object.assign(new Error(), { payload: 'no' })";
      expect(await thrown(wrapped, dialect)).toEqual({ payload: 'no' });
      expect(await thrown('return 7', dialect)).toBe(7);
    }
    expect(await thrown("throw new RangeError('bug')", STARLINGMONKEY)).toEqual(
      new RangeError('bug'),
    );
    const printed = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    // QuickJS would take the message for the err: what it gets instead is no string.
    const trap = (await thrown("throw new RangeError('bug')", QUICKJS)) as { payload: unknown };
    expect(typeof trap.payload).toBe('symbol');
    expect(printed.mock.calls[0]?.[0]).toMatch(/^Uncaught RangeError: bug\n/);
    printed.mockRestore();
  });
});
