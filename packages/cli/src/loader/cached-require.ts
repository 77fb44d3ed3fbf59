/** A `require` that keeps V8's compiled form of the large files it loads, for Node before 22.8. */
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire, wrap } from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';

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

/**
 * Makes a `require` for the file `from`: CommonJS files of some size are compiled with the code kept in `directory`, and
 * what was compiled anew is kept there when the process ends. Everything else goes to Node's own `require`.
 */
export function createCachedRequire(from: string, directory: string): Loader {
  /** What stands beside `from` is of its kind. */
  const home = dirname(from);
  const loaded = new Map<string, { exports: unknown }>();
  const fresh: { script: Script; file: string }[] = [];
  process.once('exit', () => keep(fresh, directory));

  const requireFor = (importer: string): NodeJS.Require => {
    const native = createRequire(importer);
    const beside = dirname(importer) === home;
    const load = (specifier: string): unknown => {
      if (specifier.startsWith('node:')) return native(specifier);
      // Our own chunks need no search.
      const path =
        beside && specifier.startsWith('./') && specifier.endsWith('.js')
          ? join(home, specifier)
          : native.resolve(specifier);
      const known = loaded.get(path);
      if (known !== undefined) return known.exports;
      const size = path.endsWith('.js') ? sizeOf(path) : undefined;
      const isOurs = dirname(path) === home;
      return size === undefined || (!isOurs && isModule(path))
        ? native(specifier)
        : run(path, size);
    };
    return Object.assign(load, native);
  };

  const run = (path: string, stat: { size: number; mtimeMs: number }): unknown => {
    const module = { exports: {} as unknown };
    loaded.set(path, module);
    const file = join(directory, cacheName(path, stat));
    const cachedData = read(file);
    const script = new Script(wrap(readFileSync(path, 'utf8')), {
      filename: path,
      ...(cachedData === undefined ? {} : { cachedData }),
    });
    if (cachedData === undefined || script.cachedDataRejected === true) {
      fresh.push({ script, file });
    }
    const body = script.runInThisContext() as Wrapper;
    body.call(module.exports, module.exports, requireFor(path), module, path, dirname(path));
    return module.exports;
  };

  return requireFor(from);
}

function sizeOf(path: string): { size: number; mtimeMs: number } | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && stat.size >= smallest ? stat : undefined;
}

/** Whether the nearest package.json makes the file an ES module, which Node must load itself. */
function isModule(path: string): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const manifest = read(join(folder, 'package.json'));
    if (manifest !== undefined) return /"type"\s*:\s*"module"/.test(manifest.toString('utf8'));
    if (dirname(folder) === folder) return false;
  }
}

/** V8 checks its own version and flags, and of the source the length only: the rest of the identity is in the name. */
function cacheName(path: string, stat: { size: number; mtimeMs: number }): string {
  const identity = `${path}\0${stat.size}\0${stat.mtimeMs}\0${process.version}\0${process.arch}`;
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

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** Keeping is a convenience: a full disk or a folder gone must not fail a command that has done its work. */
function keep(fresh: { script: Script; file: string }[], directory: string): void {
  if (fresh.length > 0) forget(directory);
  for (const { script, file } of fresh) {
    const temporary = `${file}.${process.pid}`;
    try {
      writeFileSync(temporary, script.createCachedData(), { mode: 0o600 });
      renameSync(temporary, file);
    } catch {
      rmSync(temporary, { force: true });
      return;
    }
  }
}

/** What was kept a month ago is mostly of versions that are gone. */
function forget(directory: string): void {
  const month = 30 * 24 * 3600 * 1000;
  try {
    for (const name of readdirSync(directory)) {
      const path = join(directory, name);
      if (statSync(path).mtimeMs < Date.now() - month) rmSync(path, { force: true });
    }
  } catch {
    // Another process may be tidying up as well.
  }
}
