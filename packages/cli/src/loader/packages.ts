/** Loads packages with the compiled form of their large files: CommonJS, such as ts-morph, of which one file has nine megabytes. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Chunks, type Load, statOf } from './chunks.js';

/** Files below this size compile faster than their cache is read. */
const smallest = 20_000;

const loaded = new Map<string, { exports: unknown }>();

/** Loads a file, and what it requires; small files and all that is no CommonJS go to Node's own `require`. */
export function loadPackage(path: string, chunks: Chunks): unknown {
  const known = loaded.get(path);
  if (known !== undefined) return known.exports;
  const native = createRequire(path);
  const stat = path.endsWith('.js') ? statOf(path) : undefined;
  if (stat === undefined || stat.size < smallest || isModule(path)) return native(path);
  const module = { exports: {} as unknown };
  loaded.set(path, module);
  const load: Load = (specifier) => {
    if (specifier.startsWith('node:')) return native(specifier);
    const file = native.resolve(specifier);
    return file.endsWith('.js') ? loadPackage(file, chunks) : native(specifier);
  };
  const body = chunks.compile(path, stat, '', 'utf8');
  body.call(
    module.exports,
    module.exports,
    Object.assign(load, native),
    module,
    path,
    dirname(path),
  );
  return module.exports;
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
