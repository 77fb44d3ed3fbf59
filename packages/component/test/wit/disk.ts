import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import type { FileSystem } from '@wit-ts/wit-parser';

/** The disk, as the resolver asks for it. */
export const disk: FileSystem = {
  readFile: (path) => (existsSync(path) ? new Uint8Array(readFileSync(path)) : undefined),
  readDirectory: (path) =>
    existsSync(path)
      ? readdirSync(path, { withFileTypes: true }).map((entry) => ({
          name: entry.name,
          kind: entry.isDirectory() ? 'directory' : 'file',
        }))
      : undefined,
  kindOf: (path) => {
    if (!existsSync(path)) return undefined;
    return statSync(path).isDirectory() ? 'directory' : 'file';
  },
};
