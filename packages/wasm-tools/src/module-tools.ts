/** wasm-tools as a WebAssembly module. */
import { kindOf } from './kind-of.js';
import { panicMessage, parseFailure, plainMessage } from './messages.js';
import { joined, outline, preambleOf } from './outline.js';
import { MODULE_VERSION, type Entry, type RawTools, type Vendor } from './vendor.js';
import {
  WasmToolsError,
  type EmbedInput,
  type ModuleMetadata,
  type ValidationResult,
  type WasmTools,
} from './wasm-tools.js';
import { witEntry } from './wit-input.js';

/** The memory of an instance never shrinks: after inputs of this size it is given up. */
const LARGE = 4 * 1024 * 1024;

const INVALID = /\(at offset 0x[0-9a-f]+\)$/;

const CHECKER = `wasm-tools ${MODULE_VERSION} (WebAssembly module)`;

export class ModuleTools implements WasmTools {
  readonly implementation = { kind: 'module', version: MODULE_VERSION } as const;
  readonly note?: string;

  readonly #vendor: Vendor;
  readonly #files: { dir: Record<string, Entry> } = { dir: {} };
  #tools: RawTools | undefined;
  #stderr = '';

  readonly ready: Promise<void>;

  constructor(vendor: Vendor, note?: string, ready: Promise<void> = Promise.resolve()) {
    this.#vendor = vendor;
    this.ready = ready;
    // Whoever does not wait compiles it again, and hears of the same failure.
    ready.catch(() => undefined);
    if (note !== undefined) this.note = note;
  }

  parse(text: string): Uint8Array {
    return this.#call(text.length, (tools) => tools.parse(text), parseFailure);
  }

  print(bytes: Uint8Array): string {
    return this.#call(bytes.length, (tools) => tools.print(bytes));
  }

  componentNew(
    core: Uint8Array,
    adapters: readonly (readonly [string, Uint8Array])[] = [],
  ): Uint8Array {
    const list = adapters.map(([name, bytes]): [string, Uint8Array] => [name, bytes]);
    return this.#call(core.length, (tools) => tools.componentNew(core, list));
  }

  componentEmbed({ core, wit, world, stringEncoding }: EmbedInput): Uint8Array {
    const { name, entry } = witEntry(wit);
    this.#files.dir = { [name]: entry };
    try {
      return this.#call(core?.length ?? 0, (tools) =>
        tools.componentEmbed({
          ...(core === undefined ? { dummy: true } : { binary: core }),
          ...(world === undefined ? {} : { world }),
          ...(stringEncoding === undefined ? {} : { stringEncoding }),
          witPath: `/${name}`,
        }),
      );
    } finally {
      this.#files.dir = {};
    }
  }

  componentWit(bytes: Uint8Array): string {
    return this.#call(bytes.length, (tools) => tools.componentWit(bytes));
  }

  metadata(bytes: Uint8Array): ModuleMetadata[] {
    const found = this.#call(bytes.length, (tools) => tools.metadataShow(bytes));
    return found.map(({ parentIndex, name, metaType, range, producers }) => ({
      ...(parentIndex === undefined ? {} : { parent: parentIndex }),
      ...(name === undefined ? {} : { name }),
      kind: metaType.tag,
      range,
      producers: new Map(producers.map(([field, values]) => [field, new Map(values)])),
    }));
  }

  /**
   * The module has no validation of its own, so the check is put together: types are checked where it reads
   * the WIT of a component, function bodies by the engine's `WebAssembly.validate`.
   *
   * - Only an error with an offset means invalid: the module also refuses what WIT cannot say.
   * - Where the engine says no it may lack a feature, so that means "cannot tell".
   */
  validate(input: Uint8Array | readonly Uint8Array[]): ValidationResult {
    const pieces = input instanceof Uint8Array ? [input] : input;
    const kind = kindOf(preambleOf(pieces));
    if (kind === undefined) {
      return {
        ok: false,
        message: 'not a WebAssembly binary: it does not start with the bytes of one',
        checkedBy: CHECKER,
        unchecked: [],
      };
    }
    if (kind === 'module') return this.#validateModule(joined(pieces));
    const without = outline(pieces, engineAccepts);
    const { modules, refused } = without ?? { modules: 0, refused: 0 };
    let typed = true;
    const refusal = (bytes: Uint8Array): string | undefined =>
      this.#refusal(
        () => this.componentWit(bytes),
        () => (typed = false),
      );
    let message = without && refusal(without.bytes);
    if (without === undefined || (message !== undefined && INVALID.test(message))) {
      // The whole says the place.
      message = refusal(joined(pieces));
      if (message !== undefined && INVALID.test(message)) {
        return { ok: false, message, checkedBy: `${CHECKER}: types`, unchecked: [] };
      }
    }
    const unchecked: string[] = [];
    if (!typed) unchecked.push('the types of the component: wasm-tools cannot read them');
    if (refused > 0) {
      unchecked.push(
        `${refused} of ${modules} core modules: this engine may lack a feature that they use`,
      );
    }
    const checked = typed ? [`${CHECKER}: types`] : [];
    if (refused < modules) checked.push(`V8: ${modules - refused} of ${modules} core modules`);
    return { ok: true, checkedBy: checked.join('; ') || 'nothing', unchecked };
  }

  #validateModule(bytes: Uint8Array): ValidationResult {
    if (engineAccepts(bytes)) return { ok: true, checkedBy: 'V8: core module', unchecked: [] };
    // A core module that cannot be printed cannot be decoded.
    const message = this.#refusal(() => this.print(bytes));
    if (message !== undefined) {
      return { ok: false, message, checkedBy: `${CHECKER}: structure`, unchecked: [] };
    }
    return {
      ok: true,
      checkedBy: `${CHECKER}: structure`,
      unchecked: ['the core module: this engine may lack a feature that it uses'],
    };
  }

  /** Why an operation refuses its input; undefined where it does not, or where it breaks down. */
  #refusal(operation: () => unknown, onCrash?: () => void): string | undefined {
    try {
      operation();
    } catch (error) {
      if (!(error instanceof WasmToolsError)) throw error;
      if (!error.crashed) return error.message;
      onCrash?.();
    }
    return undefined;
  }

  /** Runs one operation; an instance that trapped, or grew large, is not used again. */
  #call<T>(
    size: number,
    operation: (tools: RawTools) => T,
    explain: (text: string) => string = plainMessage,
  ): T {
    this.#tools ??= this.#vendor.instantiate(this.#files, (text) => {
      this.#stderr += text;
    });
    this.#stderr = '';
    try {
      const result = operation(this.#tools);
      if (size > LARGE) this.#tools = undefined;
      return result;
    } catch (error) {
      const refusal = payloadOf(error);
      if (refusal !== undefined) throw new WasmToolsError(explain(refusal));
      this.#tools = undefined;
      const why = panicMessage(this.#stderr) ?? (error instanceof Error ? error.message : '');
      throw new WasmToolsError(`wasm-tools broke down over this input: ${plainMessage(why)}`, true);
    }
  }
}

function engineAccepts(module: Uint8Array): boolean {
  return WebAssembly.validate(module as Uint8Array<ArrayBuffer>);
}

/** The error of a result, which jco throws wrapped; undefined for a trap and everything else. */
function payloadOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('payload' in error)) return undefined;
  return typeof error.payload === 'string' ? error.payload : undefined;
}
