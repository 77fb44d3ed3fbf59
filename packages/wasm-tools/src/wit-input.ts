/** WIT for the module: read into memory, so that wasm-tools sees no file of the machine. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry } from './vendor.js';
import { WasmToolsError, type WitInput } from './wasm-tools.js';

/** Folders of WIT have `deps` in them and hardly more. */
const DEEPEST = 8;

/** The name and content under which a WIT package stands in the in-memory file system. */
export function witEntry(wit: WitInput): { name: string; entry: Entry } {
  if ('text' in wit) return { name: 'wit.wit', entry: { source: wit.text } };
  if ('files' in wit) return { name: 'wit', entry: fromFiles(wit.files) };
  try {
    if (statSync(wit.path).isDirectory()) return { name: 'wit', entry: readFolder(wit.path, 0) };
    const name = wit.path.endsWith('.wasm') ? 'wit.wasm' : 'wit.wit';
    return { name, entry: { source: new Uint8Array(readFileSync(wit.path)) } };
  } catch (error) {
    if (error instanceof WasmToolsError) throw error;
    const why = error instanceof Error ? error.message.replace(/, \w+ '.*$/, '') : String(error);
    throw new WasmToolsError(`cannot read WIT from ${wit.path}: ${why}`);
  }
}

function readFolder(path: string, depth: number): Entry {
  if (depth > DEEPEST) throw new WasmToolsError(`${path} is nested too deeply to be WIT`);
  const dir = folder();
  for (const item of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, item.name);
    if (item.isDirectory()) dir[item.name] = readFolder(inner, depth + 1);
    else if (/\.(wit|wasm|wat|toml)$/.test(item.name)) {
      dir[item.name] = { source: new Uint8Array(readFileSync(inner)) };
    }
  }
  return { dir };
}

function fromFiles(files: ReadonlyMap<string, string>): Entry {
  const root = folder();
  for (const [path, source] of files) {
    const names = path.split('/').filter((name) => name !== '' && name !== '.');
    const last = names.pop();
    if (last === undefined || names.includes('..')) {
      throw new WasmToolsError(`${JSON.stringify(path)} is not a path inside a folder of WIT`);
    }
    let dir = root;
    for (const name of names) {
      const next = (dir[name] ??= { dir: folder() });
      if (!('dir' in next)) {
        throw new WasmToolsError(`${JSON.stringify(path)} lies inside a file`);
      }
      dir = next.dir;
    }
    dir[last] = { source };
  }
  return { dir: root };
}

/** The file system in memory wants objects; one without a prototype has only the names that it was given. */
function folder(): Record<string, Entry> {
  return Object.create(null) as Record<string, Entry>;
}
