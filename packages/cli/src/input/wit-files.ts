/** The WIT files of a folder, at any depth. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { failure } from '../errors/failure.js';
import { systemReason } from '@wit-ts/node-files';

/**
 * The `.wit` files in a folder and below, sorted. Folders that other tools fill (`node_modules`, `.git` and so on) are left
 * out, and links to folders are not followed, so that the walk ends.
 *
 * @throws Failure CLI0002 where a folder cannot be read
 */
export function witFilesBelow(folder: string): string[] {
  const files: string[] = [];
  const pending = [folder];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const entry of entriesOf(next)) {
      const path = join(next, entry.name);
      if (entry.isDirectory()) {
        if (entry.name !== 'node_modules' && !entry.name.startsWith('.')) pending.push(path);
      } else if (entry.name.endsWith('.wit') && (entry.isFile() || entry.isSymbolicLink())) {
        files.push(path);
      }
    }
  }
  return files.toSorted();
}

function entriesOf(folder: string): ReturnType<typeof readEntries> {
  try {
    return readEntries(folder);
  } catch (error) {
    throw failure(
      'CLI0002',
      `cannot read the folder ${folder}: ${systemReason(error)}`,
      'check the permissions',
    );
  }
}

function readEntries(folder: string) {
  return readdirSync(folder, { withFileTypes: true });
}
