/** Writing so that a reader sees the old file or the new one, and a failed run leaves everything as it was. */
import {
  chmodSync,
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
  writevSync,
} from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { failure, isFailure } from '../errors/failure.js';
import type { FilePart } from '../input/sparse-file.js';
import { codeOf, systemReason } from '@wit-ts/node-files';

export interface FileToWrite {
  path: string;
  /** Text, bytes, or pieces that are the bytes in order, some perhaps parts of other files. */
  content: string | Uint8Array | readonly (Uint8Array | FilePart)[];
  /** Looks at the file under its temporary name; what it throws leaves everything as it was. */
  check?: (temporary: string) => void;
}

/** Writes one file; see {@link writeFilesAtomically}. A link is followed: what it leads to is replaced. */
export function writeFileAtomically(path: string, content: string | Uint8Array): void {
  writeFilesAtomically([{ path: throughLinks(path), content }]);
}

/**
 * Writes each file under a temporary name beside its place, and renames all of them when the last one is written.
 * Folders are made where they are missing; on failure what was made is taken away again.
 *
 * @throws Failure CLI0101 that names the file
 */
export function writeFilesAtomically(files: readonly FileToWrite[]): void {
  const temporaries: { from: string; to: string }[] = [];
  const folders: string[] = [];
  let current = '';
  try {
    for (const { path, content, check } of files) {
      current = path;
      const old = statOf(path);
      if (old?.isDirectory() === true) throw new FolderInTheWay();
      const made = old === undefined ? mkdirSync(dirname(path), { recursive: true }) : undefined;
      if (made !== undefined) folders.push(made);
      const from = beside(path, `.${basename(path)}.${process.pid}.${temporaries.length}.tmp`);
      temporaries.push({ from, to: path });
      if (typeof content === 'string' || content instanceof Uint8Array) {
        writeFileSync(from, content, { flag: 'wx' });
      } else {
        writePieces(from, content);
      }
      // A file that is replaced keeps its permissions.
      if (old?.isFile() === true) chmodSync(from, old.mode & 0o777);
      check?.(from);
    }
    for (const { from, to } of temporaries) {
      current = to;
      renameSync(from, to);
    }
  } catch (error) {
    for (const { from } of temporaries) rmSync(from, { force: true });
    for (const folder of folders.toReversed()) removeEmptyFolders(folder);
    if (isFailure(error)) throw error;
    throw failure('CLI0101', `cannot write ${current}: ${systemReason(error)}`, adviceFor(error));
  }
}

/** Of what a link leads to as well; `undefined` where nothing is. Only for links Node has to compile `statSync`. */
function statOf(path: string): Stats | undefined {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat?.isSymbolicLink() === true ? statSync(path, { throwIfNoEntry: false }) : stat;
}

/** As `join`, which takes Node longer to compile than all of this. */
function beside(path: string, name: string): string {
  const folder = dirname(path);
  return folder.endsWith(sep) ? folder + name : folder + sep + name;
}

/** Systems take no more pieces than this in one call. */
const PIECES_AT_ONCE = 512;

function writePieces(path: string, pieces: readonly (Uint8Array | FilePart)[]): void {
  const file = openSync(path, 'wx');
  try {
    let inMemory: Uint8Array[] = [];
    for (const piece of pieces) {
      if (piece.length === 0) continue;
      if (piece instanceof Uint8Array) {
        inMemory.push(piece);
        continue;
      }
      writeAll(file, inMemory);
      inMemory = [];
      piece.copyTo(file);
    }
    writeAll(file, inMemory);
  } finally {
    closeSync(file);
  }
}

function writeAll(file: number, pieces: readonly Uint8Array[]): void {
  let left = pieces;
  while (left.length > 0) left = written(left, writevSync(file, left.slice(0, PIECES_AT_ONCE)));
}

/** What is left after so many bytes are written. */
function written(pieces: readonly Uint8Array[], count: number): readonly Uint8Array[] {
  let rest = count;
  for (const [index, piece] of pieces.entries()) {
    if (rest < piece.length) return [piece.subarray(rest), ...pieces.slice(index + 1)];
    rest -= piece.length;
  }
  return [];
}

/** As the system would say it, but before anything is written. */
class FolderInTheWay extends Error {
  readonly code = 'EISDIR';
}

/** The file that a path leads to, so that what a link points to is replaced, not the link. */
export function throughLinks(path: string): string {
  try {
    const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
    return isLink ? realpathSync(path) : path;
  } catch {
    return path;
  }
}

/** Takes away the empty folders of a tree that this run made. */
function removeEmptyFolders(folder: string): void {
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) removeEmptyFolders(join(folder, entry.name));
    }
    rmdirSync(folder);
  } catch {
    // It stays: the failure that led here is what the user has to hear about.
  }
}

function adviceFor(error: unknown): string {
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'choose a place you may write to, or change its permissions';
    case 'EISDIR':
    case 'ENOTEMPTY':
      return 'give the name of a file';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'choose another output folder';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'free some space and run the command again';
    default:
      return 'choose another place for the output';
  }
}
