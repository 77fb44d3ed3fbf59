/** Component files that are composed without being read whole: core modules go from file to file. */
import { closeSync, fstatSync, openSync, readvSync, type Stats, writevSync } from 'node:fs';
import { readOpened, systemReason } from '@wit-ts/node-files';
import { failure } from '../errors/failure.js';
import { readStructure } from './structure.js';

/** Smaller files are read whole faster. */
const LARGE = 256 * 1024;

/** So much is copied at once. */
const COPIED_AT_ONCE = 256 * 1024;

/** A part of a file, to be copied to another one. */
export interface FilePart {
  readonly length: number;
  /** Writes the part to where the file `to` is at. */
  copyTo(to: number): void;
}

/**
 * Opens an input that may be large.
 *
 * @returns all its bytes where it is not worth to leave any out; `undefined` where it cannot be read like this, or at all
 */
export function openInput(path: string): SparseFile | Uint8Array | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    const stat = fstatSync(file);
    if (!stat.isFile()) return readOpened(file, undefined);
    if (stat.size < LARGE) return readOpened(file, stat.size);
    const bytes = new Uint8Array(stat.size);
    if (!readStructure(file, bytes)) return undefined;
    const sparse = new SparseFile(path, bytes, file, stat);
    file = undefined;
    return sparse;
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** A component file that is kept open, of which the core modules have not been read. */
export class SparseFile {
  private isOpen = true;

  constructor(
    readonly path: string,
    /** As long as the file; see {@link readStructure} for what stands in place of core modules. */
    readonly bytes: Uint8Array,
    private readonly file: number,
    private readonly opened: Stats,
  ) {}

  /** Reads what was left out into {@link bytes}; the file is closed then. */
  fill(): void {
    const { bytes } = this;
    for (let at = 0; at < bytes.length;) at += this.read(bytes.subarray(at), at);
    this.finish();
  }

  /** A part of the file, for another file. */
  part(start: number, length: number): FilePart {
    return { length, copyTo: (to) => this.copy(start, start + length, to) };
  }

  /**
   * Closes the file when everything has been read of it.
   *
   * @throws Failure CLI0008 where it is not any more what was opened
   */
  finish(): void {
    const { size, mtimeMs } = fstatSync(this.file);
    if (size !== this.opened.size || mtimeMs !== this.opened.mtimeMs) throw this.changed();
    this.close();
  }

  close(): void {
    if (this.isOpen) closeSync(this.file);
    this.isOpen = false;
  }

  private copy(start: number, end: number, to: number): void {
    const buffer = (copyBuffer ??= new Uint8Array(COPIED_AT_ONCE));
    for (let at = start; at < end;) {
      const count = this.read(buffer.subarray(0, end - at), at);
      // As the pieces in memory are written, so that Node has loaded what this takes.
      for (let done = 0; done < count;) done += writevSync(to, [buffer.subarray(done, count)]);
      at += count;
    }
  }

  private read(into: Uint8Array, at: number): number {
    let count: number;
    try {
      count = readvSync(this.file, [into], at);
    } catch (error) {
      const message = `cannot read ${this.path}: ${systemReason(error)}`;
      throw failure('CLI0002', message, 'check the permissions');
    }
    if (count === 0) throw this.changed();
    return count;
  }

  private changed(): Error {
    return failure(
      'CLI0008',
      `${this.path} was changed while it was being composed`,
      'run the command again when nothing writes to the file any more; nothing was written',
    );
  }
}

let copyBuffer: Uint8Array | undefined;
