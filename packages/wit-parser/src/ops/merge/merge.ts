/** Unites two resolved models. */

import * as messages from '../../diagnostics/operation-messages.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import {
  interfaceKey,
  interfaceOfKey,
  type Interface,
  type InterfaceId,
  type PackageId,
  type Resolve,
  type TypeId,
  type TypeOwner,
  type World,
  type WorldId,
  type WorldItem,
  type WorldKey,
} from '../../model/resolve.js';
import { elaborateWorlds } from '../elaborate-worlds.js';
import { typeOrder } from '../type-order.js';
import { Correspondence } from './correspondence.js';
import { TypeRemap } from './remap.js';
import { adoptStability } from './stability.js';

/** Where the items of the merged model are now: new ids by old ids. */
export interface MergeRemap {
  types: TypeId[];
  interfaces: InterfaceId[];
  worlds: WorldId[];
  packages: PackageId[];
}

export interface MergeResult {
  /** Absent where the models do not fit together, which `diagnostics` explains. */
  remap: MergeRemap | undefined;
  diagnostics: Diagnostic[];
}

export interface MergeOptions {
  /** Keeps a function of a new interface only if its `@unstable` feature is among these; without it all are kept. */
  features?: ReadonlySet<string>;
}

/**
 * Adds everything of `from` to `into`.
 *
 * Packages are the same if their names and versions are. Of such a package the interfaces are united by name, and each
 * interface's types and functions too; functions of the same name must fit and worlds of the same name must have the same
 * items. All worlds are completed again, since an interface may now need more.
 *
 * @param into changed in place. Where copies do not fit it is left as it was; where a world cannot be completed it holds
 * the united packages and is of no further use
 * @param from not changed; nothing of it is shared with `into` that anybody changes later
 */
export function mergeResolve(
  into: Resolve,
  from: Resolve,
  options: MergeOptions = {},
): MergeResult {
  const same = new Correspondence(into, from);
  const failure = same.findPackages();
  if (failure !== undefined) {
    const { path, reason } = failure.mismatch;
    return {
      remap: undefined,
      diagnostics: [messages.cannotMerge(failure.package, path, reason)],
    };
  }
  const remap = new Merger(into, from, same, options).run();
  const diagnostics = elaborateWorlds(into);
  return { remap: diagnostics.length === 0 ? remap : undefined, diagnostics };
}

class Merger {
  readonly #types: TypeRemap;
  readonly #interfaces: InterfaceId[] = [];
  readonly #worlds: WorldId[] = [];
  readonly #packages: PackageId[] = [];

  constructor(
    readonly into: Resolve,
    readonly from: Resolve,
    readonly same: Correspondence,
    readonly options: MergeOptions,
  ) {
    this.#types = new TypeRemap(into);
  }

