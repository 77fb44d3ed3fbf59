/** The built playground, as a file and from a host that knows nothing but files. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const FOLDER = fileURLToPath(new URL('../../docs/playground/', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** The folder's address as a file. */
export function fileAddress(): string {
  if (!existsSync(join(FOLDER, 'index.html'))) {
    throw new Error('docs/playground is not there: run `npm run build`');
  }
  return pathToFileURL(FOLDER).href;
}

/** Serves the folder below a path, as hosts of projects do. */
export async function serve(): Promise<{ server: Server; address: string }> {
  const server = createServer((request, response) => {
    const name = /^\/wit\/([\w.-]*)$/.exec(request.url ?? '')?.[1];
    const path = name === undefined ? undefined : join(FOLDER, name || 'index.html');
    if (path === undefined || !existsSync(path)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'text/plain' });
    response.end(readFileSync(path));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { server, address: `http://127.0.0.1:${port}/wit/` };
}
