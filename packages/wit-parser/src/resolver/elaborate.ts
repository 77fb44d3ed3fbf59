import type {
  InterfaceId,
  Resolve,
  Stability,
  World,
  WorldId,
  WorldItem,
  WorldKey,
} from '../model/resolve.js';
import { interfaceKey } from '../model/resolve.js';
import { sameOwner } from '../model/compare.js';
import { interfaceDependencies, usedInterface } from '../ops/queries.js';

/**
 * Why a world cannot be elaborated: an interface that it exports would be needed as an import as well. The interfaces lead from
 * an export of the world over one that is not exported to the one in conflict.
 */
export interface ElaborationConflict {
  /** The key of the export that it starts from. */
  key: WorldKey;
  path: InterfaceId[];
}

/**
 * Completes worlds: every interface that an import or export depends on becomes an import, or for exports that depend on other
 * exports stays an export; then puts both into an order in which each stands behind what it depends on.
 *
 * Specification: component-model design/mvp/WIT.md, "WIT Worlds".
 */
export class Elaborator {
  readonly #resolve: Resolve;
  readonly #dependencies = new Map<InterfaceId, InterfaceId[]>();

  constructor(resolve: Resolve) {
    this.#resolve = resolve;
  }

  /** Forgets the interfaces from this id on, which are being replaced. */
  truncate(length: number): void {
    for (const id of this.#dependencies.keys()) {
      if (id >= length) this.#dependencies.delete(id);
    }
  }

  /** Completes a world in place; on a conflict it is left as it was. */
  elaborate(id: WorldId): ElaborationConflict | undefined {
    const world = this.#resolve.worlds[id];
    if (world === undefined) return undefined;
    const imports = this.#importsOf(world);
    const exports = new Map<WorldKey, WorldItem>();
    const interfaces = new Map<WorldKey, WorldItem & { kind: 'interface' }>();
    for (const [key, item] of world.exports) {
      if (item.kind === 'interface') interfaces.set(key, item);
      else exports.set(key, item);
    }
    const required = new Map<InterfaceId, InterfaceId | undefined>();
    for (const [key, item] of interfaces) {
      const conflict = this.#addExport(key, item, interfaces, required, imports, exports);
      if (conflict !== undefined) return { key, path: conflict };
    }
    world.imports = new Map(this.#byClass([...imports]));
    world.exports = exports;
    return undefined;
  }

  /** The interfaces that the types of an interface come from, each once, in the order of its types. */
  dependenciesOf(id: InterfaceId): InterfaceId[] {
    const known = this.#dependencies.get(id);
    if (known !== undefined) return known;
    const found = interfaceDependencies(this.#resolve, id);
    this.#dependencies.set(id, found);
    return found;
  }

  #importsOf(world: World): Map<WorldKey, WorldItem> {
    const imports = new Map<WorldKey, WorldItem>();
    for (const [key, item] of this.#byClass([...world.imports])) {
      if (item.kind === 'interface') {
        this.#addImport(imports, key, item);
        continue;
      }
      if (item.kind === 'type') {
        const from = usedInterface(this.#resolve, item.id);
        if (from !== undefined) {
          const { stability } = this.#resolve.types[item.id] ?? {};
          this.#addImport(imports, interfaceKey(from), bareItem(from, stability));
        }
      }
      imports.set(key, item);
    }
    return imports;
  }

  /** Adds an interface behind those that it depends on, which take over its stability. */
  #addImport(
    imports: Map<WorldKey, WorldItem>,
    key: WorldKey,
    item: WorldItem & { kind: 'interface' },
  ): void {
    if (imports.has(key)) return;
    const entered = new Set<InterfaceId>();
    const stack = [{ key, item, next: 0 }];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const dependency = this.dependenciesOf(top.item.id)[top.next];
      top.next += 1;
      if (dependency === undefined) {
        if (!imports.has(top.key)) imports.set(top.key, top.item);
        stack.pop();
        continue;
      }
      const dependencyKey = interfaceKey(dependency);
      if (imports.has(dependencyKey) || entered.has(dependency)) continue;
      entered.add(dependency);
      stack.push({ key: dependencyKey, item: bareItem(dependency, item.stability), next: 0 });
    }
  }

