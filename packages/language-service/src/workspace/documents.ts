import type { DirectoryEntry, FileSystem } from '@wit-ts/wit-parser';
import type { TextChange, TextEdit } from '../types.js';
import { dirname, isUntitled, isWithin } from './paths.js';

/** The texts that an editor holds, which count before those of the disk. */
export class Documents {
  readonly #texts = new Map<string, string>();

  /** The paths of all open documents. */
  get paths(): string[] {
    return [...this.#texts.keys()];
  }

  has(path: string): boolean {
    return this.#texts.has(path);
  }

  text(path: string): string | undefined {
    return this.#texts.get(path);
  }

  set(path: string, text: string): void {
    this.#texts.set(path, text);
  }

  /** Applies changes one behind the other, each to what the ones before it left. Ranges past the end stop there. */
  change(path: string, changes: readonly TextChange[]): void {
    let text = this.#texts.get(path) ?? '';
    for (const { range, text: inserted } of changes) {
      if (range === undefined) {
        text = inserted;
        continue;
      }
      const start = clamp(range.start, text.length);
      const end = Math.max(start, clamp(range.end, text.length));
      text = text.slice(0, start) + inserted + text.slice(end);
    }
    this.#texts.set(path, text);
  }

  close(path: string): void {
    this.#texts.delete(path);
  }
}

/** A text after edits that all refer to it as it was, and do not overlap. */
export function withEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const { range, newText } of edits.toSorted((a, b) => a.range.start - b.range.start)) {
    result += text.slice(at, range.start) + newText;
    at = range.end;
  }
  return result + text.slice(at);
}

function clamp(offset: number, length: number): number {
  return Math.max(0, Math.min(offset, length));
}

/** The disk with the open documents over it; documents that were never saved are in folders too. */
export class OverlayFileSystem implements FileSystem {
  readonly #disk: FileSystem;
  readonly #documents: Documents;

  constructor(disk: FileSystem, documents: Documents) {
    this.#disk = disk;
    this.#documents = documents;
  }

  readFile(path: string): Uint8Array | undefined {
    const text = this.#documents.text(path);
    return text === undefined ? this.#disk.readFile(path) : new TextEncoder().encode(text);
  }

  readDirectory(path: string): DirectoryEntry[] | undefined {
    const entries = this.#disk.readDirectory(path);
    const more = new Map<string, DirectoryEntry>();
    for (const document of this.#documents.paths) {
      const entry = entryIn(document, path);
      if (entry !== undefined) more.set(entry.name, entry);
    }
    if (more.size === 0) return entries;
    for (const entry of entries ?? []) more.set(entry.name, entry);
    return [...more.values()];
  }

  kindOf(path: string): 'file' | 'directory' | 'other' | undefined {
    if (this.#documents.has(path)) return 'file';
    const kind = this.#disk.kindOf(path);
    if (kind !== undefined) return kind;
    const holds = this.#documents.paths.some((document) => entryIn(document, path) !== undefined);
    return holds ? 'directory' : undefined;
  }
}

/** What a folder directly holds of the way to a document. */
function entryIn(document: string, folder: string): DirectoryEntry | undefined {
  if (isUntitled(document) || document === folder || !isWithin(document, folder)) return undefined;
  const rest = document.slice(
    folder === '' || folder.endsWith('/') ? folder.length : folder.length + 1,
  );
  const slash = rest.indexOf('/');
  if (slash === -1)
    return dirname(document) === folder.replace(/(.)\/$/, '$1')
      ? { name: rest, kind: 'file' }
      : undefined;
  return slash === 0 ? undefined : { name: rest.slice(0, slash), kind: 'directory' };
}
