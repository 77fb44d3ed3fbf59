/** Imports that nobody serves: they stay imports of the result, merged where several components ask for the same. */
import {
  type AnyTy,
  type DefinedTy,
  type Entity,
  type ExternItem,
  type ExternName,
  isPutOff,
  makeInstance,
} from '@wit-ts/component';
import { compareVersionTexts } from '@wit-ts/wit-parser';
import { ByPort } from '../link/by-port.js';
import { usedTypes } from './said-again.js';
import { parseInterfaceName, trackKey } from '../link/interface-name.js';
import { type ProviderOf, type TypedPart, itemAt, namesOf, needsName, typesOf } from '../part.js';

export type { ProviderOf } from '../part.js';

/** One component's wish for an import of the result. */
export interface Member {
  part: TypedPart;
  item: ExternItem;
}

/** An import of the result. */
export interface OpenImport {
  /** Compatible names meet under one key. */
  key: string;
  /** The highest version that was asked for, with the attributes of its asker. */
  name: ExternName;
  /** In the order of the parts; never empty. */
  members: Member[];
}

/** An import of a part that nobody serves. */
export interface OpenPort {
  part: TypedPart;
  import: string;
  /** The import that it is of the whole, where that is known already. */
  as?: Pick<OpenImport, 'key' | 'name'>;
}

/** A named type below an import of the result. */
export interface OpenPlace {
  open: OpenImport;
  path: readonly string[];
}

/** All open imports, and the way from a type that a component sees to its place among them. */
export class OpenImports {
  private readonly byKey = new Map<string, OpenImport>();
  private readonly byPort = new ByPort<OpenImport>();
  /** Imports of types alone, by the types of the ports that another component serves. */
  private readonly ofTypes = new Map<string, OpenImport>();
  private sorted: OpenImport[] | undefined;
  /** What {@link origin} found, until there is another member. */
  private readonly origins = new Map<string, OpenPlace>();

  constructor(
    open: readonly OpenPort[],
    private readonly providerOf: ProviderOf,
  ) {
    for (const { part, import: name, as } of open) {
      const item = part.type.imports.get(name) as ExternItem;
      this.byPort.set(part.index, name, this.add({ part, item }, as));
    }
  }

  private add(member: Member, as?: OpenPort['as']): OpenImport {
    this.origins.clear();
    const key = as?.key ?? importKey(member.item);
    let open = this.byKey.get(key);
    if (open === undefined) {
      open = { key, name: as?.name ?? member.item.name, members: [member] };
      this.byKey.set(key, open);
      this.sorted = undefined;
    } else {
      open.members.push(member);
      const name = as?.name ?? higher(open.name, member.item.name);
      if (name !== open.name) this.sorted = undefined;
      open.name = name;
    }
    return open;
  }

  /** The import that is, or would be, of this name. */
  called({ name }: ExternName): OpenImport | undefined {
    return this.byKey.get(trackKey(name));
  }

  /** Sorted by name. */
  get list(): readonly OpenImport[] {
    this.sorted ??= [...this.byKey.values()].toSorted((a, b) =>
      compareTexts(a.name.name, b.name.name),
    );
    return this.sorted;
  }

  /**
   * Adds the owners of types: where an open import uses a value type of an interface that a component inside serves, the result
   * imports that interface too, with the types alone. So the import keeps the WIT that it has, and needs no more of its host.
   *
   * @param as the import that such types are of, where that is known already
   */
  addTypeOwners(as?: (part: TypedPart, name: ExternName) => OpenPort['as']): void {
    const needed = new Map<TypedPart, Map<string, Set<string>>>();
    for (const open of this.list) {
      for (const { part, item } of open.members) {
        if (part.imports.every(({ name }) => this.of(part, name) !== undefined)) continue;
        if (isPutOff(item) && this.usesOpenOnly({ part, item })) continue;
        if (canBeWrittenOut(item.entity)) continue;
        for (const type of typesOf(item.entity)) this.collectOwners(open, part, type, needed);
      }
    }
    for (const [part, ports] of needed) {
      for (const [port, labels] of ports) {
        const whole = part.type.imports.get(port);
        const types = whole && typesAlone(whole, labels);
        if (types === undefined) continue;
        const open = this.add({ part, item: types }, as?.(part, types.name));
        for (const label of labels) this.ofTypes.set(typeKey(part, port, label), open);
      }
    }
    this.origins.clear();
  }

  /** Whether an imported instance says itself that all types it uses are those of open imports. */
  private usesOpenOnly({ part, item }: Member): boolean {
    const said = part.instanceImports?.get(item.name.name);
    if (said === undefined) return false;
    const used = usedTypes(said);
    return used !== undefined && [...used.values()].every(({ port }) => this.of(part, port));
  }

  /** Notes a value type that an open import uses, by the port from which the part has it, if no other open import names it. */
  private collectOwners(
    user: OpenImport,
    part: TypedPart,
    type: AnyTy,
    needed: Map<TypedPart, Map<string, Set<string>>>,
  ): void {
    if (type.kind !== 'defined' || !needsName(type) || !this.namesResources(part, type)) return;
    let owner: { port: string; label: string } | undefined;
    for (const name of namesOf(type)) {
      const place = part.importedTypes.get(name);
      if (place === undefined || this.of(part, place.port) === user) continue;
      if (this.placesOf(part, name).length > 0) return;
      const [label] = place.path;
      // The last one defines it; the others use it from there, and need not be imported for that.
      if (label !== undefined && place.path.length === 1) owner = { port: place.port, label };
    }
    const served = owner === undefined ? [] : [owner];
    // Names under which the interface itself uses resources come along.
    const ports = new Set(served.map(({ port }) => port));
    for (const inner of type.resources && ports.size > 0 ? typesOf({ kind: 'value', type }) : []) {
      if (inner.kind !== 'resource') continue;
      for (const name of namesOf(inner)) {
        const place = part.importedTypes.get(name);
        const [label] = place?.path ?? [];
        if (place === undefined || label === undefined || !ports.has(place.port)) continue;
        served.push({ port: place.port, label });
      }
    }
    for (const { port, label } of served) {
      const byPort = needed.get(part) ?? new Map<string, Set<string>>();
      needed.set(part, byPort);
      byPort.set(port, (byPort.get(port) ?? new Set()).add(label));
    }
  }

