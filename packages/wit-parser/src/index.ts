export * from './model/resolve.js';
export * from './diagnostics/diagnostic.js';
export * from './file-system.js';
export * as ast from './ast/ast.js';
export type { Ast } from './ast/ast.js';
export { spanOf } from './ast/ast.js';
export { docsOf } from './ast/docs.js';
