/** What is open on the page. */

/** A component whose WIT is shown: host bindings of the unchanged text are made for it. */
export interface OpenedComponent {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Its WIT, as it was put into the editor. */
  readonly text: string;
}

export interface Project {
  /** Texts by their paths, such as `app.wit` and `deps/logging/logging.wit`; the first is shown first. */
  readonly files: ReadonlyMap<string, string>;
  readonly component?: OpenedComponent;
}

/** A folder for WIT to stand in while it is resolved. */
export const ROOT = '/project';

export function uriOfFile(path: string): string {
  return `file://${ROOT}/${path.split('/').map(encodeURIComponent).join('/')}`;
}

/** The path in the project, or `undefined` for what lies elsewhere. */
export function fileOfUri(uri: string): string | undefined {
  const start = `file://${ROOT}/`;
  if (!uri.startsWith(start)) return undefined;
  try {
    return uri.slice(start.length).split('/').map(decodeURIComponent).join('/');
  } catch {
    return undefined;
  }
}

/**
 * Why a path cannot be that of a file; `undefined` where it can.
 *
 * @param taken the paths of the other files
 */
export function pathProblem(path: string, taken: Iterable<string>): string | undefined {
  if (path === '') return 'Give a path, such as types.wit or deps/logging/logging.wit.';
  if (!path.endsWith('.wit')) return 'The path of a file with WIT ends in .wit.';
  const segments = path.split('/');
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..'))
    return 'Each part between slashes needs a name.';
  if (segments.length > 1 && (segments[0] !== 'deps' || segments.length > 3))
    return 'Files stand beside each other, in deps/, or in a folder of a package in deps/.';
  if (/[\\:?#*"<>|]/.test(path) || [...path].some((char) => char < ' '))
    return 'Only letters, digits and characters like - _ . are for paths.';
  for (const other of taken) if (other === path) return `There is a file ${path} already.`;
  return undefined;
}
