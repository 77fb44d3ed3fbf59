/** The server as a worker of a browser: an entry that is bundled, not a module to import. */

import { decodeWit } from '@wit-ts/component';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createMessageConnection,
} from 'vscode-jsonrpc/browser';
import { connectionStrategy } from './connection.js';
import { MemoryFileSystem } from './memory-file-system.js';
import { startServer } from './server.js';

declare const WIT_TS_VERSION: string;

const scope = self as DedicatedWorkerGlobalScope;
const fs = new MemoryFileSystem();
const connection = createMessageConnection(
  new BrowserMessageReader(scope),
  new BrowserMessageWriter(scope),
  undefined,
  connectionStrategy,
);
startServer(connection, {
  version: WIT_TS_VERSION,
  fs,
  decodeWit,
  takeFiles: (files) => fs.take(files),
  exit: () => scope.close(),
});
