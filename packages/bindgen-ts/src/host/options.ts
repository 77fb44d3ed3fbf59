import type { Diagnostic, Resolve, WorldId } from '@wit-ts/wit-parser';
import type { GeneratedFile } from '../output/generated-file.js';

/** How the core modules get into the program. */
export type Instantiation =
  /** A function `instantiate` that returns a promise. */
  | 'async'
  /** A function `instantiate` that returns the exports. */
  | 'sync'
  /** An ES module: imports are `import` statements, exports are `export` statements. */
  | 'module';

export interface HostOptions {
  /** The WIT of the component, from its source or from `componentToWit`. */
  readonly resolve: Resolve;
  readonly world: WorldId;
  /** The component. Without it only types are generated. */
  readonly component?: Uint8Array;
  /** Stem of the file names: `app` gives `app.ts` and `app.core.wasm`. */
  readonly name: string;
  /** What the component or WIT is called in the first line of each file and in diagnostics; `name` by default. */
  readonly source?: string;
  /** TypeScript (`app.ts`), or JavaScript with declarations (`app.js`, `app.d.ts`). */
  readonly lang?: 'ts' | 'js';
  readonly instantiation?: Instantiation;
  /**
   * For the ES module: where interfaces come from. `my:pkg/api` → `./api.js` takes the whole module, `wasi:cli/*` →
   * `./cli.js#*` the export of that name. Later entries win; WASI goes to preview2-shim by default.
   */
  readonly map?: readonly (readonly [from: string, to: string])[];
  /**
   * For the ES module: the module that exports `getCoreModule`, which gives the compiled core module for a file name. Without
   * it they are read from beside the generated module. A bundler knows better where the files come to lie.
   */
  readonly coreModules?: string;
  /** Writes the run time beside the module instead of importing `@wit-ts/canonical-abi`. */
  readonly standalone?: boolean;
}

export interface HostResult {
  /** Empty where there is an error among the diagnostics. */
  readonly files: readonly GeneratedFile[];
  readonly diagnostics: readonly Diagnostic[];
}
