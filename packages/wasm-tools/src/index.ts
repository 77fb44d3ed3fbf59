/**
 * The one place that knows wasm-tools: a program on the PATH, or the WebAssembly module inside
 * `@bytecodealliance/jco-transpile`, which the build of this package copies.
 */
export { loadWasmTools, type LoadOptions } from './load.js';
export {
  WasmToolsError,
  type EmbedInput,
  type Implementation,
  type ModuleMetadata,
  type ValidationResult,
  type WasmTools,
  type WitInput,
} from './wasm-tools.js';
