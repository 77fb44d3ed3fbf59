/** Paths with `/`, as the `FileSystem` takes them. */

/** The folder of a path; empty for a bare name. */
export function dirname(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : slash === 0 ? '/' : path.slice(0, slash);
}

export function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function joinPath(folder: string, name: string): string {
  return folder === '' ? name : folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`;
}

/** Whether a path is a folder or in it. */
export function isWithin(path: string, folder: string): boolean {
  return (
    folder === '' ||
    path === folder ||
    path.startsWith(folder.endsWith('/') ? folder : `${folder}/`)
  );
}

/** Whether a path has no folder on purpose: a text that was never saved. */
export function isUntitled(path: string): boolean {
  return path.startsWith('untitled:');
}

/**
 * The folder whose packages a WIT file belongs to: the one that holds `deps` for files in that folder, otherwise the file's own.
 */
export function projectFolder(path: string): string {
  if (isUntitled(path)) return path;
  const own = dirname(path);
  if (basename(own) === 'deps') return dirname(own);
  const above = dirname(own);
  return basename(above) === 'deps' && above !== own ? dirname(above) : own;
}
