import type { Definition, ValueReader } from './definition.js';

export interface FmtOptions {
  check?: boolean;
  width: number;
  indent: number;
  useTabs?: boolean;
  json?: boolean;
}

const wholeNumber: ValueReader = {
  read: (text) => (/^\d{1,4}$/.test(text) ? Number(text) : undefined),
  expected: 'It has to be a whole number.',
};

/** `wit-ts fmt`. */
export const fmt = (): Definition<string[], FmtOptions> => ({
  name: 'fmt',
  summary: 'format WIT files',
  description:
    'Formats WIT files in place and lists those that changed. Comments stay where they are, and what the files mean stays ' +
    'the same. Where one has mistakes in its syntax, nothing is written.',
  operands: [
    {
      name: '<path...>',
      description: 'a .wit file, a folder with .wit files at any depth, or - for standard input',
    },
  ],
  options: [
    {
      name: 'check',
      description: 'write nothing; list the files that would change, and exit with 1',
    },
    {
      name: 'width',
      value: '<columns>',
      description: 'break lists that do not fit in so many columns',
      reader: wholeNumber,
      default: 80,
    },
    {
      name: 'indent',
      value: '<columns>',
      description: 'columns of one step of indentation',
      reader: wholeNumber,
      default: 2,
    },
    { name: 'use-tabs', description: 'indent with tabs' },
    { name: 'json', description: 'print the diagnostics as JSON on standard output' },
  ],
  help: `Line ends stay what they are in the first line of a file. Folders named node_modules, and those whose names begin
with a dot, are left out.

Examples:
  $ wit-ts fmt wit
  $ wit-ts fmt --check wit other/world.wit
  $ wit-ts fmt - --width 100 < world.wit`,
  async act(paths, options, io) {
    const work = await import('../run/fmt.js');
    io.leave(await work.fmt(paths, options, io));
  },
});
