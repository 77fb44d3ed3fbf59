import type { Diagnostic } from '@wit-ts/wit-parser';

/** What is said of what is right. One list serves all: a literal that holds another one is slow to make. */
export const NO_DIAGNOSTICS: readonly Diagnostic[] = [];
