/** Gives the packages of a decoded resolve their ids: what others depend on first, the main package last. */

import {
  interfaceDependencies,
  interfaceOfKey,
  packageNameText,
  type PackageId,
  type Resolve,
} from '@wit-ts/wit-parser';
import { inexpressible, mismatch, type PackageDraft, type WitBuilder } from './wit-builder.js';

/** Adds all packages to the resolve; gives back the id of `main`. */
export function finishPackages(builder: WitBuilder, main: PackageDraft): PackageId {
  refuseWorldTypesInInterfaces(builder.resolve);
  const ids = new Map<string, PackageId>();
  for (const draft of inDependencyOrder(builder)) insertPackage(builder.resolve, draft, ids);
  return insertPackage(builder.resolve, main, ids);
}

/** An interface of WIT can use types of other interfaces, but not those of a world around it. */
function refuseWorldTypesInInterfaces(resolve: Resolve): void {
  for (const iface of resolve.interfaces) {
    for (const [name, id] of iface.types) {
      const kind = resolve.types[id]?.kind;
      if (kind?.kind !== 'alias' || typeof kind.type !== 'number') continue;
      const source = resolve.types[kind.type];
      if (source?.owner?.kind !== 'world') continue;
      inexpressible(
        `type \`${name}\` of interface \`${iface.name ?? 'without a name'}\` is type \`${source.name ?? ''}\` of the component itself, and an interface of WIT can only use types of other interfaces`,
        'define the type in an interface and let both use it from there',
      );
    }
  }
}

function inDependencyOrder(builder: WitBuilder): PackageDraft[] {
  const { resolve, foreign } = builder;
  const packageOf = new Map<number, PackageDraft>();
  for (const draft of foreign.values()) {
    for (const id of draft.interfaces.values()) packageOf.set(id, draft);
  }
  const dependencies = (draft: PackageDraft): PackageDraft[] =>
    [...draft.interfaces.values()]
      .flatMap((id) => interfaceDependencies(resolve, id))
      .map((id) => packageOf.get(id))
      .filter((other) => other !== undefined);
  const order: PackageDraft[] = [];
  const entered = new Set<PackageDraft>();
  for (const root of foreign.values()) {
    if (entered.has(root)) continue;
    entered.add(root);
    const stack = [{ draft: root, rest: dependencies(root).values() }];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const next = top.rest.next();
      if (next.done === true) {
        order.push(top.draft);
        stack.pop();
      } else if (!entered.has(next.value)) {
        entered.add(next.value);
        stack.push({ draft: next.value, rest: dependencies(next.value).values() });
      }
    }
  }
  return order;
}

function insertPackage(
  resolve: Resolve,
  draft: PackageDraft,
  ids: Map<string, PackageId>,
): PackageId {
  const name = packageNameText(draft.name);
  let id = ids.get(name);
  if (id === undefined) {
    id = resolve.packages.push({ name: draft.name, interfaces: new Map(), worlds: new Map() }) - 1;
    ids.set(name, id);
  }
  const pkg = resolve.packages[id];
  if (pkg === undefined) throw new Error('a package has gone');
  for (const [ifaceName, iface] of draft.interfaces) {
    if (pkg.interfaces.has(ifaceName)) {
      mismatch(`interface \`${ifaceName}\` of package \`${name}\` is defined twice`);
    }
    pkg.interfaces.set(ifaceName, iface);
    const definition = resolve.interfaces[iface];
    if (definition !== undefined) definition.package = id;
  }
  for (const [worldName, worldId] of draft.worlds) {
    pkg.worlds.set(worldName, worldId);
    const world = resolve.worlds[worldId];
    if (world === undefined) continue;
    world.package = id;
    for (const items of [world.imports, world.exports]) {
      for (const [key, item] of items) {
        if (item.kind !== 'interface' || interfaceOfKey(key) !== undefined) continue;
        const inline = resolve.interfaces[item.id];
        if (inline?.name === null) inline.package = id;
      }
    }
  }
  return id;
}
