/** The command line: its commands, their help, and what becomes of errors. */
import { Command, CommanderError } from 'commander';
import { defineCheck } from './commands/check.js';
import { isFailure } from './errors/failure.js';
import { reportFailure, reportSurprise } from './errors/report.js';
import { type Io, processIo } from './io/io.js';
import { defineFmt } from './commands/fmt.js';
import { defineLsp } from './commands/lsp.js';
import { defineNew } from './commands/new.js';
import { defineWit } from './commands/wit.js';
import { defineBindgen } from './commands/bindgen.js';
import { defineBuild } from './commands/build.js';
import { defineCompose } from './commands/compose.js';
import { defineRun } from './commands/run.js';
import { defineTargets } from './commands/targets.js';

/** Runs the command with its arguments and sets the exit code: 0, 1 for errors in the input, 2 for wrong usage. */
export async function main(args: readonly string[], version: string): Promise<void> {
  const io = processIo();
  try {
    await createProgram(io, version, args[0]).parseAsync(args, { from: 'user' });
  } catch (error) {
    io.exit(exitCodeOf(error, io, args.includes('--json')));
  }
}

const COMMANDS = new Map([
  ['new', defineNew],
  ['check', defineCheck],
  ['wit', defineWit],
  ['fmt', defineFmt],
  ['lsp', defineLsp],
  ['bindgen', defineBindgen],
  ['build', defineBuild],
  ['compose', defineCompose],
  ['targets', defineTargets],
  ['run', defineRun],
]);

/**
 * The command line, for `main` and for the test that reads every help text.
 *
 * @param asked the first argument: where it is a command, that alone is defined, as defining all takes a while
 */
export function createProgram(io: Io, version: string, asked?: string): Command {
  const program = new Command('wit-ts')
    .description('Component Model toolkit for TypeScript.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print the help of a command')
    .showHelpAfterError('(wit-ts --help lists the commands)')
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .addHelpText(
      'after',
      `
Examples:
  $ wit-ts new greeter
  $ wit-ts check wit
  $ wit-ts wit app.wasm
  $ wit-ts bindgen guest wit --world processor -o src/bindings
  $ wit-ts build src/app.ts -o app.wasm
  $ wit-ts compose ingest.wasm processor.wasm scorer.wasm -o app.wasm
  $ wit-ts run hello.wasm --invoke 'greet("Ada")'

Exit codes: 0 done, 1 errors in the input, 2 wrong usage.`,
    );
  const only = asked === undefined ? undefined : COMMANDS.get(asked);
  for (const define of only === undefined ? COMMANDS.values() : [only]) define(program, io);
  for (const command of descendants(program)) {
    command.showHelpAfterError(`(${pathOf(command)} --help shows what it takes)`);
  }
  return program;
}

function descendants(command: Command): Command[] {
  return command.commands.flatMap((child) => [child, ...descendants(child)]);
}

function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}

function exitCodeOf(error: unknown, io: Io, json: boolean): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (isFailure(error)) {
    reportFailure(error, io, json);
    return error.exitCode;
  }
  reportSurprise(error, io, json);
  return 1;
}
