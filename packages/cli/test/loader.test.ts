import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import * as nodeModule from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { cacheDirectory } from '../src/loader/cache-directory.js';
import { type CompiledCode, createChunks, headerSize } from '../src/loader/chunks.js';
import { keep } from '../src/loader/keep.js';
import { isLookDue, type Look, lookOf, numberOf, whatIsDue } from '../src/loader/kept-code.js';
import { loadPackage } from '../src/loader/packages.js';
import { fixtures, folderWith, witTs } from './command.js';

/** Whether this Node keeps compiled code itself. */
const keepsItself = 'enableCompileCache' in nodeModule;

/** The names of the files in a folder, with what tells whether one is as it was. */
function contents(folder: string): [string, string][] {
  return readdirSync(folder)
    .toSorted()
    .map((name) => [name, digest(readFileSync(join(folder, name)))]);
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function files(cache: string): [string, string][] {
  return contents(join(cache, 'wit-ts'));
}

/** Makes all look as if it had not grown since 1970, and sets when it was last looked at. */
function age(cache: string, looked: Date): void {
  for (const [name] of files(cache)) {
    const path = join(cache, 'wit-ts', name);
    writeFileSync(path, readFileSync(path).fill(0, 0, headerSize));
    utimesSync(path, looked, looked);
  }
}

function twoDaysAgo(): Date {
  return new Date(Date.now() - 2 * 24 * 3600 * 1000);
}

/** The code of what every command loads. */
function programIn(cache: string): string {
  return files(cache).find(([name]) => name.includes('program.js'))?.[0] ?? '';
}

function help(cache: string): ReturnType<typeof witTs> {
  return witTs(['help'], { env: { XDG_CACHE_HOME: cache } });
}

/** A script whose code is so long. */
function scriptOf(length: number): Script & { asked: number } {
  return Object.assign(new Script(''), {
    asked: 0,
    createCachedData(this: { asked: number }) {
      this.asked++;
      return Buffer.alloc(length, 'x');
    },
  });
}

/** What a file is known to have. */
function knownOf(file: string, size: number): CompiledCode['kept'] {
  return { header: readFileSync(file).subarray(0, headerSize), size, looked: 0 };
}

function lookAt(file: string, by: number): Look {
  const bytes = readFileSync(file);
  const header = bytes.subarray(0, headerSize);
  return lookOf({ header, size: bytes.length - headerSize, looked: 0 }, by);
}

function keepOne(file: string, length: number, known: number | undefined, by: number): void {
  const kept = known === undefined ? undefined : knownOf(file, known);
  keep([{ script: scriptOf(length), file, kept }], dirname(file), by);
}

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
    const names = readdirSync(folder, { recursive: true });
    expect(names.length).toBeGreaterThan(0);
    expect(await check(cache)).toEqual(fine);
    expect(readdirSync(folder, { recursive: true })).toEqual(names);
  });

  it.skipIf(keepsItself)(
    'is good for the next run whatever flags a command sets (skipped where Node keeps the code itself)',
    async () => {
      const cache = folderWith();
      const env = { XDG_CACHE_HOME: cache, WIT_TS_WASM_TOOLS: 'off' };
      const parts = ['ingest', 'processor'].map((name) => join(fixtures, 'wasm', `${name}.wasm`));
      const hello = join(fixtures, 'wasm', 'hello-ts.wasm');
      for (const args of [
        ['compose', ...parts, '-o', join(cache, 'out.wasm')],
        ['wit', hello],
        ['run', hello, '--invoke', 'greet("you")'],
        ['bindgen', 'guest', hello, '--lang', 'ts', '-o', join(cache, 'bindings')],
      ]) {
        expect(await witTs(args, { env })).toMatchObject({ code: 0 });
        // What V8 refuses is written anew, but nothing is looked at.
        age(cache, new Date());
        const first = files(cache);
        expect(await witTs(args, { env })).toMatchObject({ code: 0 });
        expect(files(cache)).toEqual(first);
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
    for (const damage of ['', 'damaged', 'damaged a little later than in the first number']) {
      for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        if (entry.isFile()) writeFileSync(join(entry.parentPath, entry.name), damage);
      }
      expect(await check(cache)).toEqual(fine);
      if (keepsItself) continue;
      for (const [name] of contents(folder)) {
        expect(statSync(join(folder, name)).size).toBeGreaterThan(1000);
      }
    }
    expect(await check(join(cache, 'file'))).toEqual(fine);
    const off = folderWith();
    expect(await check(off, { NODE_DISABLE_COMPILE_CACHE: '1' })).toEqual(fine);
    expect(readdirSync(off)).toEqual([]);
  });

  describe.skipIf(keepsItself)('grows (skipped where Node keeps the code itself)', () => {
    it('by what a later run needs, and loses nothing of what others did', async () => {
      const [one, other, both] = [folderWith(), folderWith(), folderWith()];
      await help(one);
      const name = programIn(one);
      const size = (cache: string): number => statSync(join(cache, 'wit-ts', name)).size;
      await check(other);
      await check(both);
      await help(both);
      expect(size(both)).toBeGreaterThan(Math.max(size(one), size(other)) + 4000);
      age(both, twoDaysAgo());
      const code = (file: string): string =>
        digest(readFileSync(join(both, 'wit-ts', file)).subarray(headerSize));
      const aged = files(both).map(([file]): [string, string] => [file, code(file)]);
      const before = Date.now();
      expect(await check(both)).toEqual(fine);
      await help(both);
      expect(files(both)).toHaveLength(aged.length);
      for (const [file, sum] of aged) {
        expect(code(file)).toBe(sum);
        expect(statSync(join(both, 'wit-ts', file)).mtimeMs).toBeGreaterThan(before - 1000);
      }
    });

    it('apart for other options, where they are explained', async () => {
      const cache = folderWith();
      const env = { XDG_CACHE_HOME: cache };
      const explained = (): [string, string][] =>
        files(cache).filter(([name]) => name.includes('commander.js'));
      await help(cache);
      const before = explained();
      expect(await witTs(['--help'], { env })).toMatchObject({ code: 0 });
      expect(explained()).toEqual(expect.arrayContaining(before));
      expect(explained()).toHaveLength(2);
    });

    it('only when it is looked at', async () => {
      const cache = folderWith();
      await help(cache);
      age(cache, new Date());
      const before = files(cache).map(([name, sum]) => {
        return { name, sum, size: statSync(join(cache, 'wit-ts', name)).size };
      });
      await check(cache);
      const kept = new Map(files(cache));
      for (const { name, sum } of before) expect(kept.get(name)).toBe(sum);
      age(cache, twoDaysAgo());
      await check(cache);
      const program = programIn(cache);
      const size = before.find(({ name }) => name === program)?.size;
      expect(statSync(join(cache, 'wit-ts', program)).size).toBeGreaterThan(size ?? Infinity);
    });
  });

  it('stands where the system keeps such things', () => {
    const home = folderWith();
    expect(cacheDirectory({ HOME: home }, 'linux')).toBe(join(home, '.cache/wit-ts'));
    expect(cacheDirectory({ HOME: home }, 'darwin')).toBe(join(home, 'Library/Caches/wit-ts'));
    expect(cacheDirectory({ XDG_CACHE_HOME: 'relative' }, 'linux')).toBeUndefined();
    expect(cacheDirectory({}, 'linux')).toBeUndefined();
  });
});

