/** What a component imports and exports as it is; and resources that the world itself imports. */
import { componentToWit } from '@wit-ts/component';
import { loadWasmTools } from '@wit-ts/wasm-tools';
import { resolveSources } from '@wit-ts/wit-parser';
import { expect, test } from 'vitest';
import { bindingsOf } from '../../../../test/reference/bindings.js';
import { generateHost } from '../../src/host/index.js';
import type { GeneratedFile } from '../../src/index.js';
import { compile, inTemporaryFolder, writeTree } from '../guest/suite.js';
import { writeRuntime } from './runtime.js';

const tools = await loadWasmTools({ use: 'off' });

const handedOn = tools.parse(`(component
  (import "a:b/api@1.0.0" (instance $api
    (export "res" (type $res (sub resource)))
    (export "[constructor]res" (func (param "a" u32) (result (own $res))))
    (export "[method]res.get" (func (param "self" (borrow $res)) (result u32)))
    (export "[static]res.zero" (func (result (own $res))))
    (export "try" (func (param "r" (borrow $res)) (result (result u32 (error string)))))
    (export "later" (func async (param "a" u32) (result u32)))
    (export "take" (func (param "r" (own $res))))))
  (import "plain" (func $plain (param "a" u32) (result u32)))
  (export "a:b/api@1.0.0" (instance $api))
  (export "plain-again" (func $plain)))`);

const rootResource = tools.parse(`(component
  (import "my-res" (type $res (sub resource)))
  (import "[constructor]my-res" (func $new (param "a" u32) (result (own $res))))
  (import "[method]my-res.get" (func $get (param "self" (borrow $res)) (result u32)))
  (import "[static]my-res.zero" (func $zero (result (own $res))))
  (core func $new (canon lower (func $new)))
  (core func $get (canon lower (func $get)))
  (core func $zero (canon lower (func $zero)))
  (core func $drop (canon resource.drop $res))
  (core module $m
    (import "" "new" (func $new (param i32) (result i32)))
    (import "" "get" (func $get (param i32) (result i32)))
    (import "" "zero" (func $zero (result i32)))
    (import "" "drop" (func $drop (param i32)))
    (func (export "f") (param i32) (result i32)
      (local $made i32)
      (local.set $made (call $new (call $get (local.get 0))))
      (call $drop (local.get 0))
      (call $drop (call $zero))
      (local.get $made)))
  (core instance $m (instantiate $m (with "" (instance
    (export "new" (func $new)) (export "get" (func $get))
    (export "zero" (func $zero)) (export "drop" (func $drop))))))
  (func (export "copy") (param "r" (own $res)) (result (own $res))
    (canon lift (core func $m "f"))))`);

class Res {
  readonly #value: number;
  static dropped = 0;
  constructor(value: number) {
    this.#value = value;
  }
  get(): number {
    return this.#value;
  }
  static zero(): Res {
    return new Res(0);
  }
  [Symbol.dispose](): void {
    Res.dropped += 1;
  }
}

test('an imported interface that is exported is the one of the host', async () => {
  const { instantiate } = await bindingsOf(handedOn, 'handed-on');
  const host = {
    Res,
    taken: 0,
    try(res: Res): number {
      if (res.get() === 0) throw Object.assign(new Error('zero'), { payload: 'zero' });
      return res.get();
    },
    later: (a: number) => Promise.resolve(a + 1),
    take() {
      this.taken += 1;
    },
  };
  const exports = instantiate({ 'a:b/api': host, plain: (a: number) => a * 2 });
  expect(exports['api']).toBe(exports['a:b/api@1.0.0']);
  const api = exports['api'] as typeof host;
  expect(api.Res).toBe(Res);
  expect(api.try(new api.Res(3))).toBe(3);
  expect(() => api.try(api.Res.zero())).toThrow(expect.objectContaining({ payload: 'zero' }));
  await expect(api.later(1)).resolves.toBe(2);
  api.take();
  expect(host.taken).toBe(1);
  expect((exports['plainAgain'] as (a: number) => number)(4)).toBe(8);
  expect(() => instantiate({ 'a:b/api': { ...host, Res: undefined }, plain: host.try })).toThrow(
    'import "a:b/api@1.0.0": expected a function "Res", got undefined',
  );
});

test('classes of resources that the world itself imports are supplied under their names', async () => {
  const { instantiate } = await bindingsOf(rootResource, 'root');
  for (const imports of [{ 'my-res': Res }, { MyRes: Res }, { 'my-res': { default: Res } }]) {
    const before = Res.dropped;
    const { copy } = instantiate(imports) as { copy: (res: Res) => Res };
    const copied = copy(new Res(5));
    expect(copied).toBeInstanceOf(Res);
    expect(copied.get()).toBe(5);
    expect(Res.dropped - before).toBe(2);
  }
  expect(() => instantiate({})).toThrow('import "my-res": expected a function, got undefined');
});

test('both compile under --strict', async () => {
  const all: GeneratedFile[] = [];
  for (const [name, component] of Object.entries({ handedOn, rootResource })) {
    const wit = componentToWit(component, { name });
    if (!wit.ok) throw new Error(wit.diagnostics[0]?.message);
    for (const instantiation of ['async', 'sync', 'module'] as const) {
      const { files, diagnostics } = await generateHost({
        resolve: wit.resolve,
        world: wit.world ?? 0,
        component,
        name: 'app',
        instantiation,
        map: [['*', './*.js']],
      });
      expect(diagnostics).toEqual([]);
      if (instantiation !== 'module')
        for (const { path, content } of files)
          all.push({ path: `${name}/${instantiation}/${path}`, content });
    }
  }
  const use = `import { instantiate } from './rootResource/sync/app.js';
import type { MyRes } from './rootResource/sync/app.js';
class Mine { get(): number { return 1; } static zero(): MyRes { return new Mine(); } [Symbol.dispose](): void {} }
const load = (): WebAssembly.Module => { throw new Error(); };
export const one: number = instantiate(load, { 'my-res': Mine }).copy(new Mine()).get();
// @ts-expect-error a class without its methods
instantiate(load, { 'my-res': class { static zero(): MyRes { return new Mine(); } } });
`;
  inTemporaryFolder((folder) => {
    writeTree(folder, [...all, { path: 'use.ts', content: use }]);
    writeRuntime(folder);
    expect(compile(folder, { lib: ['es2022', 'dom', 'esnext.disposable'] })).toEqual([]);
  });
});

test('methods apart from their class are refused by name', async () => {
  const other = tools.parse(`(component
    (import "a:b/api" (instance $api
      (export "res" (type $res (sub resource)))
      (export "[method]res.get" (func (param "self" (borrow $res)) (result u32)))
      (export "[method]res.put" (func (param "self" (borrow $res)) (result u32)))))
    (alias export $api "res" (type $res))
    (alias export $api "[method]res.get" (func $get))
    (instance $own
      (export "res" (type $res)) (export "[method]res.put" (func $get)) (export "[method]res.get" (func $get)))
    (export "a:b/api" (instance $own)))`);
  const text = `package a:b;
    interface api { resource res { get: func() -> u32; put: func() -> u32; } }
    world both { import api; export api; }`;
  const { resolve } = resolveSources([{ path: 'api.wit', text }]);
  const { files, diagnostics } = await generateHost({
    resolve,
    world: 0,
    component: other,
    name: 'app',
  });
  expect(files).toEqual([]);
  expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
    'HOST0005: the component exports [method]res.put for the resource res, whose class the host supplies: it is not the function that is imported under that name',
  ]);
});
