export { nodeFileSystem, readOpened } from './node-file-system.js';
export { codeOf, systemReason } from './system-error.js';
