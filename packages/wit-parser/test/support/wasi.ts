/** The WASI packages that come with jco: real WIT to test with. */

import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FileSystem } from '../../src/index.js';
import { memoryFileSystem } from './memory-fs.js';

const BUILTIN = new URL(
  '../../../../node_modules/@bytecodealliance/jco/lib/wit/builtin/',
  import.meta.url,
);

/** The packages of a version of WASI: `main` (such as `wasi-http`) as the folder `wasi`, the others as its `deps`. */
export function wasiTree(version: string, main: string): FileSystem {
  const root = new URL(`${version}/`, BUILTIN);
  const files: Record<string, string> = {};
  for (const name of readdirSync(fileURLToPath(root))) {
    const folder = new URL(`${name}/`, root);
    for (const file of readdirSync(fileURLToPath(folder))) {
      const place = name === main ? 'wasi' : `wasi/deps/${name}`;
      files[`${place}/${file}`] = readFileSync(new URL(file, folder), 'utf8');
    }
  }
  return memoryFileSystem(files);
}
