/**
 * Loads files of JavaScript with V8's compiled form of them, for Node before 22.8. This is compiled anew in each run, so it is
 * short: what is done with the compiled form later stands elsewhere.
 */
import { closeSync, lstatSync, openSync, readvSync, statSync, type Stats } from 'node:fs';
import { basename, sep } from 'node:path';
import { Script } from 'node:vm';

/** What stands before V8's data in a file: a multiple of 8 bytes, so that these stay aligned and need not be copied. */
export const headerSize = 72;

/** A script that runs, and the file for its code. */
export interface CompiledCode {
  readonly script: Script;
  readonly file: string;
  /** What the file has, where that is code that V8 took. */
  readonly kept: KeptCode | undefined;
}

export interface KeptCode {
  readonly header: Uint8Array;
  /** How many bytes of code there are. */
  readonly size: number;
  /** When a run last looked whether there is more, in milliseconds. */
  readonly looked: number;
}

/** The function that Node makes of a CommonJS file. */
export type Wrapper = (
  exports: unknown,
  require: Load,
  module: { exports: unknown },
  filename: string,
  dirname: string,
) => void;

export type Load = (specifier: string) => unknown;

/** Our chunks have ASCII characters only, which are not looked at again. */
export type Encoding = 'latin1' | 'utf8';

export interface Chunks {
  /** What the next chunks are used for: other uses need other functions, and loading those takes time as well. */
  use: string;
  /** The folder of the compiled form. */
  readonly directory: string;
  /** All that is compiled by now. */
  readonly codes: CompiledCode[];
  readonly load: Load;
  readonly compile: (path: string, stat: Stats, use: string, encoding: Encoding) => Wrapper;
}

const opening = '(function (exports, require, module, __filename, __dirname) { ';
const closing = '\n});';

/**
 * Makes a `require` for the chunks in the folder `home`. Packages go through it as well, what is part of Node does not.
 *
 * @param native the `require` of a file in `home`
 */
export function createChunks(native: NodeJS.Require, home: string, directory: string): Chunks {
  const loaded = new Map<string, { exports: unknown }>();
  const load: Load = (specifier) => {
    if (specifier.startsWith('node:')) return native(specifier);
    if (!specifier.startsWith('./')) return loadPackage(specifier);
    const known = loaded.get(specifier);
    if (known !== undefined) return known.exports;
    const path = `${home}${sep}${specifier.slice(2)}`;
    const stat = statOf(path);
    if (stat === undefined) return native(specifier);
    const module = { exports: {} as unknown };
    loaded.set(specifier, module);
    const body = chunks.compile(path, stat, chunks.use, 'latin1');
    body.call(module.exports, module.exports, load, module, path, home);
    return module.exports;
  };
  const loadPackage: Load = (specifier) => {
    const path = native.resolve(specifier);
    if (!path.endsWith('.js')) return native(specifier);
    const packages = load('./packages.js') as typeof import('./packages.js');
    return packages.loadPackage(path, chunks);
  };
  const codes: CompiledCode[] = [];
  const compile = (path: string, stat: Stats, use: string, encoding: Encoding): Wrapper => {
    const source = textOf(read(path, stat.size, opening, closing), encoding);
    // V8 checks its flags, and of the source the length only. The number in front is for the form of the file.
    const name = `4-${basename(path)}-${use}-${stat.ino}-${stat.size}-${stat.mtimeMs}`;
    const file = `${directory}${sep}${name}-${process.version}-${process.arch}.code`;
    let kept: KeptCode | undefined;
    let cachedData: Uint8Array | undefined;
    try {
      const { size = 0, mtimeMs = 0 } = lstatSync(file, { throwIfNoEntry: false }) ?? {};
      if (size > headerSize) {
        const bytes = read(file, size);
        cachedData = bytes.subarray(headerSize);
        const header = bytes.slice(0, headerSize);
        kept = { header, size: cachedData.length, looked: mtimeMs };
      }
    } catch {
      // As if there were none.
    }
    const options = { filename: path };
    const script = new Script(
      source,
      cachedData === undefined ? options : { ...options, cachedData },
    );
    codes.push({ script, file, kept: script.cachedDataRejected === true ? undefined : kept });
    return script.runInThisContext() as Wrapper;
  };
  const chunks = { use: '', directory, codes, load, compile };
  return chunks;
}

/** Of what a link leads to as well; `undefined` where nothing is. */
export function statOf(path: string): Stats | undefined {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat?.isSymbolicLink() === true ? statSync(path, { throwIfNoEntry: false }) : stat;
}

/** Files are read one after the other, and the memory of one is warm for the next. */
let shared: Uint8Array | undefined;

/**
 * Reads a file of so many bytes, with ASCII texts put around it: so it takes no second copy. The functions of `node:fs` are those
 * that are used anyway, as each takes Node a while to compile.
 *
 * @returns what is good until the next file is read
 */
function read(path: string, length: number, before = '', after = ''): Uint8Array {
  const size = before.length + length + after.length;
  shared ??= new Uint8Array(512 * 1024);
  const bytes = size <= shared.length ? shared : new Uint8Array(size);
  let end = put(before, bytes, 0);
  const limit = end + length;
  const file = openSync(path, 'r');
  try {
    for (let count = -1; count !== 0 && end < limit; end += count) {
      count = readvSync(file, [bytes.subarray(end, limit)]);
    }
  } finally {
    closeSync(file);
  }
  end = put(after, bytes, end);
  return bytes.subarray(0, end);
}

function put(ascii: string, bytes: Uint8Array, at: number): number {
  for (let index = 0; index < ascii.length; index++) bytes[at + index] = ascii.charCodeAt(index);
  return at + ascii.length;
}

type Slice = (this: Uint8Array, start: number, end: number) => string;

/** By the function behind `toString`, which takes Node a while to compile. */
function textOf(bytes: Uint8Array, encoding: Encoding): string {
  const { latin1Slice, utf8Slice } = Buffer.prototype as unknown as Record<string, Slice>;
  const slice = encoding === 'latin1' ? latin1Slice : utf8Slice;
  return (slice as Slice).call(bytes, 0, bytes.length);
}
