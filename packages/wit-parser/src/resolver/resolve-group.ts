import type { Diagnostic } from '../diagnostics/diagnostic.js';
import * as messages from '../diagnostics/resolve-messages.js';
import { parse } from '../parser/parse.js';
import { type SourceSet, compareBytes } from '../sources/index.js';
import type { LoadedText } from './load.js';
import { type PackageFile, fileOfAst, fileOfNested, nestedPackagesOf } from './package-syntax.js';
import type { Reporter } from './reporter.js';
import { PackageCollector, resolvePackageFiles } from './resolve-package.js';
import type { UnresolvedPackage } from './unresolved.js';

/** The packages of one group of files: the one that the files themselves make, and those nested in them. */
export interface ResolvedGroup {
  main: UnresolvedPackage | undefined;
  nested: UnresolvedPackage[];
  /** The files of each of the packages. */
  files: PackageFile[][];
}

/** Parses the files of one package in byte order of their paths and resolves it and the packages nested in it, each on its own. */
export function resolveGroup(
  texts: readonly LoadedText[],
  sources: SourceSet,
  reporter: Reporter,
  symbols: boolean,
): ResolvedGroup {
  const collector = new PackageCollector(reporter);
  const nested: UnresolvedPackage[] = [];
  const files: PackageFile[][] = [];
  const named = texts.map((text) => ({ ...text, file: sources.add(text.path, text.text) }));
  for (const { path, file, invalidAt } of named) {
    if (invalidAt === undefined) continue;
    const { offset, byte } = invalidAt;
    reporter.report(messages.notUtf8(path, byte, { file, start: offset, end: offset + 1 }));
  }
  named.sort((a, b) => compareBytes(a.path, b.path));
  for (const { text, file } of named) {
    const { ast, diagnostics } = parse(text, file);
    for (const diagnostic of diagnostics satisfies readonly Diagnostic[]) {
      reporter.reportSyntax(diagnostic);
    }
    for (const item of nestedPackagesOf(ast)) {
      const own = new PackageCollector(reporter);
      own.add(fileOfNested(ast, item));
      const finished = own.finish();
      files.push(finished.files);
      const unresolved = resolvePackageFiles(finished, reporter, { symbols });
      if (unresolved !== undefined) nested.push(unresolved);
    }
    collector.add(fileOfAst(ast));
  }
  const finished = collector.finish();
  files.push(finished.files);
  return { main: resolvePackageFiles(finished, reporter, { symbols }), nested, files };
}
