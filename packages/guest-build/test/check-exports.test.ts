import { resolveSources, selectWorld } from '@wit-ts/wit-parser';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { buildGuest } from '../src/index.js';

const WIT = `package acme:shop@1.0.0;

interface prices {
  resource cart {
    constructor(owner: string);
    add: func(id: u32);
    total: func() -> u64;
    empty: static func() -> cart;
  }
  look-up: func(id: u32) -> option<u64>;
}

world shop {
  export prices;
  export ping: func() -> string;
}
`;

/** All that the world asks for. */
const GOOD = `
class Base { total(): bigint { return 1n; } }
class Cart extends Base { add(id: number): void {} static empty(): Cart { return new Cart(); } }
export const prices = { Cart, lookUp: (id: number) => undefined };
export function ping(): string { return 'pong'; }
`;

/** What is said of a module, each diagnostic as its text and places; `built` where it goes on to the back end. */
async function check(source: string): Promise<string[]> {
  const {
    resolve,
    package: id,
    origins,
    sources,
  } = resolveSources([{ path: 'shop.wit', text: WIT }], {});
  const { world } = selectWorld(resolve, id ?? [], undefined);
  if (world === undefined) throw new Error('there is no world');
  const result = await buildGuest(
    { resolve, world, origins, sources, entry: 'app.ts', debug: false },
    {
      async bundle({ entry }) {
        if ('text' in entry) return { code: '', map: '{}', exports: [] };
        const made = await build({
          stdin: { contents: source, sourcefile: 'app.ts', loader: 'ts' },
          bundle: true,
          write: false,
          metafile: true,
          sourcemap: 'external',
          outfile: 'bundle.js',
          format: 'esm',
        });
        const [map, code] = made.outputFiles;
        const exports = Object.values(made.metafile.outputs).flatMap((output) => output.exports);
        return { code: code?.text ?? '', map: map?.text ?? '', exports };
      },
    },
    { name: 'quickjs', componentize: () => Promise.reject(new Error('built')) },
  ).catch((error: unknown) => String(error));
  if (typeof result === 'string') return [result];
  const place = (span: { file: string; start: number } | undefined): string => {
    const at = span && result.sources.lineColumn(span);
    return at === undefined ? 'nowhere' : `${span?.file ?? ''}:${at.line}:${at.column}`;
  };
  return result.diagnostics.map(
    ({ code, message, help, span, related }) =>
      `${code} ${place(span)} ${related?.map((each) => place(each.span)).join() ?? 'alone'}: ${message}; ${help ?? ''}`,
  );
}

describe('exports of a module', () => {
  it('are accepted where all are there, inherited methods among them', async () => {
    expect(await check(GOOD)).toEqual(['BackendError: built']);
  });

  it.each([
    [
      'a missing function, with the name that may be meant',
      GOOD.replace('function ping', 'function pings'),
      'BLD0001 shop.wit:15:10 app.ts:5:8: the world exports the function ping, and app.ts has no export `ping`; export it as `ping`, not `pings`',
    ],
    [
      'a missing interface',
      GOOD.replace('export const prices', 'const prices'),
      'BLD0001 shop.wit:14:10 app.ts:1:1: the world exports the interface acme:shop/prices@1.0.0, and app.ts has no export `prices`; add `export const prices = { … }`; wit-ts bindgen guest --stub writes a start',
    ],
    [
      'a text in place of a function',
      GOOD.replace(/export function ping.*/, "export const ping = 'pong';"),
      'BLD0002 shop.wit:15:10 app.ts:5:21: `ping` has to be a function, and is a string; export a function',
    ],
    [
      'a function in place of an interface',
      GOOD.replace(/export const prices = .*/, 'export function prices() {}'),
      'BLD0002 shop.wit:14:10 app.ts:4:8: `prices` has to be an object with the functions of the interface, and is a function; export an object with the functions of the interface',
    ],
    [
      'a missing function of an interface',
      GOOD.replace('lookUp', 'lookup'),
      'BLD0001 shop.wit:10:3 app.ts:4:31: acme:shop/prices@1.0.0 has the function `look-up`, and `prices` has no member `lookUp`; call it `lookUp`, not `lookup`',
    ],
    [
      'a missing resource',
      GOOD.replace('{ Cart, ', '{ '),
      'BLD0001 shop.wit:14:10 app.ts:4:23: acme:shop/prices@1.0.0 has the resource `Cart`, and `prices` has no member `Cart`; add `Cart`',
    ],
    [
      'an object in place of a class',
      GOOD.replace('{ Cart, ', '{ Cart: {}, '),
      'BLD0002 shop.wit:14:10 app.ts:4:31: `prices.Cart` has to be a class, and is an object; give the class itself, which extends the generated one',
    ],
    [
      'a missing method',
      GOOD.replace('add(', 'ad('),
      'BLD0001 shop.wit:6:5 app.ts:3:1: acme:shop/prices@1.0.0 has `[method]cart.add`, and the class `prices.Cart` has no method `add`; call it `add`, not `ad`',
    ],
    [
      'a method that has to be static',
      GOOD.replace('static empty', 'empty'),
      'BLD0001 shop.wit:8:5 app.ts:3:1: acme:shop/prices@1.0.0 has `[static]cart.empty`, and the class `prices.Cart` has no static function `empty`; `empty` has to be static',
    ],
    [
      'a number in place of a function of an interface',
      GOOD.replace('lookUp: (id: number) => undefined', 'lookUp: 5'),
      'BLD0002 shop.wit:10:3 app.ts:4:39: `prices.lookUp` has to be a function, and is a number; export a function',
    ],
  ])('%s', async (_, source, expected) => {
    expect(await check(source)).toEqual([expected]);
  });

  it.each([
    ['the object is computed', GOOD.replace(/= \{ Cart.*/, '= Object.freeze({ Cart });')],
    [
      'members are spread',
      GOOD.replace('lookUp: (id: number) => undefined', '...JSON.parse("{}")'),
    ],
    [
      'the base class is computed',
      GOOD.replace('extends Base', 'extends (Math.random() ? Base : Base)'),
    ],
    [
      'the constructor sets members',
      GOOD.replace(
        'add(id: number): void {}',
        'constructor() { super(); (this as any).add = () => {}; }',
      ),
    ],
    [
      'methods are fields',
      GOOD.replace('add(id: number): void {}', 'add = (id: number): void => {};'),
    ],
  ])('nothing is said where %s', async (_, source) => {
    expect(await check(source)).toEqual(['BackendError: built']);
  });
});
