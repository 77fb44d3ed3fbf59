export { diagnosticBuilder, type DiagnosticBuilder } from './builder.js';
export * from './catalogue-entry.js';
export { WIT_CATALOGUE } from './catalogue.js';
export * from './diagnostic.js';
export { diagnosticIndex, diagnosticPage } from './page.js';
export * from './render.js';
export * from './to-json.js';
