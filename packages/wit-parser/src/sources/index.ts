export { SourceSet, type LineColumn, type SourceText } from './source-set.js';
export { compareBytes, decodeUtf8, utf8Length, type DecodedText } from './utf8.js';