describe('a look at kept code', () => {
  const hour = 3600_000;
  it.each([
    ['by the run after the one that made it', 5, { grown: 0, looked: 0 }, true],
    ['not before as long again', 5, { grown: 0, looked: 3 }, false],
    ['after as long again', 6, { grown: 0, looked: 3 }, true],
    ['once a day', 1024 * hour, { grown: 0, looked: 1000 * hour }, true],
    ['not more than once a day', 1023 * hour, { grown: 0, looked: 1000 * hour }, false],
    ['when the clock was put back', 5, { grown: 0, looked: 6 }, true],
    ['not for ever when it was put back', 12, { grown: 20, looked: 10 }, false],
    ['when the number in front is none', 5, { grown: Number.NaN, looked: 3 }, true],
    ['less often where it is long', 6, { grown: 0, looked: 3, megabytes: 3 }, false],
    ['less often where it is long', 12, { grown: 0, looked: 3, megabytes: 3 }, true],
    ['soon for a command line that is new', 34, { grown: 0, looked: 30, isKnown: false }, true],
    ['not at once for a new one', 32, { grown: 0, looked: 30, isKnown: false }, false],
    [
      'a minute after for a new one',
      10 * hour,
      { grown: 0, looked: 9.9 * hour, isKnown: false },
      true,
    ],
  ])('is due %s', (_, now, { megabytes = 0, isKnown = true, ...times }: Times, due) => {
    expect(isLookDue({ ...times, isKnown, size: megabytes * 1e6 }, now)).toBe(due);
  });

  interface Times {
    grown: number;
    looked: number;
    megabytes?: number;
    isKnown?: boolean;
  }

  const command = numberOf(['compose', 'a.wasm']);

  it('writes what is larger, for the user alone, and leaves what is not as it is', () => {
    const folder = folderWith();
    const file = join(folder, 'a.code');
    const before = Date.now();
    keepOne(file, 10_000, undefined, command);
    const whole = contents(folder);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const { grown, isKnown } = lookAt(file, command);
    expect(isKnown).toBe(true);
    expect(readFileSync(file).subarray(headerSize).toString()).toBe('x'.repeat(10_000));
    expect(grown).toBeGreaterThanOrEqual(before);
    for (const length of [9000, 10_000, 10_100]) {
      utimesSync(file, 0, 0);
      keepOne(file, length, 10_000, command);
      expect(contents(folder)).toEqual(whole);
      expect(statSync(file).mtimeMs).toBeGreaterThanOrEqual(before - 1);
    }
    const other = numberOf(['compose', 'b.wasm']);
    expect(lookAt(file, other).isKnown).toBe(false);
    keepOne(file, 10_000, 10_000, other);
    for (const each of [command, other]) expect(lookAt(file, each).isKnown).toBe(true);
    keepOne(file, 11_000, 10_000, numberOf(['check']));
    for (const each of [command, other, numberOf(['check'])]) {
      expect(lookAt(file, each)).toMatchObject({ isKnown: true, size: 11_000 });
    }
    expect(readdirSync(folder)).toEqual(['a.code']);
  });

  it('makes no data that cannot be kept, and goes on with the rest', () => {
    const folder = folderWith();
    const nowhere = join(folder, 'nothing', 'a.code');
    const script = scriptOf(1000);
    const kept = { header: new Uint8Array(headerSize), size: 10, looked: 0 };
    keep(
      [
        { script, file: nowhere, kept: undefined },
        { script, file: nowhere, kept },
        { script: scriptOf(1000), file: join(folder, 'b.code'), kept: undefined },
      ],
      folder,
      command,
    );
    expect(script.asked).toBe(0);
    expect(readdirSync(folder)).toEqual(['b.code']);
  });

  it('forgets what nobody looked at for a month', () => {
    const folder = folderWith({ 'old.code': 'x', 'new.code': 'x', 'of-node/a.cache': 'x' });
    const old = new Date(Date.now() - 31 * 24 * hour);
    const older = new Date(Date.now() - 32 * 24 * hour);
    utimesSync(join(folder, 'old.code'), older, older);
    utimesSync(join(folder, 'of-node'), old, old);
    keepOne(join(folder, 'a.code'), 1000, undefined, command);
    expect(readdirSync(folder).toSorted()).toEqual(['a.code', 'new.code']);
  });

  it('keeps a quarter of a gigabyte at most, what was looked at last', () => {
    const names = ['first', 'second', 'third', 'fourth'].map((name) => `${name}.code`);
    const folder = folderWith(Object.fromEntries(names.map((name) => [name, ''])));
    for (const [index, name] of names.entries()) {
      const path = join(folder, name);
      truncateSync(path, 100 * 1024 * 1024);
      const looked = new Date(Date.now() - (10 - index) * hour);
      utimesSync(path, looked, looked);
    }
    keepOne(join(folder, 'a.code'), 1000, undefined, command);
    expect(readdirSync(folder).toSorted()).toEqual(['a.code', 'fourth.code', 'third.code']);
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
  const loader = (): ReturnType<typeof createChunks> =>
    createChunks(nodeModule.createRequire(join(folder, 'main.js')), folder, cache);

  it('loads files once, in circles too, and leaves the rest to Node', () => {
    const { load } = loader();
    const a = load('./a.js') as { b: { own: { early: unknown } }; file: string; fs: object };
    expect(a.b.own.early).toBe(a);
    expect(load('./a.js')).toBe(a);
    expect(a.file).toBe(join(folder, 'a.js'));
    expect(a.fs).toHaveProperty('readFileSync');
    expect(load('./small.js')).toEqual({ small: true });
    expect(() => load('./nothing.js')).toThrow(/Cannot find module/);
  });

  it.each([
    ['of ASCII', 30_000, 'plain', 'latin1'],
    ['of ASCII, that is long', 600_000, 'plain', 'latin1'],
    ['of other text', 30_000, 'Grüße 👋 €', 'utf8'],
    ['of other text, that is long', 600_000, 'Grüße 👋 €', 'utf8'],
  ] as const)('reads files %s, anew and again', (_, length, text, encoding) => {
    const path = join(folder, `text-${length}-${text.length}.js`);
    const source = `/*${text.repeat(length / text.length)}*/ exports.text = '${text}';\n// the end`;
    writeFileSync(path, source);
    for (const time of ['anew', 'again']) {
      const chunks = loader();
      const exports = {};
      const body = chunks.compile(path, statSync(path), '', encoding);
      body.call(exports, exports, chunks.load, { exports }, path, folder);
      expect({ time, ...exports }).toEqual({ time, text });
      expect(chunks.codes.map(({ kept }) => kept !== undefined)).toEqual([time === 'again']);
      keep(whatIsDue(chunks.codes, 1, Date.now()), cache, 1);
    }
  });

  it('has a number for a command line, of which the beginning counts', () => {
    const many = Array.from({ length: 1000 }, (_, index) => `part${index}.wasm`);
    const lines = [[], ['check'], ['check', 'a'], ['chec', 'k'], ['compose', ...many], many];
    expect(new Set(lines.map(numberOf)).size).toBe(lines.length);
    expect(numberOf(['compose', ...many])).toBe(numberOf(['compose', ...many]));
    expect(numberOf(['compose', ...many, 'x'])).not.toBe(numberOf(['compose', ...many]));
  });

  it('is told apart by what a chunk is used for', () => {
    for (const use of ['a', 'b']) {
      const chunks = loader();
      chunks.use = use;
      chunks.load('./a.js');
      expect(chunks.codes[0]?.kept).toBeUndefined();
      keep(chunks.codes, cache, 1);
    }
  });

  it('keeps the code of the large files of packages', () => {
    const modules = folderWith({
      'large/package.json': '{ "type": "commonjs" }',
      'large/index.js': `${padding} exports.part = require('./part.js'); exports.path = require('path');`,
      'large/part.js': `${padding} exports.small = require('./small.js');`,
      'large/small.js': 'exports.file = __filename;',
      'module/package.json': '{ "type": "module" }',
      'module/index.js': `${padding} export {};`,
    });
    const chunks = loader();
    const large = loadPackage(join(modules, 'large/index.js'), chunks);
    const file = join(modules, 'large/small.js');
    expect(large).toMatchObject({ part: { small: { file } }, path: { sep: expect.any(String) } });
    expect(loadPackage(join(modules, 'large/index.js'), chunks)).toBe(large);
    expect(chunks.codes).toHaveLength(2);
    try {
      loadPackage(join(modules, 'module/index.js'), chunks);
    } catch {
      // Older versions of Node do not load ES modules so.
    }
    expect(chunks.codes).toHaveLength(2);
  });

  it('follows links', () => {
    symlinkSync(join(folder, 'a.js'), join(folder, 'link.js'));
    expect(loader().load('./link.js')).toHaveProperty('file', join(folder, 'link.js'));
  });
});
