/**
 * `--invoke` prints what Wasmtime prints, for every function without handles of every fixture that needs WASI alone.
 * `fixtures/wasmtime.json` holds what Wasmtime 48 printed; `UPDATE_GOLDEN=1` with a `wasmtime` on the PATH records anew.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { componentToWit } from '@wit-ts/component';
import { unwritable } from '@wit-ts/wave';
import type { Param, Resolve } from '@wit-ts/wit-parser';
import { exportedFunctions } from '../src/execute/choose-function.js';
import { importsFor } from '../src/execute/imports.js';
import { allowExtendedConstants } from '../src/engine/flags.js';
import { prepare } from '../src/execute/instantiate.js';
import { perform, readInvocation } from '../src/execute/invoke.js';
import type { Io } from '../src/io/io.js';
import { nodeFileSystem } from '@wit-ts/node-files';
import { fixtures } from './command.js';
import { sample } from './samples.js';

interface Case {
  component: string;
  call: string;
  /** Absent where the call traps. */
  stdout?: string;
}

interface Recording {
  wasmtime: string;
  cases: Case[];
}

const folder = join(fixtures, 'wasm');
const file = new URL('fixtures/wasmtime.json', import.meta.url);
/** Not compared: what is too large to be committed, and maps and lists of fixed length, which Wasmtime does not read as text. */
const left = /-(python|go|gated)\.wasm$/;

/** Arguments where samples of all numbers would ask for terabytes of pixels. */
const pictures = [
  '{width: 1, height: 1, pixels: [1, 2, 3, 255]}',
  '{width: 2, height: 1, pixels: [10, 20, 30, 255, 200, 100, 50, 0]}',
  '{width: 2, height: 2, pixels: []}',
];
const byHand: ReadonlyMap<string, readonly string[]> = new Map([
  ['resize', pictures.map((picture) => `${picture}, 2, 2`)],
  ['grayscale', pictures],
  ['blur', pictures.map((picture) => `${picture}, 1`)],
  [
    'normalize',
    [
      '[]',
      '[{id: 1, source: "a", value: 1.5, tags: ["x", "y"], payload: [1, 2]}]',
      '[{id: 1, source: "", value: 0, tags: [], payload: []}, {id: 2, source: "b", value: nan, tags: [], payload: []}]',
      '[{id: 3, source: "b", value: 2, tags: [], payload: []}, {id: 3, source: "b", value: 2, tags: [], payload: []}]',
    ],
  ],
]);

function callsOf(component: string): string[] {
  const found = componentToWit(readFileSync(join(folder, component)), { name: component });
  if (!found.ok || found.world === undefined) return [];
  const { resolve } = found;
  const world = resolve.worlds[found.world];
  if (world === undefined || needsMore(found)) return [];
  return exportedFunctions(resolve, world).flatMap(({ function: target, fullName }) => {
    const types = [...target.params.map(({ type }) => type), target.result ?? 'bool'];
    const isText = types.every((type) => unwritable(resolve, type) === undefined);
    if (target.kind.kind !== 'freestanding' || !isText) return [];
    const inputs = byHand.get(target.name) ?? [
      ...new Set(
        Array.from({ length: isPrimitive(target.params) ? 7 : 3 }, (_, index) =>
          target.params.map(({ type }, at) => sample(resolve, type, index + at)).join(', '),
        ),
      ),
    ];
    // Wasmtime takes the bare name and the full one.
    return inputs.map((text, index) => `${index % 2 === 0 ? target.name : fullName}(${text})`);
  });
}

function isPrimitive(params: readonly Param[]): boolean {
  return params.every(({ type }) => typeof type === 'string');
}

/** Whether something else than WASI 0.2 has to be supplied. */
function needsMore({ resolve, world }: { resolve: Resolve; world?: number }): boolean {
  const imports = [...(resolve.worlds[world ?? -1]?.imports.values() ?? [])];
  return imports.some((item) => {
    if (item.kind !== 'interface') return item.kind === 'function';
    const found = resolve.interfaces[item.id];
    const owner = resolve.packages[found?.package ?? -1]?.name;
    const isWasi = owner?.namespace === 'wasi' && owner.version?.startsWith('0.2') === true;
    return !isWasi && (found?.functions.size ?? 0) > 0;
  });
}

