/** Worlds seen from the other side: as those who import or export a component see them. */

import * as messages from '../diagnostics/operation-messages.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import {
  packageNameText,
  type Resolve,
  type World,
  type WorldId,
  type WorldItem,
  type WorldKey,
} from '../model/resolve.js';
import { elaborateWorlds } from './elaborate-worlds.js';

/**
 * Turns a world into one that imports what it exported: for those who use a component of that world. Its own imports go,
 * but for types, and what the new imports depend on comes in.
 *
 * @param name the new name of the world; without it `-importized` is added
 * @returns what is wrong; the world is changed in place only where nothing is
 */
export function importize(resolve: Resolve, id: WorldId, name?: string): Diagnostic[] {
  const world = worldOf(resolve, id);
  const imports = new Map<WorldKey, WorldItem>();
  for (const [key, item] of world.imports) if (item.kind === 'type') imports.set(key, item);
  for (const [key, item] of world.exports) {
    if (imports.has(key)) return [messages.exportHidesImport(world.name, key)];
    imports.set(key, item);
  }
  return turn(resolve, id, { imports, exports: new Map() }, name ?? `${world.name}-importized`);
}

/**
 * Turns a world into one that exports what it imported: for those who provide what a component of that world needs. Its own
 * exports go, and of the imports stay those that the new exports depend on.
 *
 * @param name the new name of the world; without it `-exportized` is added
 * @param choose which imports become exports; without it all do
 * @returns what is wrong; the world is changed in place only where nothing is
 */
export function exportize(
  resolve: Resolve,
  id: WorldId,
  name?: string,
  choose: (key: WorldKey, item: WorldItem) => boolean = () => true,
): Diagnostic[] {
  const world = worldOf(resolve, id);
  const imports = new Map<WorldKey, WorldItem>();
  const exports = new Map<WorldKey, WorldItem>();
  for (const [key, item] of world.imports) {
    if (!choose(key, item)) imports.set(key, item);
    else if (item.kind === 'type') return [messages.exportedType(world.name, key)];
    else exports.set(key, item);
  }
  return turn(resolve, id, { imports, exports }, name ?? `${world.name}-exportized`);
}

function worldOf(resolve: Resolve, id: WorldId): World {
  const world = resolve.worlds[id];
  if (world === undefined) throw new Error(`there is no world ${id} in this model`);
  return world;
}

/** Gives a world new items and a new name, at the end of its package's worlds. */
function turn(
  resolve: Resolve,
  id: WorldId,
  items: Pick<World, 'imports' | 'exports'>,
  name: string,
): Diagnostic[] {
  const world = worldOf(resolve, id);
  const pkg = resolve.packages[world.package];
  if (pkg === undefined) throw new Error(`there is no package ${world.package} in this model`);
  const takenByWorld = pkg.worlds.has(name) && name !== world.name;
  if (takenByWorld || pkg.interfaces.has(name)) {
    return [messages.worldNameTaken(packageNameText(pkg.name), name)];
  }
  const before = { imports: world.imports, exports: world.exports };
  Object.assign(world, items);
  const diagnostics = elaborateWorlds(resolve, [id]);
  if (diagnostics.length > 0) {
    Object.assign(world, before);
    return diagnostics;
  }
  pkg.worlds.delete(world.name);
  world.name = name;
  pkg.worlds.set(name, id);
  return [];
}
