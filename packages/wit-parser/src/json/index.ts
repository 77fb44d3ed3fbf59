export { containedTypes } from './acyclic.js';
export { fromJson } from './from-json.js';
export { toJson } from './to-json.js';
