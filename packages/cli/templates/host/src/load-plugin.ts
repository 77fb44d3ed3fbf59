import { readFile } from 'node:fs/promises';
import { type Exports, instantiate } from './plugin/shout.js';

/** Instantiates the plug-in with what this host offers; the compiler checks it against the WIT. */
export function loadPlugin(log: (line: string) => void): Promise<Exports> {
  return instantiate(loadCore, { 'example:editor/host': { log } });
}

/** The core modules of the plug-in lie beside its bindings. */
async function loadCore(path: string): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await readFile(new URL(`./plugin/${path}`, import.meta.url)));
}
