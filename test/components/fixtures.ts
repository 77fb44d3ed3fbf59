/** Where the components are, and what is expected of them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Resolve, WitFunction } from '@wit-ts/wit-parser';
import { interfaceOfKey, worldItemName } from '@wit-ts/wit-parser';
import { componentToWit } from '@wit-ts/component';
import type { Json } from './values.js';

export const folder = fileURLToPath(new URL('../fixtures/components/', import.meta.url));

/** `npm run fixtures -- --check` puts the rebuilt components in place of the committed ones. */
const wasm = process.env['WIT_TS_FIXTURES'] ?? join(folder, 'wasm');

/** The names of the components that are there. */
export const built = readdirSync(wasm)
  .filter((file) => file.endsWith('.wasm'))
  .map((file) => basename(file, '.wasm'))
  .toSorted();

export function pathOf(name: string): string {
  return join(wasm, `${name}.wasm`);
}

export function read(name: string): Uint8Array {
  return new Uint8Array(readFileSync(pathOf(name)));
}

export interface Call {
  instance: string | null;
  function: string;
  args: Json[];
  value: Json;
}

export interface Expectation {
  about: string;
  components: string[];
  calls: Call[];
}

/** What `npm run fixtures -- --record` wrote down. */
export function expectation(name: string): Expectation {
  return JSON.parse(readFileSync(join(folder, 'expected', `${name}.json`), 'utf8')) as Expectation;
}

/** All implementations of a component: `hello` stands for `hello-rust` and `hello-ts`. */
export function implementationsOf(name: string): string[] {
  return built.filter((each) => each === name || each.startsWith(`${name}-`));
}

/** The WIT of a package of the fixtures, as texts; that of WASI comes from the jco package. */
export function witOf(packageFolder: string, wasi?: string): { path: string; text: string }[] {
  const own = witFiles(join(folder, 'wit', packageFolder), '');
  if (wasi === undefined) return own;
  const all = fileURLToPath(
    new URL(`../lib/wit/builtin/${wasi}/`, import.meta.resolve('@bytecodealliance/jco')),
  );
  return [
    ...own,
    ...readdirSync(all).flatMap((name) => witFiles(join(all, name), `deps/${name}/`)),
  ];
}

function witFiles(path: string, prefix: string): { path: string; text: string }[] {
  return readdirSync(path)
    .filter((file) => file.endsWith('.wit'))
    .toSorted()
    .map((file) => ({ path: prefix + file, text: readFileSync(join(path, file), 'utf8') }));
}

/** The model of a component, and its functions by instance and name. */
export function modelOf(bytes: Uint8Array, name: string): { resolve: Resolve; world: number } {
  const decoded = componentToWit(bytes, { name });
  if (!decoded.ok) throw new Error(decoded.diagnostics[0]?.message ?? `${name} cannot be read`);
  if (decoded.world === undefined) throw new Error(`${name} is a WIT package`);
  return { resolve: decoded.resolve, world: decoded.world };
}

/** The exported function that a call means. */
export function exportedFunction(
  { resolve, world }: { resolve: Resolve; world: number },
  call: Pick<Call, 'instance' | 'function'>,
): WitFunction {
  for (const [key, item] of resolve.worlds[world]?.exports ?? []) {
    if (item.kind === 'function' && call.instance === null && key === call.function) {
      return item.function;
    }
    if (item.kind !== 'interface' || worldItemName(resolve, key) !== call.instance) continue;
    const id = interfaceOfKey(key) ?? item.id;
    const found = resolve.interfaces[id]?.functions.get(call.function);
    if (found !== undefined) return found;
  }
  throw new Error(`no function ${call.function} of ${call.instance ?? 'the world'} is exported`);
}

export function isCommitted(): boolean {
  return process.env['WIT_TS_FIXTURES'] === undefined && existsSync(wasm);
}
