import type { Command } from 'commander';
import type { Io } from '../io/io.js';
import { collect } from './collect.js';

export interface RunOptions {
  invoke?: string;
  dir?: string[];
  env?: string[];
  /** `-S`. */
  wasi?: string[];
  json?: boolean;
}

/** `wit-ts run`. */
export function defineRun(program: Command, io: Io): void {
  program
    .command('run')
    .summary('run a component')
    .description(
      'Runs a command component (wasi:cli/run), or with --invoke any function of a component. Nothing is granted by default: no folder, no environment, no network.',
    )
    .argument('<component>', 'a component (.wasm or .wat), or - for standard input')
    .argument('[args...]', 'arguments for the component, behind --')
    .option('--invoke <call>', 'call a function with WAVE values, such as \'greet("Ada")\'')
    .option(
      '--dir <host[::guest]>',
      'grant a folder, under its own name or another (may be repeated)',
      collect,
    )
    .option('--env <name[=value]>', 'set a variable, or pass it on (may be repeated)', collect)
    .option('-S, --wasi <grant>', 'grant inherit-env or inherit-network (may be repeated)', collect)
    .option('--json', 'print the result of --invoke, or the diagnostics, as JSON')
    .addHelpText(
      'after',
      `
Functions go by their bare name where that is unambiguous, else by ns:pkg/iface.f@1.0.0 in full. The result is printed
as WAVE, as \`wasmtime run --invoke\` prints it.

Examples:
  $ wit-ts run app.wasm -- --verbose input.txt
  $ wit-ts run app.wasm --dir data::/data --env LEVEL=debug -S inherit-network
  $ wit-ts run hello.wasm --invoke 'greet("Ada")'
  $ wit-ts run app.wasm --invoke 'acme:shop/prices.total@1.0.0([{id: 1, count: 2}])' --json`,
    )
    .action(async (component: string, args: string[], options: RunOptions) => {
      const { run } = await import('../run/run.js');
      io.exit(await run(component, args, options, io));
    });
}
