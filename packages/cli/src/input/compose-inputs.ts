/** The components of a composition, from the disk. */
import { basename, extname, resolve as resolvePath, sep } from 'node:path';
import { recognise } from '@wit-ts/component';
import type { ComposeInput } from '@wit-ts/compose';
import type { Io } from '../io/io.js';
import { assemble, readBytes } from './binary.js';
import type { ReadAhead } from './read-ahead.js';
import { type FilePart, openInput, SparseFile } from './sparse-file.js';

/** Of more inputs each one is small, and so many files are not kept open. */
const MANY = 64;

/** What is composed; some files are not read whole. */
export class ComposeInputs {
  readonly list: ComposeInput[] = [];
  /** Files whose core modules are not in memory, by the memory. */
  private readonly sparse = new Map<ArrayBufferLike, SparseFile>();

  private constructor(private readonly io: Io) {}

  /**
   * Reads the components that a command line names.
   *
   * @param ahead those that are being read already
   * @param codeIsCopied whether nobody looks at core modules, which then need not be read
   */
  static async read(
    components: readonly string[],
    io: Io,
    ahead: ReadAhead,
    codeIsCopied: boolean,
  ): Promise<ComposeInputs> {
    const inputs = new ComposeInputs(io);
    const leaveOut = codeIsCopied && components.length <= MANY;
    const paths = new Map<string, string>();
    try {
      for (const argument of components) {
        const { name, path } = nameAndPath(argument, io);
        const before = paths.get(name);
        const known = before !== undefined && isSamePlace(before, path) ? before : path;
        paths.set(name, known);
        const read = ahead.has(path) ? await ahead.take(path) : undefined;
        const bytes = read ?? (path === '-' ? await io.stdin() : inputs.bytesOf(path, leaveOut));
        const binary = isText(bytes, path) ? await assemble(bytes, path) : bytes;
        inputs.list.push({ name, path: known, bytes: binary });
      }
      inputs.fillEqualSizes();
    } catch (error) {
      inputs.close();
      throw error;
    }
    return inputs;
  }

  /** Whether core modules of some are missing. */
  get areSparse(): boolean {
    return this.sparse.size > 0;
  }

  /** Reads all that was left out. */
  fill(): void {
    for (const file of this.sparse.values()) file.fill();
    this.sparse.clear();
  }

  /** What a file is written from: the pieces of a result, those that are not in memory as parts of their files. */
  forFile(
    pieces: readonly Uint8Array[],
    embedded: readonly { bytes: Uint8Array }[],
  ): readonly (Uint8Array | FilePart)[] {
    if (!this.areSparse) return pieces;
    const copied = new Set<ArrayBufferLike>();
    const parts = pieces.map((piece) => {
      const file = this.sparse.get(piece.buffer);
      if (file === undefined) return piece;
      copied.add(piece.buffer);
      return file.part(piece.byteOffset, piece.length);
    });
    for (const { bytes } of embedded) {
      if (this.sparse.has(bytes.buffer) && !copied.has(bytes.buffer)) {
        throw new Error('a component that was not read whole is in the result as a copy');
      }
    }
    return parts;
  }

  /**
   * Closes the files when all is written.
   *
   * @throws Failure CLI0008 where one was changed meanwhile
   */
  finish(): void {
    for (const file of this.sparse.values()) file.finish();
  }

  close(): void {
    for (const file of this.sparse.values()) file.close();
  }

  private bytesOf(path: string, leaveOut: boolean): Uint8Array {
    const opened = leaveOut ? openInput(path) : undefined;
    if (!(opened instanceof SparseFile)) return opened ?? readBytes(path, this.io);
    this.sparse.set(opened.bytes.buffer, opened);
    return opened.bytes;
  }

  /** Inputs of one size may be the same, which all their bytes tell. */
  private fillEqualSizes(): void {
    if (!this.areSparse) return;
    const counts = new Map<number, number>();
    for (const { bytes } of this.list) {
      counts.set(bytes.length, (counts.get(bytes.length) ?? 0) + 1);
    }
    for (const [memory, file] of this.sparse) {
      if (counts.get(file.bytes.length) === 1) continue;
      file.fill();
      this.sparse.delete(memory);
    }
  }
}

/** Whether two paths lead to one file, however they are written. */
function isSamePlace(a: string, b: string): boolean {
  return a === b || (a !== '-' && b !== '-' && resolvePath(a) === resolvePath(b));
}

/** `shop=a/app.wasm`, or a path that gives the name itself; a file of that very name comes first. */
function nameAndPath(argument: string, io: Io): { name: string; path: string } {
  const equals = argument.indexOf('=');
  if (equals > 0 && io.fs.kindOf(argument) === undefined) {
    return { name: argument.slice(0, equals), path: argument.slice(equals + 1) };
  }
  return { name: argument === '-' ? 'stdin' : stemOf(argument), path: argument };
}

/** The name of a file without its ending. */
export function stemOf(path: string): string {
  if (sep === '/') {
    const start = path.lastIndexOf('/') + 1;
    const end = path.lastIndexOf('.');
    // What begins with a dot may have no other.
    if (end > start && path.charCodeAt(start) !== 0x2e) return path.slice(start, end);
  }
  return basename(path, extname(path));
}

function isText(bytes: Uint8Array, path: string): boolean {
  if (bytes[0] === 0 && !path.endsWith('.wat')) return false;
  const kind = recognise(bytes);
  return kind === 'wat' || (path.endsWith('.wat') && kind !== 'component');
}
