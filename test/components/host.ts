/** Runs components through host bindings of our own. */
import { WASIShim } from '@bytecodealliance/preview2-shim/instantiation';
import { bindingsOf } from '../reference/bindings.js';
import type { Exports } from './call.js';

/** Generates in memory and instantiates with WASI and the imports given. */
export async function viaBindings(
  name: string,
  bytes: Uint8Array,
  imports: Exports = {},
): Promise<Exports> {
  const bindings = await bindingsOf(bytes, name);
  return bindings.instantiate({ ...new WASIShim().getImportObject(), ...imports });
}
