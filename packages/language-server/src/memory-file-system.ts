import type { DirectoryEntry, FileSystem } from '@wit-ts/wit-parser';
import type { SentFile } from './host.js';
import { pathOf } from './uris.js';

/** The files that a client sent, for servers without a disk. Folders are those that the paths name. */
export class MemoryFileSystem implements FileSystem {
  readonly #files = new Map<string, Uint8Array>();
  #folders: Map<string, Map<string, DirectoryEntry>> | undefined;

  take(files: readonly SentFile[]): void {
    for (const { uri, text, base64 } of files) {
      const path = pathOf(uri);
      if (text !== undefined) this.#files.set(path, new TextEncoder().encode(text));
      else if (base64 !== undefined) this.#files.set(path, bytesOf(base64));
      else this.#files.delete(path);
    }
    this.#folders = undefined;
  }

  readFile(path: string): Uint8Array | undefined {
    return this.#files.get(path);
  }

  readDirectory(path: string): DirectoryEntry[] | undefined {
    const entries = this.#tree().get(path);
    return entries && [...entries.values()];
  }

  kindOf(path: string): DirectoryEntry['kind'] | undefined {
    if (this.#files.has(path)) return 'file';
    return this.#tree().has(path) ? 'directory' : undefined;
  }

  #tree(): Map<string, Map<string, DirectoryEntry>> {
    if (this.#folders !== undefined) return this.#folders;
    const folders = new Map<string, Map<string, DirectoryEntry>>();
    for (const file of this.#files.keys()) {
      let kind: DirectoryEntry['kind'] = 'file';
      for (let at = file; at.includes('/'); kind = 'directory') {
        const slash = at.lastIndexOf('/');
        const parent = at.slice(0, slash);
        const entries = folders.get(parent) ?? new Map<string, DirectoryEntry>();
        if (entries.has(at.slice(slash + 1))) break;
        folders.set(parent, entries.set(at.slice(slash + 1), { name: at.slice(slash + 1), kind }));
        at = parent;
      }
    }
    this.#folders = folders;
    return folders;
  }
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}
