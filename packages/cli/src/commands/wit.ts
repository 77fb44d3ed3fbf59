import type { Command } from 'commander';
import type { Io } from '../io/io.js';
import { featureOptions, type FeatureOptions } from './features.js';

export interface WitOptions extends FeatureOptions {
  json?: boolean;
  output?: string;
}

/** `wit-ts wit`. */
export function defineWit(program: Command, io: Io): void {
  const command = program
    .command('wit')
    .summary('print the WIT of a package or component')
    .description(
      'Prints resolved WIT: of a file or folder, of a component, or of a WIT package in binary form.',
    )
    .argument('<path>', 'a .wit file, a folder with WIT, a .wasm or .wat, or - for standard input')
    .option('--json', 'print the resolved model as JSON')
    .option('-o, --output <file>', 'write to a file instead of standard output');
  featureOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  $ wit-ts wit app.wasm
  $ wit-ts wit wit --json --features active
  $ wit-ts wit wit -o package.wit

With --json, mistakes in the WIT are printed as JSON too, beside the text for people on standard error.`,
    )
    .action(async (path: string, options: WitOptions) => {
      const { wit } = await import('../run/wit.js');
      io.leave(await wit(path, options, io));
    });
}
