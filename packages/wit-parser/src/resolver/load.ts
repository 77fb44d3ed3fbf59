import * as messages from '../diagnostics/resolve-messages.js';
import type { DirectoryEntry, FileSystem } from '../file-system.js';
import { compareBytes, decodeUtf8 } from '../sources/index.js';
import type { DecodedWit, ResolveOptions } from './options.js';
import { extensionOf, joinPath } from './paths.js';
import type { Reporter } from './reporter.js';
import { isWasmBinary, isWasmText } from './wasm-text.js';

/** A text that was read; `undefined` offset where all of it is UTF-8. */
export interface LoadedText {
  path: string;
  text: string;
  /** Where the first byte stands that is no UTF-8. */
  invalidAt?: { offset: number; byte: number };
}

/** What a path leads to: the texts of one package group, or a package that was decoded. */
export type LoadedPath =
  | { kind: 'texts'; texts: LoadedText[]; folder?: string }
  | { kind: 'decoded'; path: string; decoded: DecodedWit };

/** Reads the files of packages. Whatever cannot be read is reported and left out. */
export class Loader {
  readonly #fs: FileSystem;
  readonly #options: ResolveOptions;
  readonly #reporter: Reporter;

  constructor(fs: FileSystem, options: ResolveOptions, reporter: Reporter) {
    this.#fs = fs;
    this.#options = options;
    this.#reporter = reporter;
  }

  isFolder(path: string): boolean {
    return this.#kindOf(path) === 'directory';
  }

  /** A file of whatever kind: WIT, WebAssembly text or binary. The content decides. */
  loadFile(path: string): LoadedPath | undefined {
    const bytes = this.#readFile(path);
    if (bytes === undefined) return undefined;
    if (isWasmBinary(bytes)) return this.#decode(path, bytes);
    const decoded = decodeUtf8(bytes);
    if (decoded.valid && isWasmText(decoded.text)) {
      const binary = this.#assemble(path, decoded.text);
      return binary === undefined ? undefined : this.#decode(path, binary);
    }
    return { kind: 'texts', texts: [toText(path, decoded)] };
  }

  /** The files directly in a folder whose names end in `.wit`, in byte order; not those of `deps`. */
  loadFolder(path: string): LoadedText[] {
    const texts: LoadedText[] = [];
    for (const { name, kind } of this.#readFolder(path)) {
      if (kind === 'directory' || !name.endsWith('.wit')) continue;
      const file = joinPath(path, name);
      const bytes = this.#readFile(file);
      if (bytes !== undefined) texts.push(toText(file, decodeUtf8(bytes)));
    }
    return texts;
  }

  /** The packages in the `deps` folder of a folder, in byte order of the names; folders in `deps` have no `deps` of their own. */
  *loadDeps(path: string): Generator<LoadedPath> {
    const deps = joinPath(path, 'deps');
    if (this.#kindOf(deps) === undefined) return;
    for (const { name, kind } of this.#readFolder(deps)) {
      const entry = joinPath(deps, name);
      if (kind === 'directory') {
        yield { kind: 'texts', texts: this.loadFolder(entry), folder: entry };
        continue;
      }
      const extension = extensionOf(name);
      if (extension !== 'wit' && extension !== 'wat' && extension !== 'wasm') continue;
      const loaded = this.loadFile(entry);
      if (loaded !== undefined) yield loaded;
    }
  }

  #decode(path: string, bytes: Uint8Array): LoadedPath | undefined {
    const { decodeWit } = this.#options;
    if (decodeWit === undefined) {
      this.#reporter.report(messages.noDecoder(path));
      return undefined;
    }
    const decoded = this.#attempt(
      () => decodeWit(bytes, path),
      (why) => messages.notDecodable(path, why),
    );
    return decoded && { kind: 'decoded', path, decoded };
  }

  #assemble(path: string, text: string): Uint8Array | undefined {
    const { assemble } = this.#options;
    if (assemble === undefined) {
      this.#reporter.report(messages.noAssembler(path));
      return undefined;
    }
    return this.#attempt(
      () => assemble(text, path),
      (why) => messages.notAssembled(path, why),
    );
  }

  #kindOf(path: string): DirectoryEntry['kind'] | undefined {
    return this.#attempt(
      () => this.#fs.kindOf(path),
      (why) => messages.cannotRead(path, why),
    );
  }

  #readFile(path: string): Uint8Array | undefined {
    let missing = false;
    const bytes = this.#attempt(
      () => {
        const read = this.#fs.readFile(path);
        missing = read === undefined;
        return read;
      },
      (why) => messages.cannotRead(path, why),
    );
    if (missing) this.#reporter.report(messages.fileMissing(path));
    return bytes;
  }

  #readFolder(path: string): DirectoryEntry[] {
    const entries = this.#attempt(
      () => {
        const read = this.#fs.readDirectory(path);
        if (read === undefined) throw new Error('it is no folder');
        return read;
      },
      (why) => messages.cannotRead(path, why),
    );
    return (entries ?? []).toSorted((a, b) => compareBytes(a.name, b.name));
  }

  /** Runs code from outside; what it throws becomes a diagnostic. */
  #attempt<T>(
    run: () => T,
    message: (why: string) => ReturnType<typeof messages.cannotRead>,
  ): T | undefined {
    try {
      return run();
    } catch (error) {
      this.#reporter.report(message(error instanceof Error ? error.message : String(error)));
      return undefined;
    }
  }
}

function toText(path: string, decoded: ReturnType<typeof decodeUtf8>): LoadedText {
  const { text } = decoded;
  if (decoded.valid) return { path, text };
  return { path, text, invalidAt: { offset: decoded.badOffset, byte: decoded.badByte } };
}
