/** Small read-only questions about a resolved model. */

import {
  interfaceOfKey,
  qualifiedName,
  type InterfaceId,
  type PackageId,
  type Resolve,
  type Type,
  type TypeId,
  type WorldId,
  type WorldItem,
  type WorldKey,
} from '../model/resolve.js';
import { sameOwner } from '../model/compare.js';

/**
 * The type that an alias (`type a = b`, a name brought in by `use`) leads to in the end; other types are their own.
 *
 * @throws Error where the aliases go round in a circle, which no resolver makes
 */
export function dealias(resolve: Resolve, type: Type): Type {
  let current = type;
  for (let steps = 0; steps <= resolve.types.length; steps += 1) {
    if (typeof current === 'string') return current;
    const kind = resolve.types[current]?.kind;
    if (kind?.kind !== 'alias') return current;
    current = kind.type;
  }
  throw new Error('the aliases of this model go round in a circle');
}

/** {@link dealias} for a type that is known to have a definition, such as the resource of a handle. */
export function dealiasId(resolve: Resolve, type: TypeId): TypeId {
  const target = dealias(resolve, type);
  return typeof target === 'number' ? target : type;
}

/** `ns:package/interface@version`, or `undefined` for an inline interface of a world. */
export function interfaceName(resolve: Resolve, id: InterfaceId): string | undefined {
  const definition = resolve.interfaces[id];
  const owner = definition && resolve.packages[definition.package];
  if (owner === undefined || definition?.name == null) return undefined;
  return qualifiedName(owner.name, definition.name);
}

/** `ns:package/world@version`. */
export function worldName(resolve: Resolve, id: WorldId): string {
  const definition = resolve.worlds[id];
  const owner = definition && resolve.packages[definition.package];
  if (definition === undefined || owner === undefined) {
    throw new Error(`there is no world ${id} in this model`);
  }
  return qualifiedName(owner.name, definition.name);
}

/** The name of an import or export as component binaries spell it: the plain name, or the {@link interfaceName}. */
export function worldItemName(resolve: Resolve, key: WorldKey): string {
  const id = interfaceOfKey(key);
  if (id === undefined) return key;
  const name = interfaceName(resolve, id);
  if (name === undefined) throw new Error(`the interface ${id} of a world has no name`);
  return name;
}

/**
 * What `import label: ns:pkg/iface;` implements: the name of the interface behind a plain name, or `undefined` where
 * the item is none by a label.
 */
export function implementedInterface(
  resolve: Resolve,
  key: WorldKey,
  item: WorldItem,
): string | undefined {
  if (item.kind !== 'interface' || interfaceOfKey(key) !== undefined) return undefined;
  return interfaceName(resolve, item.id);
}

/** Every interface of a world, each once: those of the imports in order, then those of the exports. */
export function allInterfacesOfWorld(resolve: Resolve, world: WorldId): InterfaceId[] {
  const definition = resolve.worlds[world];
  if (definition === undefined) throw new Error(`there is no world ${world} in this model`);
  const found = new Set<InterfaceId>();
  for (const items of [definition.imports, definition.exports]) {
    for (const item of items.values()) if (item.kind === 'interface') found.add(item.id);
  }
  return [...found];
}

/** The interface that a type was brought in from by `use`, or `undefined` where it is no such type. */
export function usedInterface(resolve: Resolve, type: TypeId): InterfaceId | undefined {
  const definition = resolve.types[type];
  if (definition?.kind.kind !== 'alias' || typeof definition.kind.type !== 'number') {
    return undefined;
  }
  const source = resolve.types[definition.kind.type]?.owner;
  if (source?.kind !== 'interface') return undefined;
  const { owner } = definition;
  return owner !== null && sameOwner(owner, source) ? undefined : source.id;
}

/** The interfaces that one interface takes types from by `use`, each once, in the order of its types; not theirs in turn. */
export function interfaceDependencies(resolve: Resolve, id: InterfaceId): InterfaceId[] {
  const found = new Set<InterfaceId>();
  for (const type of resolve.interfaces[id]?.types.values() ?? []) {
    const dependency = usedInterface(resolve, type);
    if (dependency !== undefined) found.add(dependency);
  }
  return [...found];
}

/** The other packages that a package takes types or interfaces from, each once, in the order of mention. */
export function packageDependencies(resolve: Resolve, id: PackageId): PackageId[] {
  const found = new Set<PackageId>();
  const add = (dependency: InterfaceId | undefined): void => {
    const owner = dependency === undefined ? undefined : resolve.interfaces[dependency]?.package;
    if (owner !== undefined && owner !== id) found.add(owner);
  };
  for (const own of resolve.packages[id]?.interfaces.values() ?? []) {
    for (const dependency of interfaceDependencies(resolve, own)) add(dependency);
  }
  for (const world of resolve.packages[id]?.worlds.values() ?? []) {
    const definition = resolve.worlds[world];
    if (definition === undefined) continue;
    for (const items of [definition.imports, definition.exports]) {
      for (const item of items.values()) {
        if (item.kind === 'interface') add(item.id);
        else if (item.kind === 'type') add(usedInterface(resolve, item.id));
      }
    }
  }
  return [...found];
}

/** All packages of the model, each after the packages it depends on. */
export function topologicalPackages(resolve: Resolve): PackageId[] {
  const order: PackageId[] = [];
  const state: ('entered' | 'done' | undefined)[] = [];
  for (let root = 0; root < resolve.packages.length; root += 1) {
    const pending: PackageId[] = [root];
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      if (state[id] === 'done') continue;
      if (state[id] === 'entered') {
        state[id] = 'done';
        order.push(id);
        continue;
      }
      state[id] = 'entered';
      pending.push(
        id,
        ...packageDependencies(resolve, id)
          .filter((d) => !state[d])
          .toReversed(),
      );
    }
  }
  return order;
}
