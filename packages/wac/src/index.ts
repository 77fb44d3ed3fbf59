export type * as wac from './ast.js';
export type { WacDocument } from './ast.js';
export { parseWac, type WacParseResult } from './parse.js';
export { checkWac } from './check.js';
export { WAC_CATALOGUE } from './pages.js';
