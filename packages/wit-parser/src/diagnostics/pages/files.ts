import type { CatalogueEntry } from '../catalogue-entry.js';

/** `WIT0100` to `WIT0109`: reading files. */
export const FILE_PAGES: readonly CatalogueEntry[] = [
  {
    code: 'WIT0100',
    title: 'No such file or folder',
    severity: 'error',
    explanation: `The path that was given leads nowhere. A WIT package is a file with the ending \`.wit\`, or a folder with such
files and, in its folder \`deps\`, the packages that it depends on; packages in binary form end with \`.wasm\`.`,
    bad: {},
    good: { 'app.wit': 'package example:app;' },
  },
  {
    code: 'WIT0101',
    title: 'A file cannot be read',
    severity: 'error',
    explanation: `The system refuses to read a file or folder, for the reason that the message tells: missing rights, a loop of
links, a file that is too large. Repair that, or leave the file out.`,
  },
  {
    code: 'WIT0102',
    title: 'A file is not UTF-8',
    severity: 'error',
    explanation: `WIT is written in UTF-8, and one byte of this file cannot be part of it. Editors call the setting "encoding";
files in Latin-1 or UTF-16 have to be converted.`,
  },
  {
    code: 'WIT0103',
    title: 'WebAssembly that nothing can decode',
    severity: 'error',
    explanation: `A dependency is a package in binary form. The command \`wit-ts\` decodes it; a program that calls
\`resolvePackage\` has to give the option \`decodeWit\`, such as the function of that name from \`@wit-ts/component\`.`,
    bad: { 'app.wit': 'package example:app;', 'deps/io.wasm': '\0asm\r\0\x01\0' },
    good: { 'app.wit': 'package example:app;', 'deps/io.wit': 'package example:io;' },
  },
  {
    code: 'WIT0104',
    title: 'A package in binary form cannot be decoded',
    severity: 'error',
    explanation: `The file is no WIT package in binary form, or it is damaged. \`wit-ts wit package.wasm\` shows what is in it; a
core module has no WIT of its own.`,
  },
  {
    code: 'WIT0105',
    title: 'WebAssembly text that nothing can assemble',
    severity: 'error',
    explanation: `A dependency is WebAssembly text. The command \`wit-ts\` assembles it with wasm-tools; a program that calls
\`resolvePackage\` has to give the option \`assemble\`.`,
    bad: { 'app.wit': 'package example:app;', 'deps/io.wat': '(component)' },
    good: { 'app.wit': 'package example:app;', 'deps/io.wit': 'package example:io;' },
  },
  {
    code: 'WIT0106',
    title: 'WebAssembly text cannot be assembled',
    severity: 'error',
    explanation: 'The text is not valid WebAssembly; the message says what the assembler found.',
  },
  {
    code: 'WIT0107',
    title: 'Two copies of a package do not fit together',
    severity: 'error',
    explanation: `Two binary dependencies hold a package of the same name and version, and their copies say different things:
a function has other parameters, a world other imports. Build both against the same text of the package, or give one of them
another version.`,
  },
];
