/** How often the modules of a component are generated, counted through a spy that lets the work be done. */
import { mkdtempSync, realpathSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadWasmTools } from '@wit-ts/wasm-tools';
import { type OutputAsset, type Plugin, rollup } from 'rollup';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { ComponentCache } from '../src/component-cache.js';
import { generateComponent } from '../src/component-files.js';
import witTs from '../src/rollup.js';

vi.mock('../src/component-files.js', { spy: true });
const generations = vi.mocked(generateComponent);

const tools = await loadWasmTools({ use: 'off' });
const component = (name: string, operator: string): Uint8Array =>
  tools.parse(`(component
    (core module $m
      (func (export "f") (param i32 i32) (result i32)
        (i32.${operator} (local.get 0) (local.get 1))))
    (core instance $i (instantiate $m))
    (func (export "${name}") (param "a" u32) (param "b" u32) (result u32)
      (canon lift (core func $i "f"))))`);
const adder = component('add', 'add');

const root = realpathSync(mkdtempSync(join(tmpdir(), 'wit-ts-generations-')));
afterAll(() => rmSync(root, { recursive: true }));
const file = join(root, 'calc.wasm');
const generated = join(root, '.wit-ts');
const settings = { root, generated, map: [], inline: undefined, features: [] };

/** Gives the file a time of its own, as writes in one tick of the clock may not. */
let seconds = 1_000_000;
function write(bytes: Uint8Array, time = (seconds += 1)): void {
  writeFileSync(file, bytes);
  utimesSync(file, time, time);
}

beforeEach(() => {
  rmSync(generated, { recursive: true, force: true });
  write(adder);
  generations.mockClear();
});

interface Bundled {
  readonly exports: readonly string[];
  readonly core: OutputAsset['source'] | undefined;
}

async function bundle(plugin: Plugin): Promise<Bundled> {
  writeFileSync(join(root, 'main.js'), "export * from './calc.wasm';\n");
  writeFileSync(join(root, 'other.js'), "export * from './calc.wasm';\n");
  const built = await rollup({
    input: [join(root, 'main.js'), join(root, 'other.js')],
    external: ['@wit-ts/canonical-abi'],
    plugins: [plugin],
  });
  const { output } = await built.generate({ format: 'es' });
  await built.close();
  return {
    exports: output[0].exports,
    core: output.find((each): each is OutputAsset => each.type === 'asset')?.source,
  };
}

const newPlugin = (): Plugin => [witTs({ root })].flat()[0]!;

test('a component is generated once for all imports of it and both of its modules', async () => {
  expect((await bundle(newPlugin())).exports).toContain('add');
  expect(generations).toHaveBeenCalledTimes(1);
});

test('a component that stays as it is is not generated again by the next build', async () => {
  const plugin = newPlugin();
  const first = await bundle(plugin);
  expect(await bundle(plugin)).toEqual(first);
  expect(generations).toHaveBeenCalledTimes(1);
});

test('a component that changed is generated anew', async () => {
  const plugin = newPlugin();
  await bundle(plugin);
  write(component('multiply', 'mul'));
  const { exports } = await bundle(plugin);
  expect(exports).toContain('multiply');
  expect(exports).not.toContain('add');
  expect(generations).toHaveBeenCalledTimes(2);
});

test('a component of the same size is known by its time', async () => {
  const plugin = newPlugin();
  const { core } = await bundle(plugin);
  const other = component('add', 'mul');
  expect(other).toHaveLength(adder.length);
  write(other);
  expect((await bundle(plugin)).core).not.toEqual(core);
  expect(generations).toHaveBeenCalledTimes(2);
});

test('what a bundler that watches tells of a change counts, whatever size and time say', async () => {
  const plugin = newPlugin();
  const { core } = await bundle(plugin);
  write(component('add', 'mul'), seconds);
  expect((await bundle(plugin)).core).toEqual(core);
  if (typeof plugin.watchChange !== 'function') throw new Error('no hook for changes');
  Reflect.apply(plugin.watchChange, undefined, [file, { event: 'update' }]);
  expect((await bundle(plugin)).core).not.toEqual(core);
  expect(generations).toHaveBeenCalledTimes(2);
});

test('what was generated is made again where it is gone', async () => {
  const plugin = newPlugin();
  const first = await bundle(plugin);
  rmSync(generated, { recursive: true });
  expect(await bundle(plugin)).toEqual(first);
  expect(generations).toHaveBeenCalledTimes(2);
  rmSync(join(root, 'calc.d.wasm.ts'));
  await bundle(plugin);
  expect(statSync(join(root, 'calc.d.wasm.ts')).isFile()).toBe(true);
});

test('requests at the same time share the work, also where files are gone', async () => {
  const cache = new ComponentCache();
  const three = (): Promise<unknown> =>
    Promise.all([1, 2, 3].map(() => cache.filesOf(file, settings)));
  await three();
  expect(generations).toHaveBeenCalledTimes(1);
  rmSync(generated, { recursive: true });
  await three();
  expect(generations).toHaveBeenCalledTimes(2);
});

test('other settings give other files', async () => {
  const cache = new ComponentCache();
  await cache.filesOf(file, settings);
  await cache.filesOf(file, { ...settings });
  expect(generations).toHaveBeenCalledTimes(1);
  const elsewhere = join(root, '.wit-ts', 'elsewhere');
  const files = await cache.filesOf(file, { ...settings, generated: elsewhere });
  expect(files?.folder).toBe(join(elsewhere, 'calc.wasm'));
});

test('a mistake is not kept', async () => {
  const cache = new ComponentCache();
  write(new Uint8Array([0, 97, 115, 109, 13, 0, 1, 0, 255, 1]));
  await expect(cache.filesOf(file, settings)).rejects.toThrow(/CMP\d+/);
  await expect(cache.filesOf(file, settings)).rejects.toThrow(/CMP\d+/);
  expect(generations).toHaveBeenCalledTimes(2);
});
