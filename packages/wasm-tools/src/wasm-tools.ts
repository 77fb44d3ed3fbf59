/** What this package offers of wasm-tools, whichever implementation stands behind it. */

/** Text of a WIT package: a file or folder on disk, one text, or files by their path inside the package's folder. */
export type WitInput =
  | { readonly path: string }
  | { readonly text: string }
  | { readonly files: ReadonlyMap<string, string> };

export interface EmbedInput {
  /** The core module that gets the section; without it a dummy module of the world is made. */
  readonly core?: Uint8Array;
  readonly wit: WitInput;
  /** The name of the world; may be left out where the package has only one. */
  readonly world?: string;
  readonly stringEncoding?: 'utf8' | 'utf16' | 'compact-utf16';
}

/** One module or component inside a binary, with what its `producers` section says. */
export interface ModuleMetadata {
  /** The place in the list of the one that contains it. */
  readonly parent?: number;
  readonly name?: string;
  readonly kind: 'module' | 'component';
  /** Where its bytes lie, from the first to after the last. */
  readonly range: readonly [number, number];
  /** Field (`language`, `processed-by`, `sdk`), then tool, then version. */
  readonly producers: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

export interface ValidationResult {
  /** False only where the bytes are known to be invalid. */
  readonly ok: boolean;
  /** Why they are invalid. */
  readonly message?: string;
  /** What looked at them, to be shown: `wasm-tools 1.257.1`, or the parts that made up the check. */
  readonly checkedBy: string;
  /** What none of the parts could tell; empty where the check is whole. */
  readonly unchecked: readonly string[];
}

export type Implementation =
  | { readonly kind: 'binary'; readonly version: string; readonly path: string }
  | { readonly kind: 'module'; readonly version: string };

/**
 * wasm-tools, loaded: its operations are synchronous. All of them throw a {@link WasmToolsError} for input
 * that wasm-tools refuses.
 */
export interface WasmTools {
  /** Which wasm-tools this is. */
  readonly implementation: Implementation;
  /** Why a `wasm-tools` on the PATH is not used though there is one. */
  readonly note?: string;

  /**
   * Fulfilled when nothing is left to be compiled. Operations before that compile what they need themselves.
   *
   * @throws {WasmToolsError} Where the module is absent.
   */
  readonly ready: Promise<void>;

  /** Assembles the text format of a component or core module. */
  parse(text: string): Uint8Array;
  /** Prints a component or core module in the text format. */
  print(bytes: Uint8Array): string;
  /** Makes a component of a core module that carries its world; an adapter goes by the name of the import it fills. */
  componentNew(
    core: Uint8Array,
    adapters?: readonly (readonly [name: string, bytes: Uint8Array])[],
  ): Uint8Array;
  /** Puts the world of a WIT package into a custom section of a core module. */
  componentEmbed(input: EmbedInput): Uint8Array;
  /**
   * Prints the WIT of a component, or of a WIT package in binary form: the root package alone, without the
   * packages that it uses.
   */
  componentWit(bytes: Uint8Array): string;
  /** The modules and components of a binary, outer ones first. */
  metadata(bytes: Uint8Array): ModuleMetadata[];
  /**
   * Checks a component or core module; never throws for bad bytes.
   *
   * @param input The bytes, or pieces that are the bytes in order.
   * @param file A file with the same bytes: a program reads it there, which saves handing them over.
   */
  validate(input: Uint8Array | readonly Uint8Array[], file?: string): ValidationResult;
}

/** wasm-tools refused its input or cannot be started. The message is plain text for the user. */
export class WasmToolsError extends Error {
  override readonly name = 'WasmToolsError';

  constructor(
    message: string,
    /** True where wasm-tools broke down over the input, which says nothing about the input. */
    readonly crashed: boolean = false,
  ) {
    super(message);
  }
}
