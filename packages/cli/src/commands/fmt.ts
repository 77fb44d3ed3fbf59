import { type Command, InvalidArgumentError } from 'commander';
import type { Io } from '../io/io.js';

export interface FmtOptions {
  check?: boolean;
  width: number;
  indent: number;
  useTabs?: boolean;
  json?: boolean;
}

/** `wit-ts fmt`. */
export function defineFmt(program: Command, io: Io): void {
  program
    .command('fmt')
    .summary('format WIT files')
    .description(
      'Formats WIT files in place and lists those that changed. Comments stay where they are, and what the files mean stays ' +
        'the same. Where one has mistakes in its syntax, nothing is written.',
    )
    .argument(
      '<path...>',
      'a .wit file, a folder with .wit files at any depth, or - for standard input',
    )
    .option('--check', 'write nothing; list the files that would change, and exit with 1')
    .option('--width <columns>', 'break lists that do not fit in so many columns', wholeNumber, 80)
    .option('--indent <columns>', 'columns of one step of indentation', wholeNumber, 2)
    .option('--use-tabs', 'indent with tabs')
    .option('--json', 'print the diagnostics as JSON on standard output')
    .addHelpText(
      'after',
      `
Line ends stay what they are in the first line of a file. Folders named node_modules, and those whose names begin
with a dot, are left out.

Examples:
  $ wit-ts fmt wit
  $ wit-ts fmt --check wit other/world.wit
  $ wit-ts fmt - --width 100 < world.wit`,
    )
    .action(async (paths: string[], options: FmtOptions) => {
      const { fmt } = await import('../run/fmt.js');
      io.leave(await fmt(paths, options, io));
    });
}

function wholeNumber(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('It has to be a whole number.');
  return Number(text);
}
