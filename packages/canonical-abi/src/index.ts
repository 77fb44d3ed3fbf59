export * from './handles.js';
export * from './imports.js';
export * from './instance.js';
export * from './lists.js';
export * from './memory.js';
export * from './resources.js';
export * from './trap.js';
export * from './values.js';
