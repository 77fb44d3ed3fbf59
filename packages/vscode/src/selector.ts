/** The documents that the language server answers for, wherever they lie. */
export const DOCUMENTS = [{ language: 'wit' }, { language: 'wac' }];

/** The files that it reads. */
export const FILES = '**/*.{wit,wac,wasm,wat}';
