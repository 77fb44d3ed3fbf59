/**
 * Resolution that keeps what did not change, for editors: packages are joined one behind the other into one `Resolve`, and an edit
 * takes away and joins again only what depends on it.
 */

import type { Diagnostic } from '../diagnostics/diagnostic.js';
import * as messages from '../diagnostics/resolve-messages.js';
import type { PackageId, Resolve } from '../model/resolve.js';
import { mergeResolve } from '../ops/index.js';
import { compareBytes } from '../sources/index.js';
import { Elaborator } from './elaborate.js';
import { joinPackage } from './join-package.js';
import type { JoinContext } from './join-state.js';
import { KnownPackages } from './known-packages.js';
import type { DecodedWit, ResolveOptions } from './options.js';
import { Origins, spanOfSite } from './origins.js';
import { orderPackages } from './package-graph.js';
import { packageKey } from './package-syntax.js';
import { PackageUnit, type ParsedSource, unitsOf } from './package-unit.js';
import { Reporter } from './reporter.js';
import { JOIN_BUDGET } from './resolve.js';
import { TypeFacts } from './type-facts.js';
import type { UnresolvedPackage } from './unresolved.js';
import { TypeSizes, warnAboutTypes } from './warn-types.js';

/** The files of one folder (or one file of `deps`) with the packages nested in them, or a package that was decoded. */
export type SourceGroup =
  | { kind: 'texts'; folder: string; sources: readonly ParsedSource[] }
  | { kind: 'decoded'; path: string; decoded: DecodedWit };

/** How long everything was before a package was joined. */
interface Mark {
  types: number;
  interfaces: number;
  worlds: number;
  packages: number;
  budget: number;
}

interface Joined {
  unit: PackageUnit;
  /** What is used up by joining; a unit that is joined again has another one. */
  mark: Mark;
  /** A package that it mentions was not there, so that what it says depends on which packages are there. */
  lacking: boolean;
}

interface Group {
  sources: readonly ParsedSource[];
  units: PackageUnit[];
}

