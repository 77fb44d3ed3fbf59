/** `wit-ts check`: every mistake of every path, and nothing else. */
import { SourceSet } from '@wit-ts/wit-parser';
import type { CheckOptions } from '../commands/check.js';
import { isFailure } from '../errors/failure.js';
import { type Diagnosed, diagnosticsJson, hasErrors, reportDiagnostics } from '../errors/report.js';
import type { Io } from '../io/io.js';
import { loadWit } from '../input/load-wit.js';

/** @returns the exit code: 1 where there is an error in one of the paths */
export async function check(
  paths: readonly string[],
  options: CheckOptions,
  io: Io,
): Promise<number> {
  const json = options.json === true;
  const lists: Diagnosed[] = [];
  for (const path of paths) {
    const found = await diagnose(path, options, io);
    lists.push(found);
    if (!json) reportDiagnostics(found.diagnostics, found.sources, io, { json });
  }
  if (json) io.out(diagnosticsJson(lists));
  return lists.some(({ diagnostics }) => hasErrors(diagnostics)) ? 1 : 0;
}

/** A path that cannot be read does not keep the others from being checked. */
async function diagnose(path: string, options: CheckOptions, io: Io): Promise<Diagnosed> {
  try {
    return await loadWit(path, options, io);
  } catch (error) {
    if (!isFailure(error)) throw error;
    return { diagnostics: error.diagnostics, sources: error.sources ?? new SourceSet() };
  }
}
