export { fromJson } from './from-json.js';
export { toJson } from './to-json.js';
