/** A file system in memory. */

import type { DirectoryEntry, FileSystem } from '../../src/index.js';

/** Files by path; folders are what the paths imply. Texts are stored as UTF-8. */
export function memoryFileSystem(files: Readonly<Record<string, string | Uint8Array>>): FileSystem {
  const contents = new Map(
    Object.entries(files).map(([path, content]) => [
      path,
      typeof content === 'string' ? new TextEncoder().encode(content) : content,
    ]),
  );
  const folders = new Map<string, Map<string, DirectoryEntry>>();
  for (const path of contents.keys()) {
    let kind: DirectoryEntry['kind'] = 'file';
    for (let at = path; at.includes('/'); kind = 'directory') {
      const slash = at.lastIndexOf('/');
      const parent = at.slice(0, slash);
      const name = at.slice(slash + 1);
      const entries = folders.get(parent) ?? new Map<string, DirectoryEntry>();
      folders.set(parent, entries.set(name, { name, kind }));
      at = parent;
    }
  }
  return {
    readFile: (path) => contents.get(path),
    readDirectory: (path) => {
      const entries = folders.get(path);
      return entries && [...entries.values()];
    },
    kindOf: (path) => (contents.has(path) ? 'file' : folders.has(path) ? 'directory' : undefined),
  };
}
