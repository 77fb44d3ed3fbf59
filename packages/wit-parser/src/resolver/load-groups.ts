import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { FileSystem } from '../file-system.js';
import { type LoadedText, Loader } from './load.js';
import type { DecodedWit, ResolveOptions } from './options.js';
import { Reporter } from './reporter.js';

/** What a folder holds, read but not parsed: see `SourceGroup`. */
export type LoadedGroup =
  | { kind: 'texts'; folder: string; texts: LoadedText[] }
  | { kind: 'decoded'; path: string; decoded: DecodedWit };

/**
 * Reads what {@link resolvePackage} reads of a folder: its `*.wit` files first, then each entry of its folder `deps`.
 *
 * @returns the groups, and what could not be read
 */
export function loadGroups(
  folder: string,
  fs: FileSystem,
  options: Pick<ResolveOptions, 'decodeWit' | 'assemble'> = {},
): { groups: LoadedGroup[]; diagnostics: Diagnostic[] } {
  const reporter = new Reporter();
  const loader = new Loader(fs, options, reporter);
  const groups: LoadedGroup[] = [{ kind: 'texts', folder, texts: loader.loadFolder(folder) }];
  for (const loaded of loader.loadDeps(folder)) {
    if (loaded.kind === 'decoded') groups.push(loaded);
    else {
      const entry = loaded.folder ?? loaded.texts[0]?.path ?? '';
      groups.push({ kind: 'texts', folder: entry, texts: loaded.texts });
    }
  }
  return { groups, diagnostics: reporter.diagnostics };
}
