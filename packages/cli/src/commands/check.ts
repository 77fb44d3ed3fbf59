import type { Command } from 'commander';
import type { Io } from '../io/io.js';
import { featureOptions, type FeatureOptions } from './features.js';

export interface CheckOptions extends FeatureOptions {
  json?: boolean;
}

/** `wit-ts check`. */
export function defineCheck(program: Command, io: Io): void {
  const command = program
    .command('check')
    .summary('check WIT files and packages')
    .description(
      'Parses and resolves WIT, and prints every mistake with its place and what to do about it.',
    )
    .argument(
      '<path...>',
      'a .wit file, a folder with WIT (and its deps/), or - for standard input',
    )
    .option('--json', 'print the diagnostics as JSON on standard output');
  featureOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  $ wit-ts check wit
  $ wit-ts check wit/world.wit other/*.wit --features active
  $ cat world.wit | wit-ts check - --json`,
    )
    .action(async (paths: string[], options: CheckOptions) => {
      const { check } = await import('../run/check.js');
      io.leave(await check(paths, options, io));
    });
}
