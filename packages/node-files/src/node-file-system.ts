/** The file system of the disk, for the core packages, which do not touch it themselves. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
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
 * All bytes of a file.
 *
 * @param file its path, or a descriptor
 * @throws Error of the system where it cannot be read
 */
export function readWhole(file: string | number): Uint8Array {
  // A view without the methods of Buffer, whose own `subarray` is slow.
  const { buffer, byteOffset, length } = readFileSync(file);
  return new Uint8Array(buffer, byteOffset, length);
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
