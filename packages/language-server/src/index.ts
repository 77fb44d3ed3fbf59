export { startServer } from './server.js';
export { connectionStrategy } from './connection.js';
export type { SentFile, ServerHost } from './host.js';
export { MemoryFileSystem } from './memory-file-system.js';
export { pathOf, uriOf } from './uris.js';
