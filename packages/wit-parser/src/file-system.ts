/** What the core packages ask of a file system; only `cli` and tests bring one that touches the disk. */

export interface DirectoryEntry {
  name: string;
  kind: 'file' | 'directory' | 'other';
}

/** Paths use `/`. A symbolic link answers as what it leads to. */
export interface FileSystem {
  /** The bytes of a file, or `undefined` where there is none; throws an `Error` with a plain message when it cannot be read. */
  readFile(path: string): Uint8Array | undefined;
  /** The entries of a folder in any order, or `undefined` where there is no folder of that path. */
  readDirectory(path: string): DirectoryEntry[] | undefined;
  /** What the path leads to, or `undefined` where nothing is. */
  kindOf(path: string): 'file' | 'directory' | 'other' | undefined;
}
