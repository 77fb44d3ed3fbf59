/** Access to dist/vendor: wasm-tools as WebAssembly modules, their glue, and a WASI in memory. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { WasmToolsError } from './wasm-tools.js';

/** The version of wasm-tools that jco-transpile 0.14.0 contains. */
export const MODULE_VERSION = '1.258.0';

export const MODULE_FILES = ['wasm-tools.core.wasm', 'wasm-tools.core2.wasm'] as const;

/** A file or folder of the in-memory file system. */
export type Entry = { dir: Record<string, Entry> } | { source: string | Uint8Array };

/** The exports of the glue, in the shapes of jco. */
export interface RawTools {
  parse(text: string): Uint8Array;
  print(bytes: Uint8Array): string;
  componentNew(core: Uint8Array, adapters: [string, Uint8Array][]): Uint8Array;
  componentWit(bytes: Uint8Array): string;
  componentEmbed(options: {
    binary?: Uint8Array;
    witSource?: string;
    witPath?: string;
    stringEncoding?: 'utf8' | 'utf16' | 'compact-utf16';
    dummy?: boolean;
    world?: string;
  }): Uint8Array;
  metadataShow(bytes: Uint8Array): {
    parentIndex?: number;
    name?: string;
    metaType: { tag: 'module' } | { tag: 'component'; val: number };
    range: [number, number];
    producers: [string, [string, string][]][];
  }[];
}

interface Glue {
  instantiate(
    modules: (file: string) => WebAssembly.Module | undefined,
    wasi: (specifier: string) => unknown,
  ): RawTools;
}

interface Wasi {
  createCli(config: { stderr: { write(bytes: Uint8Array): void; flush(): void } }): unknown;
  createFilesystem(config: { adapter: unknown; preopens: Record<string, Entry> }): unknown;
  InMemoryFilesystemAdapter: new () => unknown;
  error: unknown;
  streams: unknown;
  random: unknown;
}

/** Finds dist/vendor from this file's own place, in `dist` or in `src`. */
function ownVendor(): URL {
  const beside = new URL('./vendor/', import.meta.url);
  return existsSync(beside) ? beside : new URL('../dist/vendor/', import.meta.url);
}

/** The files of one vendor folder; nothing is read before it is asked for. */
export class Vendor {
  readonly #base: URL;
  readonly #modules = new Map<string, WebAssembly.Module>();

  constructor(base?: URL) {
    this.#base = base ?? ownVendor();
  }

  /** Compiles the modules ahead, off the main thread. */
  async compile(): Promise<void> {
    await Promise.all(
      MODULE_FILES.map(async (file) => {
        this.#modules.set(file, await WebAssembly.compile(this.#read(file)));
      }),
    );
  }

  /** Makes a fresh instance whose files are those of `root` and whose standard error goes to `onError`. */
  instantiate(root: Entry, onError: (text: string) => void): RawTools {
    for (const file of MODULE_FILES) {
      if (!this.#modules.has(file)) {
        this.#modules.set(file, new WebAssembly.Module(this.#read(file)));
      }
    }
    const { instantiate } = this.#require<Glue>('wasm-tools.cjs');
    const wasi = this.#require<Wasi>('wasi.cjs');
    const decoder = new TextDecoder();
    const cli = wasi.createCli({
      stderr: { write: (bytes) => onError(decoder.decode(bytes, { stream: true })), flush() {} },
    });
    const adapter = new wasi.InMemoryFilesystemAdapter();
    const files = wasi.createFilesystem({ adapter, preopens: { '/': root } });
    return instantiate(
      (file) => this.#modules.get(file),
      (specifier) => {
        if (specifier.endsWith('/cli')) return cli;
        return specifier.endsWith('/filesystem') ? files : wasi;
      },
    );
  }

  #read(file: string): Uint8Array<ArrayBuffer> {
    try {
      return new Uint8Array(readFileSync(new URL(file, this.#base)));
    } catch {
      throw this.#missing();
    }
  }

  #require<T>(file: string): T {
    const path = fileURLToPath(new URL(file, this.#base));
    if (!existsSync(path)) throw this.#missing();
    return createRequire(import.meta.url)(path) as T;
  }

  #missing(): WasmToolsError {
    return new WasmToolsError(
      `the wasm-tools module is not in ${fileURLToPath(this.#base)}: install wit-ts anew, or in its sources run \`npm run build\``,
    );
  }
}
