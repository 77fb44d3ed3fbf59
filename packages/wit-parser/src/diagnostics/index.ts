export * from './catalogue-entry.js';
export * from './diagnostic.js';
export * from './render.js';
export * from './to-json.js';
