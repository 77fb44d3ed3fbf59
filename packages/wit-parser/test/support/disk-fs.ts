/** A file system on the disk. */

import { readFileSync, readdirSync, statSync } from 'node:fs';
import type { DirectoryEntry, FileSystem } from '../../src/index.js';

function kindOf(path: string): DirectoryEntry['kind'] | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  return found.isDirectory() ? 'directory' : found.isFile() ? 'file' : 'other';
}

export const diskFileSystem: FileSystem = {
  readFile: (path) => (kindOf(path) === 'file' ? readFileSync(path) : undefined),
  readDirectory: (path) =>
    kindOf(path) !== 'directory'
      ? undefined
      : readdirSync(path).map((name) => ({ name, kind: kindOf(`${path}/${name}`) ?? 'other' })),
  kindOf,
};