const wasmtime = spawnSync('wasmtime', ['--version'], { encoding: 'utf8' }).stdout?.trim();

function invokeNatively(component: string, call: string): string | undefined {
  const args = ['run', '--invoke', call, join(folder, component)];
  const { status, stdout } = spawnSync('wasmtime', args, { encoding: 'utf8' });
  return status === 0 ? stdout : undefined;
}

const silent: Io = {
  fs: nodeFileSystem,
  out: () => undefined,
  err: () => undefined,
  exit: () => undefined,
  leave: () => undefined,
  stdin: () => Promise.resolve(new Uint8Array()),
  color: false,
};

/** Calls functions of a component, each in an instance of its own. */
async function invoker(name: string): Promise<(call: string) => Promise<string>> {
  allowExtendedConstants();
  const bytes = readFileSync(join(folder, name));
  const found = componentToWit(bytes, { name });
  const world = found.ok ? found.resolve.worlds[found.world ?? -1] : undefined;
  if (!found.ok || world === undefined) throw new Error(`${name} has no world`);
  const component = { bytes, resolve: found.resolve, world: found.world ?? 0, name };
  const instantiate = await prepare(component);
  const grants = { folders: new Map(), environment: new Map(), network: false };
  return async (call) => {
    const invocation = readInvocation(component, world, call);
    const imports = await importsFor(component, world, { args: [name], grants }, silent);
    return `${String(perform(invocation, instantiate(imports), component, false))}\n`;
  };
}

function components(): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.wasm') && !left.test(name));
}

if (process.env['UPDATE_GOLDEN'] === '1' && wasmtime !== undefined) {
  const cases = components().flatMap((component) =>
    callsOf(component).map((call): Case => {
      const stdout = invokeNatively(component, call);
      return stdout === undefined ? { component, call } : { component, call, stdout };
    }),
  );
  writeFileSync(file, `${JSON.stringify({ wasmtime, cases }, null, 2)}\n`);
}

const recording = JSON.parse(readFileSync(file, 'utf8')) as Recording;

describe('wit-ts run --invoke', () => {
  it('is compared with Wasmtime for all functions that text can call', () => {
    const recorded = recording.cases.map(({ component, call }) => `${component} ${call}`);
    const wanted = components().flatMap((component) =>
      callsOf(component).map((call) => `${component} ${call}`),
    );
    expect(wanted.length).toBeGreaterThan(200);
    expect(wanted.filter((text) => !recorded.includes(text))).toEqual([]);
    expect(recording.cases.filter(({ stdout }) => stdout === undefined)).toEqual([]);
  });

  const names = [...new Set(recording.cases.map(({ component }) => component))];
  it.each(names)('%s', async (name) => {
    const invoke = await invoker(name);
    for (const { component, call, stdout } of recording.cases) {
      if (component !== name) continue;
      expect({ call, stdout: await invoke(call) }).toEqual({ call, stdout });
    }
  });

  it('reads and prints maps and lists of fixed length, too', async () => {
    const invoke = await invoker('echo-gated.wasm');
    const texts = {
      'echo-map': '[("a", 1), ("b", 2)]',
      'echo-fixed-u64': '[1, 2, 18446744073709551615]',
      'echo-matrix': '[[1, 2.5, nan], [0, -0, inf]]',
    };
    for (const [name, text] of Object.entries(texts)) {
      expect(await invoke(`${name}(${text})`)).toBe(`${text}\n`);
    }
  });

  it.skipIf(wasmtime !== recording.wasmtime)('is as the Wasmtime on the PATH prints it now', () => {
    const some = recording.cases.filter((_, index) => index % 40 === 0);
    for (const { component, call, stdout } of some) {
      expect({ call, stdout: invokeNatively(component, call) }).toEqual({ call, stdout });
    }
  });
});
