export { createLanguageService, LanguageService } from './service.js';
export type { Formatter, ServiceOptions, WacChecker } from './options.js';
export * from './types.js';
