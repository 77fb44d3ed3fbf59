/** A number of bytes for people. */
export { sizeText } from '@wit-ts/compose';
