/** `wit-ts wit`: the resolved package as text or JSON. */
import { printWit, toJson } from '@wit-ts/wit-parser';
import type { WitOptions } from '../commands/wit.js';
import { Failure } from '../errors/failure.js';
import { hasErrors, reportDiagnostics } from '../errors/report.js';
import type { Io } from '../io/io.js';
import { writeFileAtomically } from '../output/write-file.js';
import { loadWit } from '../input/load-wit.js';

/** @returns the exit code */
export async function wit(path: string, options: WitOptions, io: Io): Promise<number> {
  const { resolve, package: id, diagnostics, sources } = await loadWit(path, options, io);
  if (hasErrors(diagnostics) || id === undefined) throw new Failure(diagnostics, 1, sources);
  reportDiagnostics(diagnostics, sources, io, { json: false });
  const text = options.json === true ? `${toJson(resolve)}\n` : printWit(resolve, id);
  if (options.output === undefined || options.output === '-') io.out(text);
  else writeFileAtomically(options.output, text);
  return 0;
}
