/** A component that takes part in a composition, with what linking, checking and emitting ask of it. */
import {
  type AnyTy,
  type ComponentNode,
  type ComponentTy,
  type DefinedTy,
  eachPart,
  type Entity,
  type ExternItem,
  type InstanceImport,
  type NameAttribute,
  type Resource,
  type ResourceTy,
  type ValTy,
} from '@wit-ts/component';
import { leftoverExports } from './exports/leftovers.js';
import { namedTypes, type TypePlace, type TypePlaces } from './imported-types.js';
import type { Part, Port } from './link/link.js';

export type { TypePlace } from './imported-types.js';

/** What imports and exports, as far as types go. */
export interface TypedPart extends Part {
  index: number;
  type: ComponentTy;
  /** Named types that come in through imports, by the object that stands for the name. */
  importedTypes: TypePlaces;
  /** Named types that go out through exports. */
  exportedTypes: TypePlaces;
  /** What it says itself of the instances that it imports, where it imports more than a few. */
  instanceImports?: ReadonlyMap<string, InstanceImport> | undefined;
  /** Exports that a tool left behind, which are in no world, with that tool. */
  leftovers: ReadonlyMap<string, string>;
}

/** The part and export that serve an import; `undefined` where it stays one of the result. */
export type ProviderOf = (
  part: TypedPart,
  port: string,
) => { part: TypedPart; name: string } | undefined;

/** A component with its bytes. */
export interface ComponentPart extends TypedPart {
  node: ComponentNode;
}

/** Collects what {@link ComponentPart} says of a component that was read and typed. */
export function makePart(
  index: number,
  name: string,
  path: string,
  node: ComponentNode,
  type: ComponentTy,
  instanceImports?: ReadonlyMap<string, InstanceImport>,
): ComponentPart {
  return new MadePart(index, name, path, node, type, instanceImports);
}

/** As {@link makePart}, of something that has a type only. */
export function makeTypedPart(
  index: number,
  name: string,
  path: string,
  type: ComponentTy,
): TypedPart {
  return new MadePart(index, name, path, undefined, type, undefined);
}

/**
 * A class, as what literals make the engine puts among the old objects where they live for a while: there it is collected late,
 * with all that hangs on it, which is most of what a composition makes.
 */
class MadePart<N> implements TypedPart {
  readonly imports: readonly Port[];
  readonly exports: readonly Port[];
  readonly importedTypes: TypePlaces;
  readonly exportedTypes: TypePlaces;
  readonly leftovers: ReadonlyMap<string, string>;

  constructor(
    readonly index: number,
    readonly name: string,
    readonly path: string,
    readonly node: N,
    readonly type: ComponentTy,
    readonly instanceImports: TypedPart['instanceImports'],
  ) {
    this.imports = portsOf(type.imports);
    this.exports = portsOf(type.exports);
    this.importedTypes = namedTypes(type.imports);
    this.exportedTypes = namedTypes(type.exports);
    this.leftovers = leftoverExports(type.exports);
  }
}

function portsOf(items: ReadonlyMap<string, ExternItem>): Port[] {
  return [...items.values()].map(portOf);
}

/** The name itself where it has no label, which is nearly always so. */
function portOf({ name }: ExternItem): Port {
  const label = name.attributes.length === 0 ? undefined : name.attributes.find(isLabel);
  return label === undefined ? name : { name: name.name, implements: label.value };
}

const isLabel = ({ kind }: NameAttribute): boolean => kind === 'implements';

/** A type and those that it renames, the latest name first. */
export function namesOf(type: AnyTy): AnyTy[] {
  const names = [type];
  let renamed = renamedBy(type);
  for (; renamed !== undefined; renamed = renamedBy(renamed)) names.push(renamed);
  return names;
}

function renamedBy(type: AnyTy): AnyTy | undefined {
  return type.kind === 'defined' || type.kind === 'resource' ? type.aliasOf : undefined;
}

/** The place that names `type` or, where it has no such name itself, the type that it renames. */
export function placeOf(places: TypePlaces, type: AnyTy): TypePlace | undefined {
  let name: AnyTy | undefined = type;
  for (; name !== undefined; name = renamedBy(name)) {
    const place = places.get(name);
    if (place !== undefined) return place;
  }
  return undefined;
}

/** Whether a type may stand in an import or export only under a name. */
export function needsName({ shape: { kind } }: DefinedTy): boolean {
  return kind === 'record' || kind === 'variant' || kind === 'enum' || kind === 'flags';
}

/** What stands at a path of names below an instance. */
export function itemAt(item: ExternItem, path: readonly string[]): ExternItem | undefined {
  let current: ExternItem | undefined = item;
  for (const name of path) {
    if (current?.entity.kind !== 'instance') return undefined;
    current = current.entity.type.exports.get(name);
  }
  return current;
}

/** The resource that stands at a path below an item. */
export function resourceAt(item: ExternItem, path: readonly string[]): Resource | undefined {
  const entity = itemAt(item, path)?.entity;
  if (entity?.kind !== 'type' || entity.created.kind !== 'resource') return undefined;
  return entity.created.resource;
}

/** Every type that an item mentions, those inside other types included, each once. */
export function typesOf(entity: Entity): Set<AnyTy> {
  const found = new Set<AnyTy>();
  visitEntity(entity, found);
  return found;
}

function visitEntity(entity: Entity, found: Set<AnyTy>): void {
  switch (entity.kind) {
    case 'core-module':
      return;
    case 'value':
      return visitValue(entity.type, found);
    case 'type':
      return visitType(entity.created, found);
    case 'func':
    case 'instance':
    case 'component':
      return visitType(entity.type, found);
  }
}

function visitType(type: AnyTy, found: Set<AnyTy>): void {
  if (found.has(type)) return;
  found.add(type);
  switch (type.kind) {
    case 'resource':
      return;
    case 'func':
      for (const param of type.params) visitValue(param.type, found);
      return visitValue(type.result, found);
    case 'instance':
      for (const { entity } of type.exports.values()) visitEntity(entity, found);
      return;
    case 'component':
      return;
    case 'defined':
      return eachPart(type.shape, (part) => visitValue(part, found));
  }
}

function visitValue(type: ValTy | ResourceTy | undefined, found: Set<AnyTy>): void {
  if (type !== undefined && typeof type !== 'string') visitType(type, found);
}

/** The bytes of the component, without what stands around it in its file. */
export function bytesOf({ node }: ComponentPart): Uint8Array {
  return nodeBytes(node);
}

/** How many {@link bytesOf} there are. */
export function sizeOf({ node }: ComponentPart): number {
  return node.end - node.start;
}

/** The bytes of a component; the file itself where it holds nothing else. */
export function nodeBytes({ bytes, start, end }: ComponentNode): Uint8Array {
  return start === 0 && end === bytes.length ? bytes : bytes.subarray(start, end);
}
