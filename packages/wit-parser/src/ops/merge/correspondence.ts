/** Which items of one model are copies of items of another: by the names of their packages and their own. */

import {
  interfaceKey,
  interfaceOfKey,
  packageNameText,
  type InterfaceId,
  type Package,
  type PackageId,
  type Resolve,
  type Stability,
  type Type,
  type TypeId,
  type WitFunction,
  type WorldId,
  type WorldItem,
  type WorldKey,
} from '../../model/resolve.js';
import { stabilityText } from '../../model/compare.js';
import { topologicalPackages, worldItemName } from '../queries.js';
import { inside, Mismatch } from './mismatch.js';
import { stabilitiesAgree } from './stability.js';

/**
 * Ids of `from` by ids of `into`, filled while the copies are compared. Types and functions that only one copy of an
 * interface has are no mistake (a component shows what it needs of an interface), those of both must fit; worlds must have
 * the same items.
 */
export class Correspondence {
  readonly packages = new Map<PackageId, PackageId>();
  readonly interfaces = new Map<InterfaceId, InterfaceId>();
  readonly worlds = new Map<WorldId, WorldId>();
  readonly types = new Map<TypeId, TypeId>();
  /** What a package of `into` gets from its copy: the id of the package there and of the item in `from`. */
  readonly newInterfaces: { name: string; package: PackageId; id: InterfaceId }[] = [];
  readonly newWorlds: { name: string; package: PackageId; id: WorldId }[] = [];

  constructor(
    readonly into: Resolve,
    readonly from: Resolve,
  ) {}

  /**
   * Compares the packages that both models have.
   *
   * @returns the package and what does not fit in it, or `undefined`
   */
  findPackages(): { package: string; mismatch: Mismatch } | undefined {
    const known = new Map(this.into.packages.map((pkg, id) => [packageNameText(pkg.name), id]));
    for (const fromId of topologicalPackages(this.from)) {
      const from = this.from.packages[fromId];
      if (from === undefined) continue;
      const name = packageNameText(from.name);
      const intoId = known.get(name);
      const into = intoId === undefined ? undefined : this.into.packages[intoId];
      if (intoId === undefined || into === undefined) continue;
      this.packages.set(fromId, intoId);
      try {
        this.#package(from, into, intoId);
      } catch (error) {
        if (error instanceof Mismatch) return { package: name, mismatch: error };
        throw error;
      }
    }
    return undefined;
  }

  /** Compares two interfaces. @throws Mismatch */
  interface(fromId: InterfaceId, intoId: InterfaceId): void {
    const from = this.from.interfaces[fromId];
    const into = this.into.interfaces[intoId];
    if (from === undefined || into === undefined) return;
    this.interfaces.set(fromId, intoId);
    requireSameGate(from, into);
    for (const [name, fromType] of from.types) {
      const intoType = into.types.get(name);
      if (intoType !== undefined) this.#type(name, fromType, intoType);
    }
    for (const [name, fromFunction] of from.functions) {
      const intoFunction = into.functions.get(name);
      if (intoFunction === undefined) continue;
      inside(`function \`${name}\``, () => compareFunctions(fromFunction, intoFunction));
    }
  }

  #package(from: Package, into: Package, intoId: PackageId): void {
    for (const [name, id] of from.interfaces) {
      const copy = into.interfaces.get(name);
      if (copy === undefined) this.newInterfaces.push({ name, package: intoId, id });
      else inside(`interface \`${name}\``, () => this.interface(id, copy));
    }
    for (const [name, id] of from.worlds) {
      const copy = into.worlds.get(name);
      if (copy === undefined) this.newWorlds.push({ name, package: intoId, id });
      else inside(`world \`${name}\``, () => this.#world(id, copy));
    }
  }

