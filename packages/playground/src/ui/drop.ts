/** Files from the reader's machine: dropped on the page, or chosen. Nothing leaves the page. */

/** More files, or larger ones, are not read. */
const MOST_FILES = 500;
const MOST_BYTES = 256 * 1024 * 1024;

export interface GivenFile {
  /** With the folders below the one that was dropped. */
  readonly path: string;
  readonly file: File;
}

/** Takes files that are dropped anywhere on the page. */
export function acceptDrops(veil: HTMLElement, take: (files: Promise<GivenFile[]>) => void): void {
  document.addEventListener(
    'dragover',
    (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      veil.hidden = false;
    },
    true,
  );
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) veil.hidden = true;
  });
  document.addEventListener(
    'drop',
    (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      veil.hidden = true;
      // Both have to be read before this turn ends.
      const items = [...(event.dataTransfer?.items ?? [])];
      const entries = items.map((item) => item.webkitGetAsEntry());
      const files = [...(event.dataTransfer?.files ?? [])];
      take(entries.some((entry) => entry?.isDirectory === true) ? readAll(entries) : given(files));
    },
    true,
  );
}

function holdsFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true;
}

/** Files that were chosen in a dialog. */
export function given(files: Iterable<File>): Promise<GivenFile[]> {
  return Promise.resolve([...files].map((file) => ({ path: file.name, file })));
}

async function readAll(entries: readonly (FileSystemEntry | null)[]): Promise<GivenFile[]> {
  const found: GivenFile[] = [];
  const tops = entries.filter((entry) => entry !== null);
  // The folder itself is the package: paths begin below it.
  for (const top of tops) {
    const children = isDirectory(top) ? await childrenOf(top) : [top];
    for (const child of children) await collect(child, '', found);
  }
  return found;
}

async function collect(entry: FileSystemEntry, folder: string, found: GivenFile[]): Promise<void> {
  const path = `${folder}${entry.name}`;
  if (isDirectory(entry)) {
    if (path.split('/').length > 3) return;
    for (const child of await childrenOf(entry)) await collect(child, `${path}/`, found);
  } else if (isFile(entry) && entry.name.endsWith('.wit')) {
    if (found.length >= MOST_FILES) throw new Error(`there are more than ${MOST_FILES} files`);
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    found.push({ path, file });
  }
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

async function childrenOf(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    // A reader gives a hundred at a time, and none at the end.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}

/** @throws Error with a message for the user where the file is too large */
export async function bytesOf({ path, file }: GivenFile): Promise<Uint8Array> {
  if (file.size > MOST_BYTES) throw new Error(`${path} is larger than ${MOST_BYTES >> 20} MB`);
  return new Uint8Array(await file.arrayBuffer());
}
