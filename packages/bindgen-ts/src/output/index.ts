export { group, hardline, ifBreak, indent, join, line, lines, printDoc, softline } from './doc.js';
export type { Doc } from './doc.js';
export { GENERATED_BY } from './generated-file.js';
export type { GeneratedFile } from './generated-file.js';
export { printPlain, printSource, printTypeScript } from './source-file.js';
export type { SourceFile } from './source-file.js';
