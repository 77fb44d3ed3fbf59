/** What a project may choose. */
export interface WitTsOptions {
  /** The folder of the project; where the program runs by default. `generated` and paths in `map` are relative to it. */
  readonly root?: string;
  /** The folder for generated modules and types; `.wit-ts` by default. Version control should ignore it. */
  readonly generated?: string;
  /**
   * Where the imports of components come from: `{ 'my:host/journal': './src/journal.ts', 'wasi:cli/*': './wasi.ts#*' }`. Paths
   * that begin with `./` or `../` are relative to `root`. WASI comes from `@bytecodealliance/preview2-shim` by default.
   */
  readonly map?: Readonly<Record<string, string>>;
  /** Puts the core modules into the JavaScript, as base64; on by default where a bundler has no files of its own beside it. */
  readonly inline?: boolean;
  /** Features of WIT to consider, as `wit-ts check --features` does. */
  readonly features?: readonly string[];
}

/** {@link WitTsOptions} with nothing left open. */
export interface Settings {
  readonly root: string;
  /** Absolute. */
  readonly generated: string;
  readonly map: readonly (readonly [from: string, to: string])[];
  readonly inline: boolean | undefined;
  readonly features: readonly string[];
}
