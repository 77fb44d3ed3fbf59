/** Runs components through jco-transpile, an implementation that is not ours. */
import { setFlagsFromString } from 'node:v8';
import { runInThisContext } from 'node:vm';
import { transpileBytes } from '@bytecodealliance/jco-transpile';
import { WASIShim } from '@bytecodealliance/preview2-shim/instantiation';
import type { Exports, Instantiate } from './call.js';

// Components made by componentize-qjs use extended constant expressions, which Node 20 has behind this flag.
if (Number(process.versions.node.split('.')[0]) < 22) {
  setFlagsFromString('--experimental-wasm-extended-const');
}

/** Transpiles in memory and instantiates with WASI and the imports given. */
export async function viaJco(
  name: string,
  bytes: Uint8Array,
  imports: Exports = {},
): Promise<Exports> {
  const { files } = await transpileBytes(bytes, { name, instantiation: 'sync' });
  const file = (end: string): Uint8Array<ArrayBuffer> => {
    const found = Object.entries(files).find(([path]) => path.endsWith(end));
    if (found === undefined) throw new Error(`jco wrote no ${end}`);
    return new Uint8Array(found[1]);
  };
  const source = new TextDecoder().decode(file(`${name}.js`)).replaceAll(/^export /gm, '');
  // Its finalizers let go of some handles that it does not know any more, which ends the process whenever a collection comes.
  const script = `(() => { class FinalizationRegistry { register() {} unregister() {} } ${source}\nreturn instantiate; })()`;
  const start = runInThisContext(script, { filename: `${name}.js` }) as Instantiate;
  const wasi = new WASIShim().getImportObject();
  return start((path) => new WebAssembly.Module(file(path)), { ...wasi, ...imports });
}
