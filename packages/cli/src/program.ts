/** The command: what it is asked for, and what becomes of errors. */
import { commands } from './commands/all.js';
import { processIo } from './io/io.js';
import { readPlainLine } from './line/plain.js';

/** Runs the command with its arguments and sets the exit code: 0, 1 for errors in the input, 2 for wrong usage. */
export async function main(args: readonly string[], version: string): Promise<void> {
  const io = processIo();
  try {
    const plain = readPlainLine(args, commands);
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
