import type { Diagnostic, ResolveOptions } from '@wit-ts/wit-parser';
import type { wac } from '@wit-ts/wac';

/** Checks what a `.wac` document links, which needs the components that it names. */
export type WacChecker = (document: wac.WacDocument, path: string) => readonly Diagnostic[];

export interface ServiceOptions extends Pick<
  ResolveOptions,
  'features' | 'allFeatures' | 'decodeWit' | 'assemble'
> {
  /** The folders of the workspace. Renaming changes nothing outside of them; none means that all files may be changed. */
  folders?: readonly string[];
  /** Where a code of a diagnostic is explained; without it diagnostics have no link. */
  docsOf?: (code: string) => string | undefined;
  /** Without it `.wac` documents are checked for syntax and names only. */
  checkWac?: WacChecker;
}
