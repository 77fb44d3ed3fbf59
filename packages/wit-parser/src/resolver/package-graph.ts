import * as messages from '../diagnostics/resolve-messages.js';
import type { PackageName } from '../model/resolve.js';
import { compareVersionTexts } from '../semver/index.js';
import { compareBytes } from '../sources/index.js';
import { spanOfSite } from './origins.js';
import type { Reporter } from './reporter.js';
import type { UnresolvedPackage } from './unresolved.js';

export interface PackageOrder {
  /** Each package behind those that it uses; otherwise by name and version. */
  order: UnresolvedPackage[];
  /** Keys of packages that are part of a cycle. */
  cyclic: Set<string>;
}

/** Orders packages by their dependencies; packages that occur twice and cycles are reported. */
export function orderPackages(
  packages: readonly UnresolvedPackage[],
  reporter: Reporter,
): PackageOrder {
  const byKey = new Map<string, UnresolvedPackage>();
  for (const item of packages) {
    const known = byKey.get(item.key);
    if (known === undefined) byKey.set(item.key, item);
    else {
      const places = [spanOfSite(item.site), spanOfSite(known.site)] as const;
      reporter.report(messages.duplicatePackage(item.key, ...places));
    }
  }
  const sorted = [...byKey.values()].toSorted((a, b) => comparePackageNames(a.name, b.name));
  const visitor = new Visitor(byKey, reporter);
  for (const item of sorted) visitor.visit(item);
  return { order: [...visitor.order], cyclic: visitor.cyclic };
}

/** By namespace, name and version, a package without a version first. */
export function comparePackageNames(a: PackageName, b: PackageName): number {
  const names = compareBytes(a.namespace, b.namespace) || compareBytes(a.name, b.name);
  if (names !== 0) return names;
  if (a.version === undefined || b.version === undefined) {
    return Number(a.version !== undefined) - Number(b.version !== undefined);
  }
  return compareVersionTexts(a.version, b.version);
}

/** So many ways around are looked at for cycles that are not told yet. */
const MOST_CYCLES = 100;

/** Depth first over the packages that each mentions, in the order of first mention. */
class Visitor {
  readonly order = new Set<UnresolvedPackage>();
  readonly cyclic = new Set<string>();
  readonly #byKey: ReadonlyMap<string, UnresolvedPackage>;
  readonly #reporter: Reporter;
  #cycles = 0;

  constructor(byKey: ReadonlyMap<string, UnresolvedPackage>, reporter: Reporter) {
    this.#byKey = byKey;
    this.#reporter = reporter;
  }

  visit(root: UnresolvedPackage): void {
    if (this.order.has(root)) return;
    const stack = [{ item: root, next: 0 }];
    /** Packages that a mention on the way leads to. The root is none at first: a cycle is told where it closes over a mention. */
    const open = new Set<string>();
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const { item } = top;
      const dependency = item.foreignPackages[top.next];
      top.next += 1;
      if (dependency === undefined) {
        this.order.add(item);
        stack.pop();
        if (stack.length > 0) open.delete(item.key);
        continue;
      }
      if (open.has(dependency.key)) {
        if (this.#cycles >= MOST_CYCLES) {
          this.cyclic.add(item.key);
          continue;
        }
        this.#cycles += 1;
        this.#reportCycle(
          stack.map((frame) => frame.item),
          dependency,
        );
        continue;
      }
      const target = this.#byKey.get(dependency.key);
      if (target === undefined || this.order.has(target)) continue;
      open.add(dependency.key);
      stack.push({ item: target, next: 0 });
    }
  }

  #reportCycle(
    stack: readonly UnresolvedPackage[],
    dependency: UnresolvedPackage['foreignPackages'][number],
  ): void {
    const start = stack.findLastIndex((item) => item.key === dependency.key);
    const cycle = stack.slice(Math.max(start, 0));
    const known = cycle.some((item) => this.cyclic.has(item.key));
    for (const item of cycle) this.cyclic.add(item.key);
    if (known) return;
    const path = cycle.map(({ key, site }) => ({ name: key, span: spanOfSite(site) }));
    this.#reporter.report(messages.packageCycle(dependency.key, spanOfSite(dependency.site), path));
  }
}
