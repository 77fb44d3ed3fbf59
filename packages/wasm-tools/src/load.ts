import { BinaryTools } from './binary-tools.js';
import { chooseBinary } from './find-binary.js';
import { ModuleTools } from './module-tools.js';
import { Vendor } from './vendor.js';
import type { WasmTools } from './wasm-tools.js';

export interface LoadOptions {
  /**
   * `off` for the WebAssembly module, or the path of a `wasm-tools` program. Without it the environment
   * variable `WIT_TS_WASM_TOOLS` decides in the same way, and without that a `wasm-tools` on the PATH is
   * preferred.
   */
  readonly use?: string;
  /** The folder with the WebAssembly module, for a bundle that keeps it elsewhere; ends in a slash. */
  readonly vendor?: URL;
  /** Returns while the module is still being compiled; {@link WasmTools.ready} tells when it is. */
  readonly early?: boolean;
}

/**
 * Loads wasm-tools: a program of the machine where one fits, otherwise the WebAssembly module that comes
 * with this package. Importing this package loads nothing; what is loaded is not kept between calls.
 *
 * @throws {WasmToolsError} Where a program that was asked for cannot be used, or the module is absent.
 */
export async function loadWasmTools(options: LoadOptions = {}): Promise<WasmTools> {
  const vendor = new Vendor(options.vendor);
  const choice = chooseBinary(options.use ?? process.env['WIT_TS_WASM_TOOLS'], process.env['PATH']);
  if (choice.kind === 'binary') {
    return new BinaryTools(choice.path, choice.version, new ModuleTools(vendor));
  }
  const compiled = vendor.compile();
  if (options.early !== true) await compiled;
  return new ModuleTools(vendor, choice.note, compiled);
}
