/** Components through jco-transpile, for its score beside ours. */
import { once } from 'node:events';
import { runInThisContext } from 'node:vm';
import { Worker } from 'node:worker_threads';
import type { Bindings, Exports } from './bindings.js';

type Instantiate = (load: (path: string) => WebAssembly.Module, imports: object) => Exports;

interface Answer {
  files?: Record<string, Uint8Array<ArrayBuffer>>;
  error?: string;
}

/** jco-transpile is a component itself and cannot be entered again after it panicked, so it runs where it can be replaced. */
const SOURCE = `
import { parentPort } from 'node:worker_threads';
import { transpileBytes } from ${JSON.stringify(import.meta.resolve('@bytecodealliance/jco-transpile'))};
parentPort.on('message', async (bytes) => {
  try {
    const { files } = await transpileBytes(bytes, { name: 'app', instantiation: 'sync' });
    parentPort.postMessage({ files });
  } catch (error) {
    parentPort.postMessage({ error: String(error) });
  }
});
`;

let worker: Worker | undefined;

async function transpile(bytes: Uint8Array): Promise<Record<string, Uint8Array<ArrayBuffer>>> {
  worker ??= new Worker(new URL(`data:text/javascript,${encodeURIComponent(SOURCE)}`), {
    stderr: true,
  });
  worker.postMessage(bytes, []);
  const [{ files, error }] = (await once(worker, 'message')) as [Answer];
  if (files !== undefined) return files;
  await worker.terminate();
  worker = undefined;
  throw new Error(error);
}

/** Ends what {@link jcoBindingsOf} started. */
export async function endJco(): Promise<void> {
  await worker?.terminate();
  worker = undefined;
}

/** Whether jco takes a component: throws where it does not. */
export async function jcoVerdict(bytes: Uint8Array): Promise<void> {
  await transpile(bytes);
}

export async function jcoBindingsOf(bytes: Uint8Array): Promise<Pick<Bindings, 'instantiate'>> {
  const files = await transpile(bytes);
  const file = (end: string): Uint8Array<ArrayBuffer> => {
    const found = Object.entries(files).find(([path]) => path.endsWith(end));
    if (found === undefined) throw new Error(`jco wrote no ${end}`);
    return new Uint8Array(found[1]);
  };
  const source = new TextDecoder().decode(file('app.js')).replaceAll(/^export /gm, '');
  const start = runInThisContext(`(() => { ${source}\nreturn instantiate; })()`) as Instantiate;
  const load = (path: string): WebAssembly.Module => new WebAssembly.Module(file(path));
  return { instantiate: (imports = {}) => start(load, imports) };
}
