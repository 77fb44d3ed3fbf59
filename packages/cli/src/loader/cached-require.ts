/** A `require` that keeps V8's compiled form of the large files it loads, for Node before 22.8. */
import {
  closeSync,
  lstatSync,
  openSync,
  readFileSync,
  readSync,
  type Stats,
  statSync,
} from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { Script } from 'node:vm';
import {
  type CodeToKeep,
  headerSize,
  isLookDue,
  keep,
  type KeptCode,
  numberOf,
  parseKept,
} from './kept-code.js';

type Loader = (specifier: string) => unknown;
type Wrapper = (
  exports: unknown,
  require: NodeJS.Require,
  module: { exports: unknown },
  filename: string,
  dirname: string,
) => void;

/** Files below this size compile faster than their cache is read. */
const smallest = 20_000;

/** The function that Node makes of a CommonJS file. */
const opening = '(function (exports, require, module, __filename, __dirname) { ';
const closing = '\n});';

/**
 * Makes a `require` for the files in the folder `home`: CommonJS files of some size are compiled with the code kept in
 * `directory`, and what was compiled anew is kept there when the process ends. Everything else goes to Node's own `require`.
 *
 * @param own the `require` of a file in `home`
 */
export function createCachedRequire(own: NodeJS.Require, home: string, directory: string): Loader {
  const loaded = new Map<string, { exports: unknown }>();
  const codes: CodeToKeep[] = [];
  const args = process.argv.slice(2);
  const command = numberOf(args);
  const options = optionsOf(args);

  const requireFor = (folder: string, native: NodeJS.Require): NodeJS.Require => {
    const load = (specifier: string): unknown => {
      if (specifier.startsWith('node:')) return native(specifier);
      // Our own chunks need no search.
      const path =
        folder === home && specifier.startsWith('./') && specifier.endsWith('.js')
          ? `${home}${sep}${specifier.slice(2)}`
          : native.resolve(specifier);
      const known = loaded.get(path);
      if (known !== undefined) return known.exports;
      const stat = path.endsWith('.js') ? statOf(path) : undefined;
      const isOurs = dirname(path) === home;
      return stat === undefined || stat.size < smallest || (!isOurs && isModule(path))
        ? native(specifier)
        : run(path, stat);
    };
    return Object.assign(load, native);
  };

  const run = (path: string, stat: Stats): unknown => {
    const module = { exports: {} as unknown };
    loaded.set(path, module);
    const folder = dirname(path);
    const script = compile(path, stat, folder === home ? options : '');
    const native =
      folder === home ? own : process.getBuiltinModule('node:module').createRequire(path);
    const body = script.runInThisContext() as Wrapper;
    body.call(module.exports, module.exports, requireFor(folder, native), module, path, folder);
    return module.exports;
  };

  const compile = (path: string, stat: Stats, use: string): Script => {
    const source = read(path, stat.size, opening, closing).toString();
    const file = `${directory}${sep}${cacheName(path, stat, use)}`;
    const kept = readKept(file, command);
    const script = new Script(source, {
      filename: path,
      ...(kept === undefined ? {} : { cachedData: kept.data }),
    });
    const known = kept === undefined || script.cachedDataRejected === true ? undefined : kept;
    const isDue = known === undefined || isLookDue(known, Date.now());
    if (isDue) {
      if (codes.length === 0) process.once('exit', () => keep(codes, directory, command));
      codes.push({ script, file, knownSize: known?.data.length });
    }
    return script;
  };

  return requireFor(home, own);
}

/** The options of a command line, without their values. */
function optionsOf(args: readonly string[]): string {
  return args
    .filter((arg) => arg.length > 1 && arg.startsWith('-'))
    .map((arg) => arg.split('=', 1)[0])
    .toSorted()
    .join(' ');
}

/** Of what a link leads to as well; `undefined` where nothing is. */
function statOf(path: string): Stats | undefined {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat?.isSymbolicLink() === true ? statSync(path, { throwIfNoEntry: false }) : stat;
}

/** Files are read one after the other, and the memory of one is warm for the next. */
const shared = Buffer.allocUnsafeSlow(512 * 1024);

/**
 * Reads a file of so many bytes, with ASCII texts put around it: so it takes no second copy. The functions of `node:fs` are those
 * that are used anyway, as each takes Node a while to compile.
 *
 * @returns what is good until the next file is read
 */
function read(path: string, length: number, before = '', after = ''): Buffer {
  const size = before.length + length + after.length;
  const bytes = size <= shared.length ? shared : Buffer.allocUnsafeSlow(size);
  let end = put(before, bytes, 0);
  const limit = end + length;
  const file = openSync(path, 'r');
  try {
    for (let count = -1; count !== 0 && end < limit; end += count) {
      count = readSync(file, bytes, end, limit - end, null);
    }
  } finally {
    closeSync(file);
  }
  end = put(after, bytes, end);
  return bytes.subarray(0, end);
}

function put(ascii: string, bytes: Buffer, at: number): number {
  for (let index = 0; index < ascii.length; index++) bytes[at + index] = ascii.charCodeAt(index);
  return at + ascii.length;
}

/** What the file has; `undefined` where there is none that is whole. */
function readKept(path: string, command: number): KeptCode | undefined {
  try {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat === undefined || stat.size <= headerSize) return undefined;
    return parseKept(read(path, stat.size), stat.mtimeMs, command);
  } catch {
    return undefined;
  }
}

/** Whether the nearest package.json makes the file an ES module, which Node must load itself. */
function isModule(path: string): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const manifest = readText(join(folder, 'package.json'));
    if (manifest !== undefined) return /"type"\s*:\s*"module"/.test(manifest);
    if (dirname(folder) === folder) return false;
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * V8 checks its own version and flags, and of the source the length only: the rest of the identity is in the name, with a
 * number for the form of the file.
 *
 * @param use what the file is used for: other uses need other functions, and loading those takes time as well
 */
function cacheName(path: string, stat: Stats, use: string): string {
  const identity = `3\0${use}\0${path}\0${stat.size}\0${stat.mtimeMs}\0${process.version}\0${process.arch}`;
  let low = 0x811c9dc5;
  let high = 0x01000193;
  for (let index = 0; index < identity.length; index++) {
    const code = identity.charCodeAt(index);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x85ebca6b) + index;
  }
  return `${hexadecimal(low)}${hexadecimal(high)}.code`;
}

function hexadecimal(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