  run(): MergeRemap {
    // The ids of interfaces, worlds and packages are known before anything moves; those of types are not, since handles
    // are made on the way.
    assignIds(this.#interfaces, this.from.interfaces, this.into.interfaces, this.same.interfaces);
    assignIds(this.#worlds, this.from.worlds, this.into.worlds, this.same.worlds);
    assignIds(this.#packages, this.from.packages, this.into.packages, this.same.packages);
    this.#moveTypes();
    for (const [id, iface] of this.from.interfaces.entries()) this.#interface(id, iface);
    for (const [id, world] of this.from.worlds.entries()) this.#world(id, world);
    this.#movePackages();
    return {
      types: this.#types.ids,
      interfaces: this.#interfaces,
      worlds: this.#worlds,
      packages: this.#packages,
    };
  }

  #moveTypes(): void {
    for (const id of typeOrder(this.from.types)) {
      const type = this.from.types[id];
      if (type === undefined) continue;
      const copy = this.same.types.get(id);
      if (copy !== undefined) {
        adoptStability(this.into.types[copy], type);
        this.#types.set(id, copy);
        continue;
      }
      const kind = this.#types.kind(type.kind);
      this.#types.set(id, this.into.types.length);
      this.into.types.push({ ...type, kind, owner: this.#owner(type.owner) });
    }
  }

  #owner(owner: TypeOwner | null): TypeOwner | null {
    if (owner === null) return null;
    const ids = owner.kind === 'world' ? this.#worlds : this.#interfaces;
    return { kind: owner.kind, id: ids[owner.id] ?? -1 };
  }

  #interface(id: InterfaceId, from: Interface): void {
    const copy = this.same.interfaces.get(id);
    const into = copy === undefined ? undefined : this.into.interfaces[copy];
    if (into === undefined) {
      this.into.interfaces.push(this.#movedInterface(from));
      return;
    }
    adoptStability(into, from);
    for (const [name, type] of from.types) {
      if (!into.types.has(name)) into.types.set(name, this.#types.id(type));
    }
    for (const [name, fn] of from.functions) {
      if (!into.functions.has(name)) into.functions.set(name, this.#types.function(fn));
    }
  }

  #movedInterface(from: Interface): Interface {
    const { features } = this.options;
    const types = new Map([...from.types].map(([name, id]) => [name, this.#types.id(id)]));
    const functions: Interface['functions'] = new Map();
    for (const [name, fn] of from.functions) {
      const gate = fn.stability;
      if (gate?.kind === 'unstable' && features?.has(gate.feature) === false) continue;
      functions.set(name, this.#types.function(fn));
    }
    const { cloneOf } = from;
    return {
      ...from,
      types,
      functions,
      package: this.#packages[from.package] ?? -1,
      ...(cloneOf !== undefined && { cloneOf: this.#interfaces[cloneOf] ?? -1 }),
    };
  }

  #world(id: WorldId, from: World): void {
    const copy = this.same.worlds.get(id);
    const into = copy === undefined ? undefined : this.into.worlds[copy];
    if (into === undefined) {
      this.into.worlds.push({
        ...from,
        imports: this.#worldItems(from.imports),
        exports: this.#worldItems(from.exports),
        package: this.#packages[from.package] ?? -1,
      });
      return;
    }
    adoptStability(into, from);
    for (const direction of ['imports', 'exports'] as const) {
      for (const [key, item] of from[direction]) {
        if (item.kind !== 'interface' || interfaceOfKey(key) === undefined) continue;
        const target = into[direction].get(this.#key(key));
        if (target?.kind === 'interface') adoptStability(target, item);
      }
    }
  }

  #worldItems(items: ReadonlyMap<WorldKey, WorldItem>): Map<WorldKey, WorldItem> {
    return new Map([...items].map(([key, item]) => [this.#key(key), this.#worldItem(item)]));
  }

  #key(key: WorldKey): WorldKey {
    const id = interfaceOfKey(key);
    return id === undefined ? key : interfaceKey(this.#interfaces[id] ?? -1);
  }

  #worldItem(item: WorldItem): WorldItem {
    switch (item.kind) {
      case 'interface':
        return { ...item, id: this.#interfaces[item.id] ?? -1 };
      case 'type':
        return { ...item, id: this.#types.id(item.id) };
      case 'function':
        return { ...item, function: this.#types.function(item.function) };
    }
  }

  #movePackages(): void {
    for (const [id, pkg] of this.from.packages.entries()) {
      if (this.same.packages.has(id)) continue;
      this.into.packages.push({
        ...pkg,
        interfaces: new Map(
          [...pkg.interfaces].map(([name, item]) => [name, this.#interfaces[item] ?? -1]),
        ),
        worlds: new Map([...pkg.worlds].map(([name, item]) => [name, this.#worlds[item] ?? -1])),
      });
    }
    for (const { name, package: target, id } of this.same.newInterfaces) {
      this.into.packages[target]?.interfaces.set(name, this.#interfaces[id] ?? -1);
    }
    for (const { name, package: target, id } of this.same.newWorlds) {
      this.into.packages[target]?.worlds.set(name, this.#worlds[id] ?? -1);
    }
  }
}

/** The ids of the copies, and new ones behind the last for what has no copy. */
function assignIds(
  ids: number[],
  from: readonly unknown[],
  into: readonly unknown[],
  same: ReadonlyMap<number, number>,
): void {
  let next = into.length;
  for (let id = 0; id < from.length; id += 1) ids.push(same.get(id) ?? next++);
}
