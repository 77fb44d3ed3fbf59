/** A project as a part of the page's address: `#wit=` with deflated JSON in base64 for URLs. */

/** Larger texts are not read from an address. */
const MOST_BYTES = 4 * 1024 * 1024;
const MOST_FILES = 500;

/** The hash that opens these files. */
export async function encodeFiles(files: ReadonlyMap<string, string>): Promise<string> {
  const json = new TextEncoder().encode(JSON.stringify([...files]));
  const stream = new Blob([json]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return `#wit=${btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}

/** The files of a hash; `undefined` where it is none of ours, or damaged. */
export async function decodeFiles(hash: string): Promise<Map<string, string> | undefined> {
  const encoded = /^#wit=([\w-]+)$/.exec(hash)?.[1];
  if (encoded === undefined) return undefined;
  try {
    const binary = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    return filesOf(JSON.parse(await textOf(stream)));
  } catch {
    return undefined;
  }
}

async function textOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  const reader = stream.getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > MOST_BYTES) {
      await reader.cancel();
      throw new Error('too large');
    }
    parts.push(new Uint8Array(value));
  }
  return new Blob(parts).text();
}

function filesOf(value: unknown): Map<string, string> | undefined {
  if (!Array.isArray(value) || value.length === 0 || value.length > MOST_FILES) return undefined;
  const files = new Map<string, string>();
  for (const entry of value as unknown[]) {
    if (!Array.isArray(entry)) return undefined;
    const [path, text] = entry as unknown[];
    if (typeof path !== 'string' || typeof text !== 'string') return undefined;
    files.set(path, text);
  }
  return files;
}
