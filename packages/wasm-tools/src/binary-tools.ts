/** A `wasm-tools` binary of the machine, for what it does better than the module: checking and reading. */
import { spawnSync } from 'node:child_process';
import { kindOf } from './kind-of.js';
import { parseFailureOfBinary, plainMessage } from './messages.js';
import { joined } from './outline.js';
import type { ModuleTools } from './module-tools.js';
import {
  WasmToolsError,
  type EmbedInput,
  type ModuleMetadata,
  type ValidationResult,
  type WasmTools,
} from './wasm-tools.js';

/** What lies behind a gate in wasm-tools and may stand in a component all the same. */
const GATES = [
  'cm-values',
  'cm-async-stackful',
  'cm-more-async-builtins',
  'cm-threading',
  'cm-error-context',
  'cm-fixed-length-lists',
  'cm-map',
  'cm-implements',
  'cm64',
];

export class BinaryTools implements WasmTools {
  readonly implementation: { kind: 'binary'; version: string; path: string };

  readonly ready = Promise.resolve();

  readonly #module: ModuleTools;
  readonly #gates = new Set(GATES);

  /**
   * @param path The program.
   * @param version What it says of itself.
   * @param module Makes components: that needs nothing of the machine, not even temporary files.
   */
  constructor(path: string, version: string, module: ModuleTools) {
    this.implementation = { kind: 'binary', version, path };
    this.#module = module;
  }

  parse(text: string): Uint8Array {
    // Given binary, the program hands it on unchanged; text does not start with the byte 0.
    const { status, stdout, stderr } = this.#run(['parse', '-'], text);
    if (status !== 0) throw new WasmToolsError(parseFailureOfBinary(stderr));
    return new Uint8Array(stdout);
  }

  print(bytes: Uint8Array): string {
    return this.#read(['print', '-'], bytes);
  }

  componentNew(
    core: Uint8Array,
    adapters?: readonly (readonly [string, Uint8Array])[],
  ): Uint8Array {
    return this.#module.componentNew(core, adapters);
  }

  componentEmbed(input: EmbedInput): Uint8Array {
    return this.#module.componentEmbed(input);
  }

  componentWit(bytes: Uint8Array): string {
    return this.#module.componentWit(bytes);
  }

  metadata(bytes: Uint8Array): ModuleMetadata[] {
    return this.#module.metadata(bytes);
  }

  validate(input: Uint8Array | readonly Uint8Array[], file?: string): ValidationResult {
    const checkedBy = `wasm-tools ${this.implementation.version}`;
    const bytes =
      file === undefined ? joined(input instanceof Uint8Array ? [input] : input) : undefined;
    if (bytes !== undefined && kindOf(bytes) === undefined) return this.#module.validate(bytes);
    for (;;) {
      const gates = [...this.#gates].join(',');
      const features = gates === '' ? [] : ['--features', gates];
      const { status, stderr } = this.#run(['validate', ...features, file ?? '-'], bytes ?? '');
      if (status === 0) return { ok: true, checkedBy, unchecked: [] };
      // Another version may not know a gate: then what it lets through is on anyway, or not there.
      const unknown = /unknown feature `([\w-]+)`/.exec(stderr)?.[1];
      if (status !== 2 || unknown === undefined || !this.#gates.delete(unknown)) {
        return { ok: false, message: plainMessage(stderr), checkedBy, unchecked: [] };
      }
    }
  }

  #read(args: string[], bytes: Uint8Array): string {
    const { status, stdout, stderr } = this.#run(args, bytes);
    if (status !== 0) throw new WasmToolsError(plainMessage(stderr));
    return stdout.toString('utf8');
  }

  #run(args: string[], input: string | Uint8Array) {
    const { path } = this.implementation;
    const { status, signal, stdout, stderr, error } = spawnSync(path, args, {
      input,
      maxBuffer: Infinity,
      windowsHide: true,
    });
    // A program that has seen enough ends without reading the rest.
    const early = error !== undefined && 'code' in error && error.code === 'EPIPE';
    if (error !== undefined && !(early && status !== null)) {
      throw new WasmToolsError(
        `cannot run ${path}: ${error.message}; set WIT_TS_WASM_TOOLS=off to do without it`,
      );
    }
    if (signal !== null) throw new WasmToolsError(`${path} was ended by ${signal}`, true);
    const text = stderr.toString('utf8');
    if (/panicked at /.test(text))
      throw new WasmToolsError(`${path} broke down over this input`, true);
    return { status, stdout, stderr: text };
  }
}
