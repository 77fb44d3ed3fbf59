export { resolvePackage, resolveSources } from './resolve.js';
export { IncrementalResolver, type SourceGroup } from './incremental.js';
export { loadGroups, type LoadedGroup } from './load-groups.js';
export type { LoadedText } from './load.js';
export {
  parseSource,
  reparseSource,
  syntaxDiagnostics,
  type PackageUnit,
  type ParsedSource,
  type UnitFile,
} from './package-unit.js';
export { Suggester } from './suggest.js';
export type { DecodedWit, ResolveOptions, ResolveResult, SourceInput } from './options.js';
export type { Origins } from './origins.js';
export type { SymbolReference, SymbolTable, SymbolTarget } from './symbols.js';
