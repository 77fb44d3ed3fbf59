/** Compositions that need nothing of their host: what they ask of it is served by a component made for that. */
import { compose, type ComposeInput } from '@wit-ts/compose';
import { componentToWit } from '@wit-ts/component';
import type { WasmTools } from '@wit-ts/wasm-tools';
import {
  functionText,
  interfaceOfKey,
  printWit,
  type Resolve,
  type WorldItem,
  worldItemName,
} from '@wit-ts/wit-parser';
import { speakingComponent } from './guest.js';
import { Unspeakable } from './shapes.js';

/** A component that exports whatever another one imports; nothing where that imports nothing. */
export function environmentOf(bytes: Uint8Array, tools: WasmTools): ComposeInput | undefined {
  const decoded = componentToWit(bytes, { name: 'app.wasm' });
  if (!decoded.ok) throw new Error(decoded.diagnostics[0]?.message);
  const { resolve } = decoded;
  const imports = resolve.worlds[decoded.world ?? -1]?.imports ?? new Map<string, WorldItem>();
  if (imports.size === 0) return undefined;
  const lines = [...imports].map(([key, item]) => `  export ${exported(resolve, key, item)}`);
  const text = printWit(resolve, decoded.package);
  const wit = text.replace(/^world root \{[^]*?^\}/m, `world root {\n${lines.join('\n')}\n}`);
  const made = speakingComponent('environment', wit, tools);
  return { name: 'environment', path: 'environment.wasm', bytes: made };
}

function exported(resolve: Resolve, key: string, item: WorldItem): string {
  const name = worldItemName(resolve, key);
  if (item.kind === 'function') return `${name}: ${functionText(resolve, item.function)};`;
  if (item.kind === 'type') throw new Unspeakable('types of the world');
  return interfaceOfKey(key) === undefined
    ? `${name}: ${interfaceName(resolve, item.id)};`
    : `${name};`;
}

function interfaceName(resolve: Resolve, id: number): string {
  const found = resolve.interfaces[id];
  const home = resolve.packages[found?.package ?? -1]?.name;
  if (home === undefined || found === undefined || found.name === null) {
    throw new Unspeakable('an interface without a name');
  }
  const version = home.version === undefined ? '' : `@${home.version}`;
  return `${home.namespace}:${home.name}/${found.name}${version}`;
}

/** A component with its environment, composed. */
export function closed(bytes: Uint8Array, environment: ComposeInput | undefined): Uint8Array {
  if (environment === undefined) return bytes;
  const app = { name: 'app', path: 'app.wasm', bytes };
  const result = compose([app, environment]);
  if (result.bytes === undefined) {
    throw new Unspeakable(result.diagnostics[0]?.message ?? 'refused');
  }
  return result.bytes;
}
