/** What becomes of errors that end a command. */
import { isFailure } from '../errors/failure.js';
import { reportFailure, reportSurprise } from '../errors/report.js';
import type { Io } from '../io/io.js';

/**
 * Prints the error.
 *
 * @returns the exit code: 1 for errors in the input, 2 for wrong usage
 */
export function reportError(error: unknown, io: Io, json: boolean): number {
  if (isFailure(error)) {
    reportFailure(error, io, json);
    return error.exitCode;
  }
  reportSurprise(error, io, json);
  return 1;
}
