// Bindings of the benchmark's component: ours and jco's in a folder, the code written by hand, the bare core functions.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { inner } from './by-hand/inner.mjs';
import { outer } from './by-hand/outer.mjs';
import { host } from './host.mjs';

/** Generates the bindings of all kinds into the folder; `copies` of ours, all over one run time. */
export async function generate(folder, copies = 1) {
  const { loadWasmTools } = await import('../../wasm-tools/dist/index.js');
  const { transpileBytes } = await import('@bytecodealliance/jco-transpile');
  const tools = await loadWasmTools();
  const wat = fileURLToPath(new URL('calls.wat', import.meta.url));
  const component = tools.parse(readFileSync(wat, 'utf8'));
  await ours(component, join(folder, 'ours'));
  for (let copy = 0; copy < copies; copy += 1)
    await ours(component, join(folder, 'copies', String(copy)), '../../ours/canonical-abi.js');
  const jco = await transpileBytes(component, {
    name: 'calls',
    instantiation: { tag: 'sync' },
  }).catch(() => transpileBytes(component, { name: 'calls', instantiation: 'sync' }));
  const files = Object.entries(jco.files);
  write(
    join(folder, 'jco'),
    files.map(([path, content]) => ({ path: path.replace(/^.*\//, ''), content })),
  );
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
}

async function ours(component, folder, runtime) {
  const { componentToWit } = await import('../../component/dist/index.js');
  const { generateHost } = await import('../dist/index.js');
  const wit = componentToWit(component, { name: 'calls.wat' });
  if (!wit.ok) throw new Error(wit.diagnostics[0].message);
  const { files, diagnostics } = await generateHost({
    resolve: wit.resolve,
    world: wit.world,
    component,
    name: 'calls',
    lang: 'js',
    instantiation: 'sync',
    standalone: runtime === undefined,
  });
  if (files.length === 0) throw new Error(diagnostics[0].message);
  write(
    folder,
    files.map(({ path, content }) => ({
      path,
      content:
        typeof content === 'string' && runtime !== undefined
          ? content.replace('"@wit-ts/canonical-abi"', JSON.stringify(runtime))
          : content,
    })),
  );
}

function write(folder, files) {
  for (const { path, content } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Gives the compiled core modules of a kind. */
export function modules(folder, kind) {
  return (path) => new WebAssembly.Module(readFileSync(join(folder, kind, path)));
}

/** The exports of our bindings or jco's. */
export async function instance(folder, kind) {
  const module = await import(pathToFileURL(join(folder, kind, 'calls.js')).href);
  return module.instantiate(modules(folder, kind), { 'bench:host/host': host() });
}

/** The exports of the code that is written by hand. */
export function handInstance(folder) {
  const load = modules(folder, 'ours');
  const callee = inner(load, host());
  return { inner: callee.exports, outer: outer(load, callee) };
}

function none() {
  return 0;
}

/** The core functions without anything around them; imports are as bare. */
export function coreInstance(folder) {
  const load = modules(folder, 'ours');
  const start = (path, imports) => new WebAssembly.Instance(load(path), imports).exports;
  const { note } = host();
  const imports = { note, text: none, open: none, number: none, drop: none, new: none };
  const callee = start('calls.core2.wasm', { libc: start('calls.core.wasm', {}), host: imports });
  const caller = start('calls.core4.wasm', {
    libc: start('calls.core3.wasm', {}),
    inner: { add: callee.add, echo: none },
  });
  return { ...callee, ...caller };
}
