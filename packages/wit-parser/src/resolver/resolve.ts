import * as messages from '../diagnostics/resolve-messages.js';
import type { FileSystem } from '../file-system.js';
import type { PackageId, Resolve } from '../model/resolve.js';
import { mergeResolve } from '../ops/index.js';
import { SourceSet, compareBytes } from '../sources/index.js';
import { Elaborator } from './elaborate.js';
import { joinPackage } from './join-package.js';
import type { JoinContext } from './join-state.js';
import { KnownPackages } from './known-packages.js';
import { type LoadedPath, type LoadedText, Loader } from './load.js';
import type { ResolveOptions, ResolveResult, SourceInput } from './options.js';
import { Origins, spanOfSite } from './origins.js';
import { orderPackages } from './package-graph.js';
import { packageKey } from './package-syntax.js';
import { Reporter } from './reporter.js';
import { type ResolvedGroup, resolveGroup } from './resolve-group.js';
import { SymbolTable } from './symbols.js';
import { TypeFacts } from './type-facts.js';
import type { UnresolvedPackage } from './unresolved.js';
import { warnAboutNames } from './warn-names.js';
import { warnAboutTypes } from './warn-types.js';

/** Copies and completed items that all worlds of one run may make; far beyond any real package. */
export const JOIN_BUDGET = 1_000_000;

/**
 * Reads and resolves a WIT package.
 *
 * @param path a folder (its `*.wit` files, and the packages in its folder `deps`), a single WIT file, which can use no other
 * packages but those nested in it, or a WIT package in binary or text form of WebAssembly, which the options decode
 * @param fs where files are read; an error that it throws becomes a diagnostic
 * @returns the resolved model, equal to that of the reference resolver where there are no errors, and as much of it as could be
 * resolved where there are. It never throws for what the files hold.
 */
export function resolvePackage(
  path: string,
  fs: FileSystem,
  options: ResolveOptions = {},
): ResolveResult {
  const run = new Run(options);
  const loader = new Loader(fs, options, run.reporter);
  if (loader.isFolder(path)) {
    run.addMain({ kind: 'texts', texts: loader.loadFolder(path), folder: path });
    for (const dependency of loader.loadDeps(path)) run.addDependency(dependency);
  } else {
    const loaded = loader.loadFile(path);
    if (loaded !== undefined) run.addMain(loaded);
  }
  return run.finish();
}

/**
 * The same for texts in memory. Texts in a folder `deps` (`deps/a/x.wit`, `deps/b.wit`, at any depth) are packages of their own that
 * the others can use, one for each entry of that folder; all others are the files of one package. One such package alone is the main one.
 */
export function resolveSources(
  texts: readonly SourceInput[],
  options: ResolveOptions = {},
): ResolveResult {
  const run = new Run(options);
  const main: LoadedText[] = [];
  const dependencies = new Map<string, LoadedText[]>();
  for (const { path, text } of texts) {
    const entry = /^(?:.*\/)?deps\/[^/]+/.exec(path)?.[0];
    if (entry === undefined) {
      main.push({ path, text });
      continue;
    }
    const known = dependencies.get(entry);
    if (known === undefined) dependencies.set(entry, [{ path, text }]);
    else known.push({ path, text });
  }
  const [only] = dependencies.values();
  if (main.length === 0 && only !== undefined && dependencies.size === 1) {
    run.addMain({ kind: 'texts', texts: only });
    return run.finish();
  }
  run.addMain({ kind: 'texts', texts: main });
  for (const entry of [...dependencies.keys()].toSorted(compareBytes)) {
    run.addDependency({ kind: 'texts', texts: dependencies.get(entry) ?? [] });
  }
  return run.finish();
}

/** One resolution. Nothing outlives it but its result. */
class Run {
  readonly reporter = new Reporter();
  readonly #options: ResolveOptions;
  readonly #sources = new SourceSet();
  readonly #origins = new Origins();
  readonly #symbols: SymbolTable | undefined;
  readonly #resolve: Resolve = { worlds: [], interfaces: [], types: [], packages: [] };
  readonly #groups: ResolvedGroup[] = [];
  /** The main package, where it was decoded. */
  #decoded: PackageId | undefined;

  constructor(options: ResolveOptions) {
    this.#options = options;
    this.#symbols = options.symbols === true ? new SymbolTable() : undefined;
  }

  addMain(loaded: LoadedPath): void {
    if (loaded.kind === 'decoded') this.#decoded = this.#merge(loaded);
    else this.#addGroup(loaded);
  }

  addDependency(loaded: LoadedPath): void {
    if (loaded.kind === 'decoded') this.#merge(loaded);
    else this.#addGroup(loaded);
  }

  finish(): ResolveResult {
    const { reporter } = this;
    const resolve = this.#resolve;
    const main = this.#groups[0]?.main;
    const packages = this.#groups.flatMap((group) =>
      group.main === undefined ? group.nested : [...group.nested, group.main],
    );
    const context = this.#joinContext(packages);
    const fresh = packages.filter((item) => !this.#isDecoded(context, item));
    const { order, cyclic } = orderPackages(fresh, reporter);
    for (const key of cyclic) context.damaged.add(key);
    for (const item of order) joinPackage(context, item);
    if (this.#options.warnings !== false) {
      for (const { files } of this.#groups) {
        for (const own of files) warnAboutNames(own, reporter, context.options);
      }
      warnAboutTypes(resolve, this.#origins, context.facts, reporter);
    }
    return {
      resolve,
      package: main === undefined ? this.#decoded : context.packages.get(main.key),
      diagnostics: reporter.diagnostics,
      sources: this.#sources,
      origins: this.#origins,
      symbols: this.#symbols,
    };
  }

  #addGroup({ texts, folder }: Extract<LoadedPath, { kind: 'texts' }>): void {
    if (texts.length === 0) {
      this.reporter.report(messages.noFiles(folder));
      this.#groups.push({ main: undefined, nested: [], files: [] });
      return;
    }
    const symbols = this.#symbols !== undefined;
    this.#groups.push(resolveGroup(texts, this.#sources, this.reporter, symbols));
  }

  #joinContext(found: readonly UnresolvedPackage[]): JoinContext {
    const resolve = this.#resolve;
    const packages = new Map(resolve.packages.map(({ name }, id) => [packageKey(name), id]));
    return {
      resolve,
      reporter: this.reporter,
      origins: this.#origins,
      symbols: this.#symbols,
      facts: new TypeFacts(resolve),
      elaborator: new Elaborator(resolve),
      packages,
      known: new KnownPackages([...packages.keys(), ...found.map(({ key }) => key)]),
      damaged: new Set(),
      options: {
        features: new Set(this.#options.features),
        allFeatures: this.#options.allFeatures ?? false,
      },
      budget: { left: JOIN_BUDGET },
    };
  }

  /** Merges a decoded package at once, so that its things get the first ids. */
  #merge(loaded: Extract<LoadedPath, { kind: 'decoded' }>): PackageId | undefined {
    const { path, decoded } = loaded;
    const features = this.#options.allFeatures ? {} : { features: new Set(this.#options.features) };
    const { remap, diagnostics } = mergeResolve(this.#resolve, decoded.resolve, features);
    for (const { message } of diagnostics)
      this.reporter.report(messages.notMergeable(path, message));
    return remap?.packages[decoded.package];
  }

  /** Whether a package came decoded already, which is reported. */
  #isDecoded(context: JoinContext, { key, site }: UnresolvedPackage): boolean {
    if (!context.packages.has(key)) return false;
    this.reporter.report(messages.duplicatePackage(key, spanOfSite(site), undefined));
    return true;
  }
}
