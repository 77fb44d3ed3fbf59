/** Chooses the world that a command works on. */

import * as messages from '../diagnostics/operation-messages.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import {
  packageNameText,
  type Package,
  type PackageId,
  type PackageName,
  type Resolve,
  type WorldId,
} from '../model/resolve.js';
import { Suggester } from '../resolver/suggest.js';
import { worldName } from './queries.js';
import { parseWorldPath } from './world-path.js';

export interface SelectedWorld {
  /** Absent where `diagnostics` says why. */
  world: WorldId | undefined;
  diagnostics: Diagnostic[];
}

/**
 * The world that a user means.
 *
 * @param main the package that was read, or several of them
 * @param path `name` for a world of the one main package; `namespace:package/name` for a world of any package, with
 * `@version` where there are several versions of it; or nothing where there is one world only
 * @returns the world, or an error that lists the worlds there are
 */
export function selectWorld(
  resolve: Resolve,
  main: PackageId | readonly PackageId[],
  path?: string,
): SelectedWorld {
  const found = choose(resolve, typeof main === 'number' ? [main] : main, path);
  return typeof found === 'number'
    ? { world: found, diagnostics: [] }
    : { world: undefined, diagnostics: [found] };
}

function choose(
  resolve: Resolve,
  main: readonly PackageId[],
  text: string | undefined,
): WorldId | Diagnostic {
  const path = text === undefined ? undefined : parseWorldPath(text);
  if (typeof path === 'string') return messages.invalidWorldPath(text ?? '', path);
  if (path?.package !== undefined) {
    const pkg = findPackage(resolve, path.package);
    return 'code' in pkg ? pkg : worldOf(resolve, pkg, path.world);
  }
  const [only, ...more] = main;
  const pkg = only === undefined ? undefined : resolve.packages[only];
  if (only === undefined || pkg === undefined) return messages.noMainPackage();
  if (more.length > 0) {
    const worlds = main.flatMap((id) => worldNames(resolve, resolve.packages[id]));
    return messages.severalWorlds('the packages have', worlds);
  }
  if (path !== undefined) return worldOf(resolve, pkg, path.world);
  const name = packageNameText(pkg.name);
  const [world, ...others] = pkg.worlds.values();
  if (world === undefined) {
    const elsewhere = resolve.packages.flatMap((other) => worldNames(resolve, other));
    return messages.noWorlds(name, elsewhere);
  }
  if (others.length === 0) return world;
  return messages.severalWorlds(`the package \`${name}\` has`, worldNames(resolve, pkg));
}

function findPackage(resolve: Resolve, wanted: PackageName): Package | Diagnostic {
  const text = packageNameText(wanted);
  const exact = resolve.packages.find((pkg) => packageNameText(pkg.name) === text);
  if (exact !== undefined) return exact;
  const versions = resolve.packages.filter(
    ({ name }) => name.namespace === wanted.namespace && name.name === wanted.name,
  );
  if (wanted.version === undefined && versions.length > 1) {
    const names = versions.map((pkg) => packageNameText(pkg.name));
    return messages.severalVersions(text, names);
  }
  const [single] = versions;
  if (wanted.version === undefined && single !== undefined) return single;
  const known = new Map(
    resolve.packages.map(({ name }) => [`${name.namespace}:${name.name}`, packageNameText(name)]),
  );
  const bare = `${wanted.namespace}:${wanted.name}`;
  const nearest = known.get(bare) ?? known.get(new Suggester().closest(bare, known.keys()) ?? '');
  const all = resolve.packages.map((pkg) => packageNameText(pkg.name));
  return messages.unknownPackageOfWorld(text, nearest, all);
}

function worldOf(resolve: Resolve, pkg: Package, name: string): WorldId | Diagnostic {
  const world = pkg.worlds.get(name);
  if (world !== undefined) return world;
  const nearest = new Suggester().closest(name, pkg.worlds.keys());
  const packageName = packageNameText(pkg.name);
  return messages.unknownWorld(name, packageName, nearest, worldNames(resolve, pkg));
}

function worldNames(resolve: Resolve, pkg: Package | undefined): string[] {
  return [...(pkg?.worlds.values() ?? [])].map((id) => worldName(resolve, id));
}