  /** Whether all resources in a type have a name among the open imports: types with others cannot be written at all. */
  private namesResources(part: TypedPart, type: DefinedTy): boolean {
    if (!type.resources) return true;
    for (const inner of typesOf({ kind: 'value', type })) {
      if (inner.kind === 'resource' && this.placesOf(part, inner).length === 0) return false;
    }
    return true;
  }

  /** The import of the result that serves an import of a part, or `undefined` where another component does. */
  of(part: TypedPart, port: string): OpenImport | undefined {
    return this.byPort.get(part.index, port);
  }

  /** Notes that an import of the result serves an import of a part that may be called otherwise. */
  serve(part: TypedPart, port: string, open: OpenImport): void {
    this.origins.clear();
    this.byPort.set(part.index, port, open);
  }

  /**
   * The names that a type which `part` sees has among the open imports: under the name that it goes by there, under those that
   * this renames, and under those by which a component that serves it to `part` got it itself.
   */
  placesOf(part: TypedPart, type: AnyTy): readonly OpenPlace[] {
    const found: OpenPlace[] = [];
    this.addPlaces(part, type, new Set(), found);
    return found;
  }

  private addPlaces(part: TypedPart, type: AnyTy, seen: Set<AnyTy>, found: OpenPlace[]): void {
    for (const name of namesOf(type)) {
      const place = part.importedTypes.get(name);
      if (place === undefined || seen.has(name)) continue;
      seen.add(name);
      const open = this.of(part, place.port);
      if (open !== undefined) {
        found.push({ open, path: place.path });
        continue;
      }
      const provider = this.providerOf(part, place.port);
      const item = provider?.part.type.exports.get(provider.name);
      const served = item && itemAt(item, place.path)?.entity;
      if (provider !== undefined && served?.kind === 'type') {
        this.addPlaces(provider.part, served.created, seen, found);
      }
      const ofTypes = this.ofTypes.get(typeKey(part, place.port, ...place.path));
      if (ofTypes !== undefined) found.push({ open: ofTypes, path: place.path });
    }
  }

  /**
   * Follows `use`: where any of the components that ask for an import says that a type of it is another interface's, it is
   * that of the other interface for all.
   */
  origin(place: OpenPlace): OpenPlace {
    const seen = new Set<string>();
    let current = place;
    for (;;) {
      const key = `${current.open.key}\n${current.path.join('\n')}`;
      const known = this.origins.get(key);
      if (known !== undefined || seen.has(key)) {
        current = known ?? current;
        break;
      }
      seen.add(key);
      const next = this.usedFrom(current);
      if (next === undefined) break;
      current = next;
    }
    for (const key of seen) this.origins.set(key, current);
    return current;
  }

  /** The place of another interface that a type is used from. */
  usedFrom({ open, path }: OpenPlace): OpenPlace | undefined {
    for (const { part, item } of open.members) {
      const entity = itemAt(item, path)?.entity;
      if (entity?.kind !== 'type' || entity.referenced === entity.created) continue;
      for (const from of this.placesOf(part, entity.referenced)) {
        if (from.open !== open || from.path.join('\n') !== path.join('\n')) return from;
      }
    }
    return undefined;
  }
}

/** Whether it is an import of a type in which nothing has to have a name of its own. */
function canBeWrittenOut(entity: Entity): boolean {
  if (entity.kind !== 'type') return false;
  const own = new Set(namesOf(entity.created));
  for (const type of typesOf(entity)) {
    if (type.kind === 'defined' && needsName(type) && !own.has(type)) return false;
  }
  return true;
}

/** An import with some of its types and nothing else. */
function typesAlone({ name, entity, at }: ExternItem, labels: Set<string>): ExternItem | undefined {
  if (entity.kind !== 'instance') return undefined;
  const exports = [...entity.type.exports].filter(([label]) => labels.has(label));
  return { name, entity: { kind: 'instance', type: makeInstance(new Map(exports)) }, at };
}

/** Interfaces by path meet on their semver track; labels and plain names only under the same name. */
function importKey(item: ExternItem): string {
  return trackKey(item.name.name);
}

function typeKey(part: TypedPart, port: string, ...path: string[]): string {
  return [part.index, port, ...path].join('\n');
}

function higher(a: ExternName, b: ExternName): ExternName {
  const left = parseInterfaceName(labelOf(a) ?? a.name)?.version;
  const right = parseInterfaceName(labelOf(b) ?? b.name)?.version;
  if (left === undefined || right === undefined) return a;
  return compareVersionTexts(right, left) > 0 ? b : a;
}

/** The interface that a label implements. */
export function labelOf({ attributes }: ExternName): string | undefined {
  return attributes.find(({ kind }) => kind === 'implements')?.value;
}

/** By code units, so that the order is the same everywhere. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
