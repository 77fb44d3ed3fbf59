export * from './names.js';
export * from './type-text.js';
export * from './function-text.js';
