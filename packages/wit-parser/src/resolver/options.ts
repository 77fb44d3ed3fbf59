import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { PackageId, Resolve } from '../model/resolve.js';
import type { SourceSet } from '../sources/index.js';
import type { Origins } from './origins.js';
import type { SymbolTable } from './symbols.js';

/** A WIT package in binary form, decoded. */
export interface DecodedWit {
  resolve: Resolve;
  package: PackageId;
}

export interface ResolveOptions {
  /** Features whose `@unstable(feature = …)` items are kept. */
  features?: readonly string[];
  /** Keep the items of every feature. */
  allFeatures?: boolean;
  /** Decodes a WIT package in binary form; throws an `Error` with a plain message. Without it such inputs are refused. */
  decodeWit?: (bytes: Uint8Array, name: string) => DecodedWit;
  /** Assembles WebAssembly text; throws an `Error` with a plain message. Without it such inputs are refused. */
  assemble?: (text: string, name: string) => Uint8Array;
  /** Collect what each name stands for in {@link ResolveResult.symbols}, for editors (default: no). */
  symbols?: boolean;
  /** Leave the warnings out (default: they are given). */
  warnings?: boolean;
}

export interface ResolveResult {
  /** What could be resolved; all of it where no diagnostic is an error. */
  resolve: Resolve;
  /** The package that was asked for; `undefined` where it has no name or could not be read. */
  package: PackageId | undefined;
  /** In the order in which they were found: files by name, then packages by dependency. */
  diagnostics: Diagnostic[];
  /** Every text that was read. */
  sources: SourceSet;
  /** Where the types, interfaces, worlds and packages were defined. */
  origins: Origins;
  /** What the names in the texts stand for; only with the option `symbols`. */
  symbols: SymbolTable | undefined;
}

/** A WIT text in memory. */
export interface SourceInput {
  /** Orders the files and names them in diagnostics. */
  path: string;
  text: string;
}