/** One package with what it depends on, resolved again and again while its texts change. */
export class IncrementalResolver {
  readonly #options: ResolveOptions;
  readonly #features: {
    features: ReadonlySet<string>;
    allFeatures: boolean;
    clean: WeakSet<object>;
  };
  #groups = new Map<string, Group>();
  #decoded: readonly DecodedWit[] = [];
  #decodedKeys: ReadonlySet<string> = new Set();
  #mergeReports: readonly Diagnostic[] = [];
  #units: readonly PackageUnit[] = [];
  #joined: Joined[] = [];
  #context: JoinContext;
  #sizes: TypeSizes;
  #reporter = new Reporter();
  #cyclic = false;
  #known = '';

  constructor(options: Pick<ResolveOptions, 'features' | 'allFeatures' | 'warnings'> = {}) {
    this.#options = options;
    this.#features = {
      features: new Set(options.features),
      allFeatures: options.allFeatures ?? false,
      clean: new WeakSet(),
    };
    this.#context = this.#newContext();
    this.#sizes = new TypeSizes(this.#context.resolve.types);
  }

  /**
   * Takes in the present state of all groups. A text that did not change is the same {@link ParsedSource} as before; ids of what is
   * in packages that did not change and stand before the first change stay.
   */
  update(groups: readonly SourceGroup[]): void {
    const reporter = new Reporter();
    this.#reporter = reporter;
    this.#updateDecoded(groups);
    const changed = this.#updateGroups(groups, reporter);
    const metas = new Map<UnresolvedPackage, PackageUnit>();
    for (const unit of this.#units) {
      const { meta } = unit;
      if (meta === undefined) continue;
      if (!this.#decodedKeys.has(meta.key)) metas.set(meta, unit);
      else reporter.report(messages.duplicatePackage(meta.key, spanOfSite(meta.site), undefined));
    }
    const { order, cyclic } = orderPackages([...metas.keys()], reporter);
    const units = order.flatMap((meta) => metas.get(meta) ?? []);
    const keys = [...this.#decodedKeys, ...order.map(({ key }) => key)];
    const known = keys.toSorted(compareBytes).join(' ');
    const sameKnown = known === this.#known;
    this.#known = known;
    this.#truncate(cyclic.size > 0 || this.#cyclic ? 0 : this.#firstStale(units, sameKnown));
    this.#cyclic = cyclic.size > 0;
    this.#context.damaged.clear();
    for (const { unit } of this.#joined) {
      if (unit.joinedDamaged && unit.key !== undefined) this.#context.damaged.add(unit.key);
    }
    for (const key of cyclic) this.#context.damaged.add(key);
    this.#context = { ...this.#context, known: new KnownPackages(keys) };
    for (const unit of this.#remaining(units, changed, cyclic.size > 0)) this.#join(unit);
  }

  /** What could be resolved. The object is the same until a package in binary form changes; its contents change with an update. */
  get resolve(): Resolve {
    return this.#context.resolve;
  }

  /** Where the things of {@link resolve} were defined. */
  get origins(): Origins {
    return this.#context.origins;
  }

  /** All packages with their files, in the order of the groups; of packages of one name all. */
  get units(): readonly PackageUnit[] {
    return this.#units;
  }

  /** The id of a package that is resolved, by `ns:name@version`. */
  packageId(key: string): PackageId | undefined {
    return this.#context.packages.get(key);
  }

  /** The mistakes that no package has alone: names that are there twice, cycles. */
  get diagnostics(): readonly Diagnostic[] {
    return [...this.#mergeReports, ...this.#reporter.diagnostics];
  }

  #newContext(): JoinContext {
    const resolve: Resolve = { worlds: [], interfaces: [], types: [], packages: [] };
    return {
      resolve,
      reporter: this.#reporter,
      origins: new Origins(),
      symbols: undefined,
      facts: new TypeFacts(resolve),
      elaborator: new Elaborator(resolve),
      packages: new Map(),
      known: new KnownPackages([]),
      damaged: new Set(),
      options: this.#features,
      budget: { left: JOIN_BUDGET },
    };
  }

  /** Packages in binary form come first; whenever one changes, everything is done anew. */
  #updateDecoded(groups: readonly SourceGroup[]): void {
    const decoded = groups.flatMap((group) => (group.kind === 'decoded' ? [group] : []));
    const same =
      decoded.length === this.#decoded.length &&
      decoded.every((group, index) => group.decoded === this.#decoded[index]);
    if (same) return;
    this.#decoded = decoded.map((group) => group.decoded);
    for (const { unit } of this.#joined) unit.release();
    this.#joined = [];
    this.#context = this.#newContext();
    this.#sizes = new TypeSizes(this.#context.resolve.types);
    const reporter = new Reporter();
    const features = this.#features.allFeatures ? {} : { features: this.#features.features };
    for (const group of decoded) {
      const merged = mergeResolve(this.resolve, group.decoded.resolve, features);
      for (const { message } of merged.diagnostics) {
        reporter.report(messages.notMergeable(group.path, message));
      }
    }
    this.#mergeReports = reporter.diagnostics;
    for (const [id, { name }] of this.resolve.packages.entries()) {
      this.#context.packages.set(packageKey(name), id);
    }
    this.#decodedKeys = new Set(this.#context.packages.keys());
  }

  /** @returns the units that are new */
  #updateGroups(groups: readonly SourceGroup[], reporter: Reporter): Set<PackageUnit> {
    const changed = new Set<PackageUnit>();
    const next = new Map<string, Group>();
    for (const group of groups) {
      if (group.kind === 'decoded') continue;
      if (group.sources.length === 0) reporter.report(messages.noFiles(group.folder));
      const before = this.#groups.get(group.folder);
      if (before !== undefined && isSame(before.sources, group.sources)) {
        next.set(group.folder, before);
        continue;
      }
      const known = before?.units ?? [];
      const warned = this.#options.warnings !== false;
      const units = unitsOf(group.sources, this.#features, warned, known);
      for (const unit of units) if (!known.includes(unit)) changed.add(unit);
      next.set(group.folder, { sources: group.sources, units });
    }
    this.#groups = next;
    this.#units = [...next.values()].flatMap(({ units }) => units);
    return changed;
  }

  /** How many of the joined packages stay as they are. */
  #firstStale(units: readonly PackageUnit[], sameKnown: boolean): number {
    const present = new Set(units);
    const stale = this.#joined.findIndex(
      ({ unit, lacking }) => !present.has(unit) || (lacking && !sameKnown),
    );
    return stale === -1 ? this.#joined.length : stale;
  }

  #truncate(count: number): void {
    const first = this.#joined[count];
    if (first === undefined) return;
    for (const { unit } of this.#joined.slice(count)) {
      unit.release();
      if (unit.key !== undefined) this.#context.packages.delete(unit.key);
    }
    this.#joined.length = count;
    const { resolve, origins, facts, elaborator, budget } = this.#context;
    const { mark } = first;
    resolve.types.length = mark.types;
    resolve.interfaces.length = mark.interfaces;
    resolve.worlds.length = mark.worlds;
    resolve.packages.length = mark.packages;
    origins.types.truncate(mark.types);
    origins.interfaces.truncate(mark.interfaces);
    origins.worlds.truncate(mark.worlds);
    origins.packages.truncate(mark.packages);
    facts.truncate(mark.types);
    elaborator.truncate(mark.interfaces);
    this.#sizes.truncate(mark.types);
    budget.left = mark.budget;
  }

  /** What is to be joined, in an order in which what has just changed, and what depends on it, comes last: it will change again. */
  #remaining(
    units: readonly PackageUnit[],
    changed: ReadonlySet<PackageUnit>,
    cyclic: boolean,
  ): PackageUnit[] {
    const kept = new Set(this.#joined.map(({ unit }) => unit));
    const rest = units.filter((unit) => !kept.has(unit));
    if (cyclic) return rest;
    const hot = new Set<string>();
    const later: PackageUnit[] = [];
    const first = rest.filter((unit) => {
      const isHot =
        changed.has(unit) || unit.meta?.foreignPackages.some(({ key }) => hot.has(key)) === true;
      if (!isHot) return true;
      if (unit.key !== undefined) hot.add(unit.key);
      later.push(unit);
      return false;
    });
    return [...first, ...later];
  }

  #join(unit: PackageUnit): void {
    const { resolve, budget, packages, origins, facts } = this.#context;
    const unresolved = unit.take();
    if (unresolved === undefined) return;
    const mark = {
      types: resolve.types.length,
      interfaces: resolve.interfaces.length,
      worlds: resolve.worlds.length,
      packages: resolve.packages.length,
      budget: budget.left,
    };
    const lacking = unresolved.foreignPackages.some(({ key }) => !packages.has(key));
    const reporter = unit.reporter();
    unit.packageId = joinPackage({ ...this.#context, reporter }, unresolved);
    if (this.#options.warnings !== false) {
      warnAboutTypes(resolve, origins, facts, reporter, this.#sizes, mark.types);
    }
    unit.joinedDamaged = this.#context.damaged.has(unresolved.key);
    this.#joined.push({ unit, mark, lacking });
  }
}

function isSame(a: readonly ParsedSource[], b: readonly ParsedSource[]): boolean {
  return a.length === b.length && a.every((source, index) => source === b[index]);
}
