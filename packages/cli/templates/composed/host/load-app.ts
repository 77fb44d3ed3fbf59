import { readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { type Exports, instantiate } from './app/app.js';

// The engine in the components uses extended constant expressions, which Node.js 20 has behind a flag.
if (Number(process.versions.node.split('.')[0]) < 22)
  setFlagsFromString('--experimental-wasm-extended-const');

/** Both components as one, instantiated; it asks nothing of this host. */
export function loadApp(): Promise<Exports> {
  return instantiate(
    async (path) => WebAssembly.compile(await readFile(new URL(`./app/${path}`, import.meta.url))),
    {},
  );
}
