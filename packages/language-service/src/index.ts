export { createLanguageService, LanguageService } from './service.js';
export type { FormatOptions } from '@wit-ts/formatter';
export type { ServiceOptions, WacChecker } from './options.js';
export {
  encodeSemanticTokens,
  semanticTokensDelta,
  type SemanticTokensEdit,
} from './semantic-encoding.js';
export * from './types.js';
