/** The named types that a component gets through its imports. */
import { type AnyTy, type Entity, type ExternItem, isPutOff } from '@wit-ts/component';

/** The import or export of a part, and the type names below it, by which a type is known outside. */
export interface TypePlace {
  /** The import or export. */
  port: string;
  /** Names below it; empty where the import or export is the type itself. */
  path: readonly string[];
}

/** Named types, by the object that stands for the name. */
export type TypePlaces = Pick<ReadonlyMap<AnyTy, TypePlace>, 'get' | 'has'>;

/** Most small components name no type: those share one map. */
const NO_PLACES: ReadonlyMap<AnyTy, TypePlace> = new Map();

const NO_NAMES: readonly string[] = [];

/** The types that imports or exports name; of imports that were put off, those are added that something has asked for. */
export function namedTypes(items: ReadonlyMap<string, ExternItem>): TypePlaces {
  let places: Map<AnyTy, TypePlace> | undefined;
  let late: LateTypes | undefined;
  for (const item of items.values()) {
    if (isPutOff(item)) (late ??= new LateTypes()).waiting.push(item);
    else places = addTypes(places, item.entity, item.name.name, NO_NAMES);
  }
  if (late === undefined) return places ?? NO_PLACES;
  if (places !== undefined) late.places = places;
  return late;
}

/** A type that somebody has in hand was asked for: its import is looked through then. */
class LateTypes implements TypePlaces {
  places = new Map<AnyTy, TypePlace>();
  waiting: ExternItem[] = [];

  get(type: AnyTy): TypePlace | undefined {
    return this.upToDate().get(type);
  }

  has(type: AnyTy): boolean {
    return this.upToDate().has(type);
  }

  private upToDate(): ReadonlyMap<AnyTy, TypePlace> {
    for (let i = 0; i < this.waiting.length; i++) {
      const item = this.waiting[i] as ExternItem;
      if (isPutOff(item)) continue;
      this.waiting.splice(i--, 1);
      addTypes(this.places, item.entity, item.name.name, NO_NAMES);
    }
    return this.places;
  }
}

/** Adds the types that an import or export, or something below it, names; makes the map for the first of them. */
function addTypes(
  places: Map<AnyTy, TypePlace> | undefined,
  entity: Entity,
  port: string,
  path: readonly string[],
): Map<AnyTy, TypePlace> | undefined {
  let found = places;
  if (entity.kind === 'type') {
    found ??= new Map();
    if (!found.has(entity.created)) found.set(entity.created, { port, path });
  } else if (entity.kind === 'instance') {
    for (const { entity: inner, name } of entity.type.exports.values()) {
      if (inner.kind !== 'func') found = addTypes(found, inner, port, [...path, name.name]);
    }
  }
  return found;
}
