import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheDirectory } from '../src/loader/cache-directory.js';
import { createCachedRequire } from '../src/loader/cached-require.js';
import { fixtures, folderWith, witTs } from './command.js';

describe('the cache of compiled code', () => {
  const input = 'package a:b;\n';
  const check = (cache: string, env = {}): ReturnType<typeof witTs> =>
    witTs(['check', '-'], { input, env: { XDG_CACHE_HOME: cache, ...env } });
  const fine = { code: 0, stdout: '', stderr: '' };

  it('is made for the user alone, and used again', async () => {
    const cache = folderWith();
    expect(await check(cache)).toEqual(fine);
    const folder = join(cache, 'wit-ts');
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    const files = readdirSync(folder, { recursive: true });
    expect(files.length).toBeGreaterThan(0);
    expect(await check(cache)).toEqual(fine);
    expect(readdirSync(folder, { recursive: true })).toEqual(files);
  });

  it.skipIf('enableCompileCache' in nodeModule)(
    'is good for the next run whatever flags a command sets (skipped where Node keeps the code itself)',
    async () => {
      const cache = folderWith();
      const folder = join(cache, 'wit-ts');
      const env = { XDG_CACHE_HOME: cache, WIT_TS_WASM_TOOLS: 'off' };
      const parts = ['ingest', 'processor'].map((name) => join(fixtures, 'wasm', `${name}.wasm`));
      const hello = join(fixtures, 'wasm', 'hello-ts.wasm');
      const kept = async (args: readonly string[]): Promise<[string, number][]> => {
        expect(await witTs(args, { env })).toMatchObject({ code: 0 });
        return readdirSync(folder)
          .toSorted()
          .map((name) => [name, statSync(join(folder, name)).mtimeMs]);
      };
      for (const args of [
        ['compose', ...parts, '-o', join(cache, 'out.wasm')],
        ['wit', hello],
        ['run', hello, '--invoke', 'greet("you")'],
      ]) {
        const first = await kept(args);
        expect(await kept(args)).toEqual(first);
      }
    },
  );

  it('is not used where others can write', async () => {
    const cache = folderWith();
    mkdirSync(join(cache, 'wit-ts'));
    chmodSync(join(cache, 'wit-ts'), 0o777);
    expect(await check(cache)).toEqual(fine);
    expect(readdirSync(join(cache, 'wit-ts'))).toEqual([]);
  });

  it('does no harm where it is damaged, missing or turned off', async () => {
    const cache = folderWith({ file: '' });
    await check(cache);
    const folder = join(cache, 'wit-ts');
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) writeFileSync(join(entry.parentPath, entry.name), 'damaged');
    }
    expect(await check(cache)).toEqual(fine);
    expect(await check(join(cache, 'file'))).toEqual(fine);
    const off = folderWith();
    expect(await check(off, { NODE_DISABLE_COMPILE_CACHE: '1' })).toEqual(fine);
    expect(readdirSync(off)).toEqual([]);
  });

  it('stands where the system keeps such things', () => {
    const home = folderWith();
    expect(cacheDirectory({ HOME: home }, 'linux')).toBe(join(home, '.cache/wit-ts'));
    expect(cacheDirectory({ HOME: home }, 'darwin')).toBe(join(home, 'Library/Caches/wit-ts'));
    expect(cacheDirectory({ XDG_CACHE_HOME: 'relative' }, 'linux')).toBeUndefined();
    expect(cacheDirectory({}, 'linux')).toBeUndefined();
  });
});

describe('the loader', () => {
  const padding = `/*${'x'.repeat(30_000)}*/`;
  const folder = folderWith({
    'package.json': '{ "type": "commonjs" }',
    'main.js': '',
    'a.js': `${padding} exports.b = require('./b.js'); exports.file = __filename; exports.fs = require('node:fs');`,
    'b.js': `${padding} exports.early = require('./a.js'); module.exports = { own: exports };`,
    'small.js': 'exports.small = true;',
  });
  const cache = folderWith();

  it('loads files once, in circles too, and leaves the rest to Node', () => {
    const load = createCachedRequire(join(folder, 'main.js'), cache);
    const a = load('./a.js') as { b: { own: { early: unknown } }; file: string; fs: object };
    expect(a.b.own.early).toBe(a);
    expect(load('./a.js')).toBe(a);
    expect(a.file).toBe(join(folder, 'a.js'));
    expect(a.fs).toHaveProperty('readFileSync');
    expect(load('./small.js')).toEqual({ small: true });
    expect(() => load('./nothing.js')).toThrow(/Cannot find module/);
  });
});
