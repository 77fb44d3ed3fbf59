/** What a build needs from outside: a bundler and a back end, which the command finds and drives. */
import type { Diagnostic, SourceSet } from '@wit-ts/wit-parser';

/** A JavaScript engine that becomes part of the component. */
export type BackendName = 'quickjs' | 'starlingmonkey';

export interface BundleRequest {
  /** The text of the module to start from, or the path of a file. */
  readonly entry: { readonly text: string } | { readonly path: string };
  /** Modules in memory, by their specifiers. They come before all others. */
  readonly modules: ReadonlyMap<string, string>;
  /** What {@link modules} and the entry mean by a specifier: the path of a file. */
  readonly files: ReadonlyMap<string, string>;
  /** Specifiers that begin so stay in the bundle as imports, without this beginning. */
  readonly externalPrefix: string;
  /** How the rest of such a specifier is spelled in the bundle. */
  readonly renameExternal?: (specifier: string) => string;
}

export interface Bundle {
  /** An ES module. */
  readonly code: string;
  /** Its source map, as JSON. */
  readonly map: string;
  /** The names that the entry exports. */
  readonly exports: readonly string[];
}

/** Mistakes in the user's modules, with the texts that they are in. */
export interface BundleFailure {
  readonly diagnostics: Diagnostic[];
  readonly sources: SourceSet;
}

export interface Bundler {
  bundle(request: BundleRequest): Promise<Bundle | BundleFailure>;
}

export interface ComponentizeRequest {
  /** The bundle. */
  readonly source: string;
  /** The text of a WIT package with all that it needs. */
  readonly wit: string;
  /** The world: its plain name. */
  readonly world: string;
  /** Keep standard error, and all of WASI that the engine uses. */
  readonly debug: boolean;
  /** Some function, stream or future is asynchronous. */
  readonly async: boolean;
}

export interface Backend {
  readonly name: BackendName;
  /** @throws Error with the back end's own message */
  componentize(request: ComponentizeRequest): Promise<Uint8Array>;
}
