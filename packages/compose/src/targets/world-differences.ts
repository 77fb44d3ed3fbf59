/** What keeps a component from fitting a world: not the first thing, but all of them. */
import {
  type ComponentTy,
  type DefinedTy,
  type Entity,
  entityWord,
  type ExternItem,
  itemStep,
  type Resource,
  resourceAt,
  type ResourceMap,
  SubtypeChecker,
  type TypeDifference,
} from '@wit-ts/component';
import { compareVersionTexts } from '@wit-ts/wit-parser';
import { parseInterfaceName, trackKey } from '../link/interface-name.js';

export type WorldDifference =
  /** The component imports what the world does not offer. */
  | { kind: 'not-in-world'; item: ExternItem }
  /** The component does not export what the world wants. */
  | { kind: 'not-exported'; world: ExternItem }
  | {
      kind: 'import' | 'export';
      /** Of the component. */
      item: ExternItem;
      world: ExternItem;
      /** Of an import, the component wants and the world gives; of an export, the other way round. */
      difference: TypeDifference;
    };

type Items = ReadonlyMap<string, ExternItem>;

/**
 * Compares a component with a world: it may import less, and export more. Interfaces meet by name, else on their semver
 * track. Empty where the component fits.
 *
 * @see Subtyping.md
 */
export function worldDifferences(component: ComponentTy, world: ComponentTy): WorldDifference[] {
  const differences: WorldDifference[] = [];
  const offered = new Named(world.imports);
  const offers = new Map<string, ExternItem>();
  for (const [name, item] of component.imports) {
    const found = offered.find(name);
    if (found === undefined) differences.push({ kind: 'not-in-world', item });
    else offers.set(name, found);
  }
  const checker = new SubtypeChecker();
  checker.open(offers, component.imports, component.importedResources);
  const seen = new Set<DefinedTy | Resource>();
  for (const [name, item] of component.imports) {
    const from = offers.get(name);
    if (from === undefined) continue;
    for (const difference of allDifferences(checker, from, item, seen)) {
      differences.push({ kind: 'import', item, world: from, difference });
    }
  }
  const exported = new Named(component.exports);
  const served = new Map<string, ExternItem>();
  for (const [name, wanted] of world.exports) {
    const found = exported.find(name);
    if (found === undefined) differences.push({ kind: 'not-exported', world: wanted });
    else served.set(name, found);
  }
  // What a component exports of its imports is what the world gave it.
  const given = new Map(checker.bound);
  const own = exportedInstead(world, served, given);
  for (const [name, wanted] of world.exports) {
    const from = served.get(name);
    if (from === undefined) continue;
    const results = new SubtypeChecker(given, wanted.entity.kind === 'instance' ? own : undefined);
    results.open(served, world.exports, world.definedResources);
    for (const difference of allDifferences(results, from, wanted, seen)) {
      differences.push({ kind: 'export', item: from, world: wanted, difference });
    }
  }
  return differences;
}

/**
 * Exported interfaces take the types of others from the exports, where the world exports these, too; the binary form of a
 * world does not tell, and speaks of the imports.
 *
 * @param served what a component exports under the names of the world
 * @param bound what the resources of the component are for the world
 * @returns for the imported resources of the world that are exported as well, those that the component exports
 */
export function exportedInstead(
  world: Pick<ComponentTy, 'exports' | 'importedResources'>,
  served: ReadonlyMap<string, { entity: Entity }>,
  bound: ResourceMap,
): Map<Resource, Resource> {
  const own = new Map<Resource, Resource>();
  for (const [resource, path] of world.importedResources) {
    if (!world.exports.has(path[0] ?? '')) continue;
    const type = resourceAt(served, path);
    if (type !== undefined) own.set(resource, bound.get(type.resource) ?? type.resource);
  }
  return own;
}

/** Items by name, and by semver track; of several versions the highest is the track's. */
class Named {
  private readonly byTrack = new Map<string, ExternItem>();

  constructor(private readonly items: Items) {
    for (const [name, item] of items) {
      const key = trackKey(name);
      const before = this.byTrack.get(key);
      if (before === undefined || isHigher(name, before.name.name)) this.byTrack.set(key, item);
    }
  }

  find(name: string): ExternItem | undefined {
    return this.items.get(name) ?? this.byTrack.get(trackKey(name));
  }
}

function isHigher(name: string, than: string): boolean {
  const left = parseInterfaceName(name)?.version;
  const right = parseInterfaceName(than)?.version;
  if (left === undefined || right === undefined) return false;
  return compareVersionTexts(left, right) > 0;
}

/**
 * Every item of an interface that differs, each with its first difference. A type that differs is reported once, not again
 * for everything that mentions it.
 *
 * @param seen the types that are reported already
 */
function* allDifferences(
  checker: SubtypeChecker,
  given: ExternItem,
  wanted: ExternItem,
  seen: Set<DefinedTy | Resource>,
): Iterable<TypeDifference> {
  if (given.entity.kind !== 'instance' || wanted.entity.kind !== 'instance') {
    const difference = checker.entity(given.entity, wanted.entity);
    if (difference !== undefined && isNew(difference, seen)) {
      yield { wantedItem: wanted, givenItem: given, ...difference };
    }
    return;
  }
  for (const [name, want] of wanted.entity.type.exports) {
    const have = given.entity.type.exports.get(name);
    const step = itemStep(name, want.entity);
    if (have === undefined) {
      yield { path: [step], expected: entityWord(want.entity), found: 'nothing', wantedItem: want };
      continue;
    }
    for (const difference of allDifferences(checker, have, want, seen)) {
      yield { ...difference, path: [step, ...difference.path] };
    }
  }
}

function isNew(
  { wantedType, resources }: TypeDifference,
  seen: Set<DefinedTy | Resource>,
): boolean {
  let root: DefinedTy | Resource | undefined = resources?.wanted ?? wantedType;
  if (root === undefined) return true;
  while ('aliasOf' in root && root.aliasOf !== undefined) root = root.aliasOf;
  if (seen.has(root)) return false;
  seen.add(root);
  return true;
}
