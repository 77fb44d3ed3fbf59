export type * from './binary/core-model.js';
export * from './binary/model.js';
export { readComponent, type ReadOptions, type ReadResult } from './binary/read-component.js';
export { recognise, type FileKind } from './binary/recognise.js';
export { componentCodes, type ComponentCode } from './diagnostics/codes.js';
export type * from './core/model.js';
export type * from './types/model.js';
export * from './wit/index.js';
