/**
 * URIs of documents and the paths of the language service. Files have the path that a `FileSystem` takes, with `/` on every
 * platform; documents of other schemes (`untitled:`, those of a browser) keep their URI as their path.
 */
export class Uris {
  /** URIs as the client writes them; clients encode differently, and compare them as text. */
  readonly #known = new Map<string, string>();

  /** The path of a URI, which is remembered. */
  path(uri: string): string {
    const path = pathOf(uri);
    this.#known.set(path, uri);
    return path;
  }

  /** The URI of a path: as the client wrote it, if it did. */
  uri(path: string): string {
    return this.#known.get(path) ?? uriOf(path);
  }
}

/** The path of a URI. */
export function pathOf(uri: string): string {
  const file = /^file:\/\/([^/?#]*)([^?#]*)/i.exec(uri);
  if (file === null) return uri;
  const [, host = '', rest = ''] = file;
  const path = decoded(rest);
  if (host !== '' && host !== 'localhost') return `//${decoded(host)}${path}`;
  // file:///c:/folder on Windows
  return /^\/[A-Za-z]:(\/|$)/.test(path) ? `${path.charAt(1).toLowerCase()}${path.slice(2)}` : path;
}

/** The URI of a path; what has a scheme already is one. */
export function uriOf(path: string): string {
  if (/^[A-Za-z][A-Za-z0-9+.-]+:/.test(path)) return path;
  const encoded = path.split('/').map(encodeSegment).join('/');
  if (path.startsWith('//')) return `file:${encoded}`;
  return path.startsWith('/') ? `file://${encoded}` : `file:///${encoded}`;
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