  /**
   * Adds an exported interface behind those that it depends on: an exported one if it is reached over exported ones only, an import
   * otherwise.
   *
   * @returns on a conflict the interfaces from the export to the one that cannot be both.
   */
  #addExport(
    rootKey: WorldKey,
    root: WorldItem & { kind: 'interface' },
    wanted: ReadonlyMap<WorldKey, WorldItem>,
    required: Map<InterfaceId, InterfaceId | undefined>,
    imports: Map<WorldKey, WorldItem>,
    exports: Map<WorldKey, WorldItem>,
  ): InterfaceId[] | undefined {
    if (exports.has(rootKey)) return undefined;
    const stack = [{ key: rootKey, item: root, exported: true, next: 0 }];
    const entered = new Set([rootKey]);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const { key, item, exported } = top;
      const dependency = this.dependenciesOf(item.id)[top.next];
      top.next += 1;
      if (dependency === undefined) {
        if (exported) {
          if (required.has(item.id)) return pathTo(item.id, required);
          exports.set(key, item);
        } else if (!imports.has(key)) {
          imports.set(key, item);
        }
        stack.pop();
        if (!exported) required.set(item.id, stack.at(-1)?.item.id);
        continue;
      }
      const dependencyKey = interfaceKey(dependency);
      const asExport = exported && wanted.has(dependencyKey);
      if (exports.has(dependencyKey)) {
        if (asExport) continue;
        return [...stack.map((frame) => frame.item.id), dependency];
      }
      if (!asExport && required.has(dependency)) continue;
      const mark = asExport ? dependencyKey : `i${dependency}`;
      if (entered.has(mark)) continue;
      entered.add(mark);
      const next = bareItem(dependency, item.stability);
      if (item.externalId !== undefined) next.externalId = item.externalId;
      stack.push({ key: dependencyKey, item: next, exported: asExport, next: 0 });
    }
    return undefined;
  }

  /** Interfaces, aliases of their types, other types, functions, functions of resources; stable within each class. */
  #byClass(items: [WorldKey, WorldItem][]): [WorldKey, WorldItem][] {
    const classes: [WorldKey, WorldItem][][] = [[], [], [], [], []];
    for (const entry of items) classes[this.#classOf(entry[1])]?.push(entry);
    return classes.flat();
  }

  #classOf(item: WorldItem): number {
    switch (item.kind) {
      case 'interface':
        return 0;
      case 'type': {
        const type = this.#resolve.types[item.id];
        if (type?.kind.kind !== 'alias' || typeof type.kind.type !== 'number') return 2;
        const target = this.#resolve.types[type.kind.type]?.owner ?? null;
        if (target === null || type.owner === null) return target === type.owner ? 2 : 1;
        return sameOwner(target, type.owner) ? 2 : 1;
      }
      case 'function':
        return item.function.kind.kind === 'freestanding' ? 3 : 4;
    }
  }
}

/** The interfaces over which an import came to be required, the export that it starts from first. */
function pathTo(
  id: InterfaceId,
  required: ReadonlyMap<InterfaceId, InterfaceId | undefined>,
): InterfaceId[] {
  const path = new Set<InterfaceId>();
  for (let at: InterfaceId | undefined = id; at !== undefined; at = required.get(at)) {
    if (path.has(at)) break;
    path.add(at);
  }
  return [...path].toReversed();
}

function bareItem(
  id: InterfaceId,
  stability: Stability | undefined,
): WorldItem & { kind: 'interface' } {
  return stability === undefined ? { kind: 'interface', id } : { kind: 'interface', id, stability };
}