  #type(name: string, fromId: TypeId, intoId: TypeId): void {
    this.types.set(fromId, intoId);
    const from = this.from.types[fromId];
    const into = this.into.types[intoId];
    if (from === undefined || into === undefined) return;
    inside(`type \`${name}\``, () => requireSameGate(from, into));
  }

  #world(fromId: WorldId, intoId: WorldId): void {
    const from = this.from.worlds[fromId];
    const into = this.into.worlds[intoId];
    if (from === undefined || into === undefined) return;
    this.worlds.set(fromId, intoId);
    requireSameGate(from, into);
    for (const direction of ['imports', 'exports'] as const) {
      const { size } = into[direction];
      if (from[direction].size !== size) {
        throw new Mismatch(`their numbers of ${direction} are ${size} and ${from[direction].size}`);
      }
    }
    for (const direction of ['import', 'export'] as const) {
      const target = into[`${direction}s`];
      for (const [key, item] of from[`${direction}s`]) {
        inside(`${direction} \`${worldItemName(this.from, key)}\``, () => {
          const copy = target.get(this.mapKey(key) ?? '');
          if (copy === undefined) throw new Mismatch('only one of them has it');
          this.#worldItem(key, item, copy);
        });
      }
    }
  }

  /** The key in `into` of an item of a world of `from`; `undefined` for an interface that `into` does not have. */
  mapKey(key: WorldKey): WorldKey | undefined {
    const id = interfaceOfKey(key);
    if (id === undefined) return key;
    const mapped = this.interfaces.get(id);
    return mapped === undefined ? undefined : interfaceKey(mapped);
  }

  #worldItem(key: WorldKey, from: WorldItem, into: WorldItem): void {
    if (from.kind === 'interface' && into.kind === 'interface') {
      const inline = this.from.interfaces[from.id]?.name === null;
      if (inline && this.into.interfaces[into.id]?.name === null) {
        this.interface(from.id, into.id);
      } else if (this.interfaces.get(from.id) !== into.id) {
        throw new Mismatch('they are different interfaces');
      } else if (interfaceOfKey(key) !== undefined) {
        requireSameGate(from, into);
      }
    } else if (from.kind === 'type' && into.kind === 'type') {
      this.types.set(from.id, into.id);
    } else if (from.kind !== into.kind) {
      throw new Mismatch(`one is a ${from.kind}, the other a ${into.kind}`);
    }
  }
}

interface Gated {
  stability?: Stability;
}

function requireSameGate(from: Gated, into: Gated): void {
  if (stabilitiesAgree(into.stability, from.stability)) return;
  const gates = [stabilityText(into.stability), stabilityText(from.stability)];
  throw new Mismatch(`one has ${gates[0]}, the other ${gates[1]}`);
}

function compareFunctions(from: WitFunction, into: WitFunction): void {
  if (from.kind.kind !== into.kind.kind) {
    throw new Mismatch(`one is a ${into.kind.kind} function, the other a ${from.kind.kind} one`);
  }
  const fromAsync = from.kind.kind !== 'constructor' && from.kind.async;
  const intoAsync = into.kind.kind !== 'constructor' && into.kind.async;
  if (fromAsync !== intoAsync) throw new Mismatch('only one of them is async');
  if (from.params.length !== into.params.length) {
    throw new Mismatch(
      `their numbers of parameters are ${into.params.length} and ${from.params.length}`,
    );
  }
  for (const [index, param] of from.params.entries()) {
    const other = into.params[index];
    if (other === undefined) continue;
    if (param.name !== other.name) {
      throw new Mismatch(
        `a parameter is called \`${other.name}\` in one and \`${param.name}\` in the other`,
      );
    }
    inside(`parameter \`${param.name}\``, () => compareTypes(param.type, other.type));
  }
  if ((from.result === undefined) !== (into.result === undefined)) {
    throw new Mismatch('only one of them has a result');
  }
  if (from.result !== undefined && into.result !== undefined) {
    const types = [from.result, into.result] as const;
    inside('the result', () => compareTypes(...types));
  }
}

/** Types with a definition are taken to be the same: they have the same name, or are made of such types. */
function compareTypes(from: Type, into: Type): void {
  if (from === into || (typeof from === 'number' && typeof into === 'number')) return;
  throw new Mismatch(`one is ${describe(into)}, the other ${describe(from)}`);
}

function describe(type: Type): string {
  return typeof type === 'number' ? 'a defined type' : `\`${type}\``;
}
