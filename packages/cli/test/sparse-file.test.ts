import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compose } from '@wit-ts/compose';
import { loadWasmTools, type WasmTools } from '@wit-ts/wasm-tools';
import { beforeAll, describe, expect, it } from 'vitest';
import { generateComponents } from '../../compose/test/differential/worlds.js';
import { ReadAhead } from '../src/input/read-ahead.js';
import { openInput, SparseFile } from '../src/input/sparse-file.js';
import { processIo } from '../src/io/io.js';
import { composeFiles } from '../src/run/compose.js';
import { filesIn, fixtures, folderWith, witTs } from './command.js';

const wasm = (name: string): string => join(fixtures, 'wasm', `${name}.wasm`);
const SIZE = 300_000;

/** A size in three bytes of LEB128. */
function leb(value: number): number[] {
  return [(value & 0x7f) | 0x80, ((value >> 7) & 0x7f) | 0x80, value >> 14];
}

/** The section of a core module that nobody uses, with so many bytes that are not always the same. */
function unusedModule(seed: number, size = SIZE): Buffer {
  const data = Buffer.alloc(size);
  for (let at = 0; at < size; at += 4) data.writeInt32LE(Math.imul(at + seed, 0x9e3779b1), at);
  const custom = Buffer.from([0, ...leb(size + 4), 3, 0x70, 0x61, 0x64]);
  const preamble = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
  const length = preamble.length + custom.length + size;
  return Buffer.concat([Buffer.from([1, ...leb(length)]), preamble, custom, data]);
}

const padded = (bytes: Uint8Array, seed: number): Buffer =>
  Buffer.concat([bytes, unusedModule(seed), unusedModule(seed + 1, 70_000)]);

interface Outcome {
  failed?: string;
  out?: Buffer;
}

