/** One package of an {@link IncrementalResolver}: its files, and what it says about itself. */

import type { Ast, TopLevelItem } from '../ast/ast.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import * as messages from '../diagnostics/resolve-messages.js';
import type { PackageId } from '../model/resolve.js';
import { parse } from '../parser/parse.js';
import { reparse } from '../parser/reparse.js';
import { compareBytes } from '../sources/index.js';
import { fileOfAst, fileOfNested, nestedPackagesOf } from './package-syntax.js';
import { Reporter } from './reporter.js';
import { PackageCollector, type PackageFiles, resolvePackageFiles } from './resolve-package.js';
import type { UnresolvedPackage } from './unresolved.js';
import { warnAboutNames } from './warn-names.js';

/** A text with its tree. An editor keeps it for as long as the text stays the same. */
export interface ParsedSource {
  readonly path: string;
  readonly ast: Ast;
  /** The mistakes of syntax, and bytes that are no UTF-8. */
  readonly diagnostics: readonly Diagnostic[];
}

/** @param invalidAt where the first byte stands that is no UTF-8, where there is one */
export function parseSource(
  path: string,
  text: string,
  invalidAt?: { offset: number; byte: number },
): ParsedSource {
  const { ast, diagnostics } = parse(text, path);
  if (invalidAt === undefined) return { path, ast, diagnostics };
  const { offset, byte } = invalidAt;
  const span = { file: path, start: offset, end: offset + 1 };
  return { path, ast, diagnostics: [messages.notUtf8(path, byte, span), ...diagnostics] };
}

/**
 * The same for a text that was changed: where little changed, little is read again.
 *
 * @param before the text before the change, which must not be looked at again
 */
export function reparseSource(before: ParsedSource, text: string): ParsedSource {
  const { path, ast, diagnostics } = before;
  const isSound = diagnostics.every(({ code }) => code !== NOT_UTF8);
  const known = { ast, diagnostics: [...diagnostics], comments: ast.comments };
  const again = isSound ? reparse(known, text) : undefined;
  return again === undefined
    ? parseSource(path, text)
    : { path, ast: again.ast, diagnostics: again.diagnostics };
}

const NOT_UTF8 = 'WIT0102';

/** What is told of the syntax of a text: of several mistakes at one place the first. */
export function syntaxDiagnostics(source: ParsedSource): readonly Diagnostic[] {
  if (source.diagnostics.length < 2) return source.diagnostics;
  const reporter = new Reporter();
  reportSource(source, reporter);
  return reporter.diagnostics;
}

function reportSource({ diagnostics }: ParsedSource, reporter: Reporter): void {
  for (const diagnostic of diagnostics) {
    if (diagnostic.code === NOT_UTF8) reporter.report(diagnostic);
    else reporter.reportSyntax(diagnostic);
  }
}

/** The part of a file that belongs to a package: all of it but what is nested, or one nested package. */
export interface UnitFile {
  readonly ast: Ast;
  readonly items: readonly TopLevelItem[];
}

/** Editors read comments from the tree. */
const NO_DOCS = { docs: false };

interface GateOptions {
  features: ReadonlySet<string>;
  allFeatures: boolean;
  /** Items about whose names there is nothing to warn, as long as they are the same. */
  clean: WeakSet<object>;
}

export class PackageUnit {
  /** The id while it is resolved; `undefined` for one without a header, and for the second of a name. */
  packageId: PackageId | undefined;
  /** It had mistakes when it was joined. */
  joinedDamaged = false;
  /** A `package a:b { … }`. */
  readonly nested: boolean;
  readonly #files: PackageFiles;
  readonly #sources: readonly ParsedSource[];
  /** About headers, names and what the package says on its own; these stay. */
  readonly #own: Diagnostic[];
  #unresolved: UnresolvedPackage | undefined;
  /** What {@link take} gives has been used up. */
  #used = false;
  /** What it was joined with is gone. */
  #released = false;
  #reporter: Reporter;
  /** How many diagnostics of the reporter are of syntax. */
  #skip: number;

  constructor(
    files: PackageFiles,
    sources: readonly ParsedSource[],
    nested: boolean,
    own: Diagnostic[],
    gates: GateOptions | undefined,
  ) {
    this.#files = files;
    this.#sources = sources;
    this.nested = nested;
    [this.#reporter, this.#skip] = this.#newReporter();
    this.#unresolved = resolvePackageFiles(files, this.#reporter, NO_DOCS);
    this.#own = own;
    if (gates === undefined) return;
    const reporter = new Reporter();
    warnAboutNames(files.files, reporter, gates);
    own.push(...reporter.diagnostics);
  }

  /** `ns:name@version`; `undefined` where no file has a header. */
  get key(): string | undefined {
    return this.#unresolved?.key;
  }

  /** Whether it stands in a text. */
  isOf(source: ParsedSource): boolean {
    return this.#sources.includes(source);
  }

  /** What the package mentions; only what joining does not use up may be looked at. */
  get meta(): UnresolvedPackage | undefined {
    return this.#unresolved;
  }

  get files(): readonly UnitFile[] {
    return this.#files.files;
  }

  /** All that is wrong with the package but its syntax, which its sources tell. */
  get diagnostics(): Diagnostic[] {
    this.#refresh();
    return [...this.#own, ...this.#reporter.diagnostics.slice(this.#skip)];
  }

  /** The reporter for joining what {@link take} gave. */
  reporter(): Reporter {
    return this.#reporter;
  }

  /** The package with its own names resolved, for joining, which uses it up. */
  take(): UnresolvedPackage | undefined {
    this.#refresh();
    this.#used = true;
    return this.#unresolved;
  }

  /** It is joined no more; it can be joined again. */
  release(): void {
    this.packageId = undefined;
    this.#released = this.#used;
  }

  #refresh(): void {
    if (!this.#released) return;
    this.#released = false;
    this.#used = false;
    [this.#reporter, this.#skip] = this.#newReporter();
    this.#unresolved = resolvePackageFiles(this.#files, this.#reporter, NO_DOCS);
  }

  /** Knows the mistakes of syntax, so that nothing else is said about the same places. */
  #newReporter(): [Reporter, number] {
    const reporter = new Reporter();
    for (const source of this.#sources) reportSource(source, reporter);
    return [reporter, reporter.diagnostics.length];
  }
}

/**
 * The packages of a group of files: those nested in them, and the one that the files make.
 *
 * @param before those of an earlier state of the group, of which nested ones in files that did not change are taken over
 */
export function unitsOf(
  sources: readonly ParsedSource[],
  gates: GateOptions,
  warnings: boolean,
  before: readonly PackageUnit[] = [],
): PackageUnit[] {
  if (sources.length === 0) return [];
  const units: PackageUnit[] = [];
  const reporter = new Reporter();
  const collector = new PackageCollector(reporter);
  const warned = warnings ? gates : undefined;
  for (const source of sources.toSorted((a, b) => compareBytes(a.path, b.path))) {
    collector.add(fileOfAst(source.ast));
    const known = before.filter((unit) => unit.nested && unit.isOf(source));
    if (known.length > 0) {
      units.push(...known);
      continue;
    }
    for (const item of nestedPackagesOf(source.ast)) {
      const own = new Reporter();
      const inner = new PackageCollector(own);
      inner.add(fileOfNested(source.ast, item));
      units.push(new PackageUnit(inner.finish(), [source], true, own.diagnostics, warned));
    }
  }
  const finished = collector.finish();
  units.push(new PackageUnit(finished, sources, false, reporter.diagnostics, warned));
  return units;
}
