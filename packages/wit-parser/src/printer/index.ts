export * from './names.js';
export * from './type-text.js';
export * from './function-text.js';
export { interfacePath } from './interface-path.js';
export * from './print-wit.js';
