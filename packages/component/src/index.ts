export type * from './binary/core-model.js';
export * from './binary/model.js';
