/** Command lines that are not plain: with help, mistakes, which are explained, and forms that few use. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { Definition, Group, OptionDefinition } from '../commands/definition.js';
import type { Io } from '../io/io.js';

/** Does what the command line says, and sets the exit code where that is to print help or a mistake in its use. */
export async function runLine(
  args: readonly string[],
  commands: ReadonlyMap<string, () => Definition | Group>,
  io: Io,
  version: string,
): Promise<void> {
  const asked = commands.get(args[0] ?? '');
  try {
    // Defining all takes a while.
    const wanted = asked === undefined ? [...commands.values()] : [asked];
    const program = createProgram(wanted, io, version);
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    io.exit(error.exitCode === 0 ? 0 : 2);
  }
}

/** The command line with these commands, for {@link runLine} and for tests. */
export function createProgram(
  commands: readonly (() => Definition | Group)[],
  io: Io,
  version: string,
): Command {
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
  for (const command of commands) define(program, command(), io, version);
  return program;
}

function define(parent: Command, definition: Definition | Group, io: Io, version: string): void {
  const command = parent
    .command(definition.name)
    .summary(definition.summary)
    .description(definition.description)
    .addHelpText('after', `\n${definition.help}`);
  command.showHelpAfterError(`(${pathOf(command)} --help shows what it takes)`);
  if ('commands' in definition) {
    for (const child of definition.commands) define(command, child, io, version);
    return;
  }
  for (const { name, description } of definition.operands) command.argument(name, description);
  for (const option of definition.options) command.addOption(optionOf(option));
  command.action(async () => {
    const problem = definition.misuse?.(command.args);
    if (problem !== undefined) command.error(`error: ${problem}`, { exitCode: 2 });
    await definition.act(command.args, command.opts(), io, version);
  });
}

function optionOf(definition: OptionDefinition): Option {
  const { name, short, value, description, choices, reader } = definition;
  const flags = [short === undefined ? '' : `-${short}, `, `--${name}`, value ? ` ${value}` : ''];
  const option = new Option(flags.join(''), description)
    .hideHelp(description === undefined)
    .makeOptionMandatory(definition.isRequired === true);
  if (definition.default !== undefined) option.default(definition.default);
  if (choices !== undefined) option.choices(choices);
  if (reader !== undefined) {
    option.argParser((text: string, before: unknown) => {
      const read = reader.read(text, before);
      if (read === undefined) throw new InvalidArgumentError(reader.expected ?? '');
      return read;
    });
  }
  return option;
}

function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}
