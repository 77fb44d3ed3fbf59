export { resolvePackage, resolveSources } from './resolve.js';
export { Suggester } from './suggest.js';
export type { DecodedWit, ResolveOptions, ResolveResult, SourceInput } from './options.js';
export type { Origins } from './origins.js';
export type { SymbolReference, SymbolTable, SymbolTarget } from './symbols.js';