/** Composes files as `--no-validate` does; the folder gets nothing but the result. */
async function composeSparsely(paths: readonly string[], output: string): Promise<Outcome> {
  const io = { ...processIo(), out: () => undefined, err: () => undefined, color: false };
  try {
    await composeFiles(paths, { output, validate: false }, io, new ReadAhead());
    return { out: readFileSync(output) };
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}

function composeWhole(inputs: readonly { name: string; path: string }[]): Outcome {
  const read = inputs.map((input) => ({ ...input, bytes: readFileSync(input.path) }));
  const { bytes, diagnostics } = compose(read);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return { failed: errors.map(({ message }) => message).join('; ') };
  return bytes === undefined ? {} : { out: Buffer.from(bytes) };
}

/** The same outcome for files with core modules left out, and read whole. */
async function expectSame(folder: string, names: readonly string[]): Promise<Outcome> {
  const inputs = names.map((name) => ({ name, path: join(folder, `${name}.wasm`) }));
  const whole = composeWhole(inputs);
  const output = join(folder, 'out', 'result');
  const paths = inputs.map(({ path }) => path);
  const sparse = await composeSparsely(paths, output);
  expect(sparse.failed).toBe(whole.failed);
  expect(sparse.out?.equals(whole.out ?? Buffer.alloc(0)), names.join(' ')).toBe(
    whole.out === undefined ? undefined : true,
  );
  return sparse;
}

let tools: WasmTools;
beforeAll(async () => {
  tools = await loadWasmTools({ use: 'off' });
});

const one = `(component
  (import "a:b/numbers" (instance $n (export "f" (func (result u32)))))
  (export "a:b/again" (instance $n)))`;
const two = `(component
  (core module $m (func (export "f") (result i32) i32.const 1))
  (core instance $i (instantiate $m))
  (func $f (result u32) (canon lift (core func $i "f")))
  (instance $x (export "f" (func $f)))
  (export "a:b/numbers" (instance $x)))`;
const pair = (): Record<string, Buffer> => ({
  'one.wasm': padded(tools.parse(one), 1),
  'two.wasm': padded(tools.parse(two), 200),
});

/** The number that the next file gets which is opened: a larger one where files are left open. */
function nextFile(): number {
  const file = openSync(process.execPath, 'r');
  closeSync(file);
  return file;
}

/** A file whose code has been left out. */
function opened(path: string): SparseFile {
  const file = openInput(path);
  if (!(file instanceof SparseFile)) throw new Error(`${path} was read whole`);
  return file;
}

describe('composing files without their code', () => {
  it('gives the same bytes for the components of the tests', async () => {
    const three = ['ingest', 'processor', 'scorer'];
    const folder = folderWith();
    for (const name of three) writeFileSync(join(folder, `${name}.wasm`), readFileSync(wasm(name)));
    const { out } = await expectSame(folder, three);
    expect(out?.length).toBeGreaterThan(3_900_000);
    for (const name of ['processor', 'scorer', 'hello-ts', 'image-processor-ts']) {
      const file = opened(wasm(name));
      expect(file.bytes).not.toEqual(new Uint8Array(readFileSync(wasm(name))));
      file.fill();
      expect(Buffer.compare(file.bytes, readFileSync(wasm(name)))).toBe(0);
    }
  });

  it('gives the same bytes for every component alone and for random ones together', async () => {
    const folder = folderWith();
    for (const [index, file] of readdirSync(join(fixtures, 'wasm')).entries()) {
      writeFileSync(join(folder, file), padded(readFileSync(join(fixtures, 'wasm', file)), index));
      await expectSame(folder, [file.replace('.wasm', '')]);
    }
    let composed = 0;
    for (let seed = 0; seed < 8; seed++) {
      const names: string[] = [];
      for (const { name, wit } of generateComponents(seed, { plain: true })) {
        try {
          const bytes = tools.componentNew(tools.componentEmbed({ wit: { text: wit } }));
          // Of one size, or not.
          const content = seed % 2 === 0 ? padded(bytes, names.length) : bytes;
          writeFileSync(join(folder, `${name}.wasm`), content);
          names.push(name);
        } catch {
          continue;
        }
      }
      if ((await expectSame(folder, names)).out !== undefined) composed++;
    }
    expect(composed).toBeGreaterThan(2);
  });

  it('reads core modules whose types are needed', async () => {
    const data = 'a'.repeat(SIZE);
    const exporting = `(component
      (core module $m (func (export "f") (result i32) i32.const 7) (memory (export "memory") 8)
        (data (i32.const 0) "${data}"))
      (export "m" (core module $m)))`;
    const importing = `(component
      (import "m" (core module $m (export "f" (func (result i32)))))
      (core instance $i (instantiate $m))
      (func $f (result u32) (canon lift (core func $i "f")))
      (export "run" (func $f)))`;
    const wrong = importing.replaceAll('"f" (func (result i32))', '"f" (func (result i64))');
    const folder = folderWith({
      'a.wasm': tools.parse(importing),
      'b.wasm': tools.parse(exporting),
      'c.wasm': tools.parse(wrong.replace('u32', 'u64')),
      'any.wasm': tools.parse(
        '(component (import "m" (core module $m)) (export "n" (core module $m)))',
      ),
      'asking.wasm': tools.parse(exporting.replace('(func', '(import "x" "y" (func)) (func')),
      'inside.wasm': tools.parse(`(component (component $c ${exporting.slice(10)}
        (instance $i (instantiate $c)) (alias export $i "m" (core module $m))
        (export "m" (core module $m)))`),
    });
    const b = opened(join(folder, 'b.wasm'));
    b.close();
    expect([b.bytes.at(8), b.bytes.at(200_000)]).not.toContain(97);
    expect((await expectSame(folder, ['a', 'b'])).out?.includes(data)).toBe(true);
    expect((await expectSame(folder, ['b'])).out?.includes(data)).toBe(true);
    expect((await expectSame(folder, ['inside'])).out?.includes(data)).toBe(true);
    expect((await expectSame(folder, ['c', 'b'])).failed).toContain('`m`');
    expect((await expectSame(folder, ['any', 'b'])).failed).toBeUndefined();
    expect((await expectSame(folder, ['any', 'asking'])).failed).toContain('`m`');
    // Nothing of the module is read by chance, as what stands before it fills what is read at once.
    for (const more of ['', 'a']) {
      const asking = tools.parse(
        exporting.replace('(func', '(import "x" "y" (func)) (func').replace('aa', `aa${more}`),
      );
      const filler = Buffer.concat([
        Buffer.from([0, ...leb(16_360), 1, 0x78]),
        Buffer.alloc(16_358),
      ]);
      const bytes = Buffer.concat([asking.subarray(0, 8), filler, asking.subarray(8)]);
      writeFileSync(join(folder, 'asking.wasm'), bytes);
      expect((await expectSame(folder, ['any', 'asking'])).failed, more).toContain('`m`');
    }
  });

  it('tells inputs of one size apart by all their bytes', async () => {
    const layer = tools.parse(one.replace('a:b/again', 'a:b/numbers'));
    const folder = folderWith({
      'one.wasm': padded(layer, 1),
      'same.wasm': padded(layer, 1),
      'other.wasm': padded(layer, 1).fill(7, 200_000, 200_001),
      'two.wasm': padded(tools.parse(two), 200),
    });
    const io = { ...processIo(), out: () => undefined, err: () => undefined };
    const output = join(folder, 'out');
    for (const [name, copies] of [
      ['same', 1],
      ['other', 2],
    ] as const) {
      const options = {
        output,
        validate: false,
        link: [`one:a:b/numbers=${name}`, `${name}:a:b/numbers=two`],
        export: ['a:b/numbers=one'],
      };
      const paths = ['one', name, 'two'].map((file) => join(folder, `${file}.wasm`));
      await composeFiles(paths, options, io, new ReadAhead());
      const size = statSync(paths[0] as string).size;
      expect(Math.round(statSync(output).size / size), name).toBe(copies + 1);
    }
  });

  it('does not write what was changed meanwhile', async () => {
    const changes: Record<string, (path: string) => void> = {
      longer: (path) => appendFileSync(path, 'x'),
      shorter: (path) => truncateSync(path, 100_000),
      touched: (path) => utimesSync(path, 1, 1),
    };
    for (const [name, change] of Object.entries(changes)) {
      const folder = folderWith({ ...pair(), out: 'as it was' });
      const before = filesIn(folder);
      const paths = ['one.wasm', 'two.wasm'].map((file) => join(folder, file));
      // What is told between reading and writing gives the time for it.
      const io = { ...processIo(), out: () => undefined };
      const options = { output: join(folder, 'out'), validate: false, export: ['a:b/numbers'] };
      const err = (): void => change(paths[1] as string);
      const file = nextFile();
      const run = composeFiles(paths, options, { ...io, err }, new ReadAhead());
      await expect(run, name).rejects.toThrow(
        `${paths[1] ?? ''} was changed while it was being composed`,
      );
      expect(readFileSync(options.output, 'utf8')).toBe('as it was');
      expect(filesIn(folder)).toEqual(before);
      expect(nextFile()).toBe(file);
    }
  });

  it('reads a file that is replaced by another one as it was', async () => {
    const folder = folderWith(pair());
    const before = readFileSync(join(folder, 'one.wasm'));
    const file = opened(join(folder, 'one.wasm'));
    execFileSync(
      process.execPath,
      ['-e', `fs.writeFileSync('new', 'x'); fs.renameSync('new', 'one.wasm')`],
      { cwd: folder },
    );
    file.fill();
    expect(before.equals(file.bytes)).toBe(true);
  });

  it('leaves small, odd and missing files to an ordinary read', () => {
    const folder = folderWith({
      small: 'small',
      empty: '',
      text: ' '.repeat(SIZE),
      cut: padded(tools.parse(one), 1).subarray(0, SIZE),
    });
    mkdirSync(join(folder, 'folder'));
    const file = nextFile();
    const read = (name: string): unknown => openInput(join(folder, name));
    expect(read('small')).toEqual(new Uint8Array(Buffer.from('small')));
    expect(read('empty')).toEqual(new Uint8Array());
    for (const name of ['text', 'cut', 'folder', 'missing'])
      expect(read(name), name).toBeUndefined();
    expect(nextFile()).toBe(file);
  });
});

describe('wit-ts compose --no-validate with large files', () => {
  it('says what it says of files that are read whole', async () => {
    const files = pair();
    const folder = folderWith({
      ...files,
      'cut.wasm': (files['one.wasm'] as Buffer).subarray(0, SIZE),
      'core.wasm': Buffer.concat([
        Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]),
        Buffer.alloc(SIZE),
      ]),
      'large.txt': 'text '.repeat(SIZE),
      'wrong.wasm': padded(tools.parse(two.replace('u32', 's32')), 4),
    });
    for (const names of [
      ['one.wasm', 'cut.wasm'],
      ['core.wasm', 'one.wasm'],
      ['large.txt'],
      ['missing.wasm', 'one.wasm'],
      ['.', 'one.wasm'],
      ['one.wasm', 'wrong.wasm'],
    ]) {
      const args = ['compose', ...names, '--no-validate', '-o'];
      const [sparse, whole] = await Promise.all([
        witTs([...args, 'out.wasm'], { cwd: folder }),
        witTs([...args, '-'], { cwd: folder }),
      ]);
      expect(sparse.code, names.join(' ')).toBe(1);
      expect(sparse).toEqual(whole);
    }
  });

  it('takes pipes, standard input and text, and writes over its input', async () => {
    const folder = folderWith({ ...pair(), 'two.wat': two.padEnd(SIZE) });
    const args = ['compose', '--no-validate'];
    const named = await witTs([...args, 'one.wasm', 'two.wasm', '-o', 'named'], { cwd: folder });
    expect(named).toMatchObject({ code: 0, stderr: '' });
    const expected = readFileSync(join(folder, 'named'));
    const input = readFileSync(join(folder, 'two.wasm'));
    const piped = await witTs([...args, 'one.wasm', 'two=-', '-o', 'piped'], {
      cwd: folder,
      input,
    });
    expect(piped.stderr).toBe('');
    expect(readFileSync(join(folder, 'piped')).equals(expected)).toBe(true);
    const text = await witTs([...args, 'one.wasm', 'two.wat', '-o', 'text'], { cwd: folder });
    expect(text).toMatchObject({ code: 0, stderr: '' });
    if (process.platform !== 'win32') {
      execFileSync('mkfifo', [join(folder, 'pipe')]);
      const [fifo] = await Promise.all([
        witTs([...args, 'one.wasm', 'two=pipe', '-o', 'fifo'], { cwd: folder }),
        writeFile(join(folder, 'pipe'), input),
      ]);
      expect(fifo.stderr).toBe('');
      expect(readFileSync(join(folder, 'fifo')).equals(expected)).toBe(true);
    }
    const over = await witTs([...args, 'one.wasm', 'two.wasm', '-o', 'one.wasm'], { cwd: folder });
    expect(over).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(join(folder, 'one.wasm')).equals(expected)).toBe(true);
  });

  it('prints plans and reports of them', async () => {
    const folder = folderWith(pair());
    const files = ['one.wasm', 'two.wasm'];
    const plan = await witTs(['compose', ...files, '--plan', '--json'], { cwd: folder });
    const sizes = files.map((file) => statSync(join(folder, file)).size);
    const { components } = JSON.parse(plan.stdout) as { components: { size: number }[] };
    expect(components.map(({ size }) => size).toSorted()).toEqual(sizes.toSorted());
    const args = ['compose', ...files, '--no-validate', '--report', '-o', 'out'];
    const report = await witTs(args, { cwd: folder });
    expect(report).toMatchObject({ code: 0, stderr: '' });
    expect(report.stdout).toContain('names and debug information');
  });
});
