/**
 * `wit-ts compose` where nothing goes wrong and nothing but the component is asked for: the same code, in a chunk without the
 * modules that it needs for anything else, which starts faster.
 */
import type { ComposeOptions } from '../commands/compose.js';
import { wasAbsent } from '../engine/absent.js';
import { isFailure } from '../errors/failure.js';
import { ReadAhead } from '../input/read-ahead.js';
import type { Io } from '../io/io.js';
import { composeFiles } from './compose.js';

/** @returns the exit code; `undefined` where more is needed than is here: then the whole command has to begin anew */
export async function composePlainly(
  paths: readonly string[],
  options: ComposeOptions,
  io: Io,
): Promise<number | undefined> {
  try {
    const code = await composeFiles(paths, options, io, new ReadAhead());
    return wasAbsent() ? undefined : code;
  } catch (error) {
    // A mistake of our own comes again there, with a stack trace that can be read: names are short here.
    if (wasAbsent() || !isFailure(error)) return undefined;
    throw error;
  }
}
