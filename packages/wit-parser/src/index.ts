export * from './model/resolve.js';
export * from './diagnostics/diagnostic.js';
export * from './file-system.js';
