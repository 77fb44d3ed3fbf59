/** Paths with `/`, taken apart as the reference takes them. */

export function joinPath(folder: string, name: string): string {
  if (folder === '') return name;
  return folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`;
}

/** What follows the last dot of a file name; `undefined` where there is none or it starts the name (`.wit`). */
export function extensionOf(name: string): string | undefined {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? undefined : name.slice(dot + 1);
}
