/** The command: what it is asked for, and what becomes of errors. */
import { commands } from './commands/all.js';
import { processIo } from './io/io.js';
import { readPlainLine } from './line/plain.js';
import type { Chunks } from './loader/chunks.js';
import { numberOf, whatIsDue } from './loader/kept-code.js';

/**
 * Runs the command with its arguments and sets the exit code: 0, 1 for errors in the input, 2 for wrong usage.
 *
 * @param chunks where this loads its chunks, if it is not Node
 */
export async function main(
  args: readonly string[],
  version: string,
  chunks?: Chunks,
): Promise<void> {
  if (chunks !== undefined) keepCode(chunks, args);
  const io = processIo();
  try {
    const asked = commands.get(args[0] ?? '')?.();
    const plain = asked && readPlainLine(args.slice(1), asked);
    if (plain === undefined) {
      const { runLine } = await import('./line/commander.js');
      await runLine(args, commands, io, version);
    } else {
      await plain.definition.act(plain.operands, plain.options, io, version);
    }
  } catch (error) {
    const { reportError } = await import('./line/failed.js');
    io.exit(reportError(error, io, args.includes('--json')));
  }
}

/** Keeps what the command compiles, when the process ends. */
function keepCode(chunks: Chunks, args: readonly string[]): void {
  chunks.use = numberOf(optionsOf(args)).toString(36);
  // Not once, which takes Node longer to set up.
  process.on('exit', () => {
    const command = numberOf(args);
    const due = whatIsDue(chunks.codes, command, Date.now());
    if (due.length === 0) return;
    try {
      const { keep } = chunks.load('./keep.js') as typeof import('./loader/keep.js');
      keep(due, chunks.directory, command);
    } catch {
      // Another installation has taken the place of this one: the command has done its work.
    }
  });
}

/** The options of a command line, without their values. */
function optionsOf(args: readonly string[]): string[] {
  return args
    .filter((arg) => arg.length > 1 && arg.startsWith('-'))
    .map((arg) => arg.split('=', 1)[0] ?? '')
    .toSorted();
}
