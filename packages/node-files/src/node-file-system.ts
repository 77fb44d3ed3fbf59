/** The file system of the disk, for the core packages, which do not touch it themselves. */
import { closeSync, openSync, readdirSync, readFileSync, readvSync, statSync } from 'node:fs';
import type { DirectoryEntry, FileSystem } from '@wit-ts/wit-parser';
import { codeOf, systemReason } from './system-error.js';

type Kind = DirectoryEntry['kind'];

/** Nothing is cached: every question is asked of the disk. Links answer as what they lead to. */
export const nodeFileSystem: FileSystem = {
  readFile(path) {
    try {
      return readWhole(path);
    } catch (error) {
      if (isAbsence(error) || codeOf(error) === 'EISDIR') return undefined;
      throw new Error(`cannot read ${path}: ${systemReason(error)}`, { cause: error });
    }
  },

  readDirectory(path) {
    try {
      return readdirSync(path, { withFileTypes: true }).map((entry) => ({
        name: entry.name,
        kind: entry.isFile()
          ? 'file'
          : entry.isDirectory()
            ? 'directory'
            : (kindOf(`${path}/${entry.name}`) ?? 'other'),
      }));
    } catch (error) {
      if (isAbsence(error)) return undefined;
      throw new Error(`cannot read the folder ${path}: ${systemReason(error)}`, { cause: error });
    }
  },

  kindOf,
};

/**
 * All bytes of a file; small ones share their memory.
 *
 * @throws Error of the system where it cannot be read
 */
function readWhole(path: string): Uint8Array {
  const file = openSync(path, 'r');
  try {
    return readSmall(file) ?? readOpened(file, undefined);
  } finally {
    closeSync(file);
  }
}

/** Files below this size are read without asking for their size, which takes as long. */
const SMALL = 8 * 1024;

/** The memory of small files, and how much of it is taken. */
let shared = new Uint8Array(0);
let taken = 0;

const SHARED = 8 * SMALL;

/** Takes nothing at the end of a file. */
const NEXT = [new Uint8Array(1)];

/** All bytes of a file that was just opened; `undefined` where that is for {@link readOpened}. */
function readSmall(file: number): Uint8Array | undefined {
  if (shared.length - taken < SMALL) {
    shared = new Uint8Array(SHARED);
    taken = 0;
  }
  const room = shared.subarray(taken, taken + SMALL);
  let count: number;
  try {
    // By its place, so that the next read begins at the beginning again. It may be short before the end of the file.
    count = readvSync(file, [room], 0);
    if (count === SMALL || readvSync(file, NEXT, count) !== 0) return undefined;
  } catch {
    // A pipe has no places; all else the next read runs into as well, and says.
    return undefined;
  }
  taken += count;
  return room.subarray(0, count);
}

/**
 * All bytes of a file that is open, from where it is at.
 *
 * @param size how many there are, where the file is of the kind that has a size
 * @throws Error of the system where it cannot be read
 */
export function readOpened(file: number, size: number | undefined): Uint8Array {
  if (size === undefined || size === 0) {
    // A view without the methods of Buffer, whose own `subarray` is slow.
    const { buffer, byteOffset, length } = readFileSync(file);
    return new Uint8Array(buffer, byteOffset, length);
  }
  const bytes = new Uint8Array(size);
  let end = 0;
  for (let count = -1; count !== 0 && end < size; end += count) {
    count = readvSync(file, [bytes.subarray(end)]);
  }
  return bytes.subarray(0, end);
}

function kindOf(path: string): Kind | undefined {
  try {
    const stat = statSync(path);
    return stat.isFile() ? 'file' : stat.isDirectory() ? 'directory' : 'other';
  } catch (error) {
    if (isAbsence(error) || codeOf(error) === 'ELOOP') return undefined;
    throw new Error(`cannot look at ${path}: ${systemReason(error)}`, { cause: error });
  }
}

function isAbsence(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}
