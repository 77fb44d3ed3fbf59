/**
 * The diagnostics of the resolver, `WIT0100` to `WIT0199`: each code has one builder. See `resolve-warnings.ts` for the warnings.
 */

export type { Step } from './messages/build.js';
export * from './messages/files.js';
export * from './messages/packages.js';
export * from './messages/names.js';
export * from './messages/types.js';
export * from './messages/gates.js';
export * from './messages/worlds.js';
