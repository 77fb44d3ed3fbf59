/**
 * Component types with the identity that WIT needs: which type a name is an alias of, and which two anonymous types are
 * one. Subtyping and validation know types by structure alone; decoding WIT also has to know where each was introduced.
 *
 * A type is referred to by a {@link TypeRef}: the definition, and which of its names this is. An import or export of a
 * type makes a new name of it ({@link TypeGraph.rename}), whose chain leads back to the definition
 * ({@link TypeGraph.aliased}). Substituting resources (instantiation, import of an instance type) makes new definitions
 * of all types that depend on them.
 */

import type { PrimitiveValType } from '../../binary/model.js';
import { WitBinaryError } from '../wit-binary-error.js';

export type RefKind = 'resource' | 'defined' | 'func' | 'instance' | 'component';

export interface TypeRef<K extends RefKind = RefKind> {
  readonly kind: K;
  /** The definition (in its table of the graph), or the number of the resource. */
  readonly index: number;
  /** Which name of it this is; 0 is the definition itself. */
  readonly alias: number;
}

export type AnyTypeRef = { [K in RefKind]: TypeRef<K> }[RefKind];
export type ResourceRef = TypeRef<'resource'>;
export type DefinedRef = TypeRef<'defined'>;

export type GraphValType = PrimitiveValType | DefinedRef;

/** Value types, with references in the place of indices. */
export type DefinedType =
  | { kind: 'primitive'; type: PrimitiveValType }
  | { kind: 'record'; fields: readonly { name: string; type: GraphValType }[] }
  | { kind: 'variant'; cases: readonly { name: string; type: GraphValType | undefined }[] }
  | { kind: 'list'; element: GraphValType }
  | { kind: 'fixed-length-list'; element: GraphValType; length: number }
  | { kind: 'tuple'; types: readonly GraphValType[] }
  | { kind: 'flags'; names: readonly string[] }
  | { kind: 'enum'; names: readonly string[] }
  | { kind: 'option'; type: GraphValType }
  | { kind: 'result'; ok: GraphValType | undefined; err: GraphValType | undefined }
  | { kind: 'own'; resource: ResourceRef }
  | { kind: 'borrow'; resource: ResourceRef }
  | { kind: 'stream' | 'future'; type: GraphValType | undefined }
  | { kind: 'map'; key: GraphValType; value: GraphValType };

export interface GraphFuncType {
  async: boolean;
  params: readonly { name: string; type: GraphValType }[];
  result: GraphValType | undefined;
}

/** What a name stands for. Core modules and values have no part in WIT and carry nothing. */
export type Entity =
  | { kind: 'core-module' }
  | { kind: 'value' }
  | { kind: 'func'; type: TypeRef<'func'> }
  | { kind: 'instance'; type: TypeRef<'instance'> }
  | { kind: 'component'; type: TypeRef<'component'> }
  /** `created` is the name that the import or export made, `referenced` the type it was made for. */
  | { kind: 'type'; referenced: AnyTypeRef; created: AnyTypeRef };

const ENTITY_NAMES: Record<Entity['kind'], string> = {
  'core-module': 'a core module',
  value: 'a value',
  func: 'a function',
  instance: 'an instance',
  component: 'a component',
  type: 'a type',
};

/** What an entity is, with its article: `an instance`. */
export function entityName(entity: Entity): string {
  return ENTITY_NAMES[entity.kind];
}

/** An import or export with the attributes of its name. */
export interface Item {
  entity: Entity;
  implements: string | undefined;
  versionSuffix: string | undefined;
  externalId: string | undefined;
}

/** The names that lead from a component or instance type to a resource in it, outermost first. */
export type Path = readonly string[];

export interface GraphInstanceType {
  exports: ReadonlyMap<string, Item>;
  /** Resources that this type, not attached to an instance yet, introduces. */
  defined: readonly number[];
  /** Resources that are exported, and where. */
  explicit: ReadonlyMap<number, Path>;
}

export interface GraphComponentType {
  imports: ReadonlyMap<string, Item>;
  exports: ReadonlyMap<string, Item>;
  /** Resources that the imports introduce, and where. */
  imported: ReadonlyMap<number, Path>;
  /** Resources that each instance introduces anew. */
  defined: readonly number[];
  explicit: ReadonlyMap<number, Path>;
}

/** How large a type is, counted without sharing, and how deep: limits against input that would never end. */
interface Extent {
  size: number;
  depth: number;
}

const MAX_TYPE_SIZE = 1_000_000;
const MAX_VALUE_DEPTH = 100;
const MAX_EXTERN_DEPTH = 200;
const MAX_DEFINITIONS = 8_000_000;

const LEAF: Extent = { size: 1, depth: 1 };
const KIND_CODES: Record<RefKind, number> = {
  resource: 0,
  defined: 1,
  func: 2,
  instance: 3,
  component: 4,
};

/** A key that is equal for equal references. */
export function refKey(ref: AnyTypeRef): number {
  return (ref.index * 2 ** 23 + ref.alias) * 8 + KIND_CODES[ref.kind];
}

export function sameRef(a: AnyTypeRef, b: AnyTypeRef): boolean {
  return a.kind === b.kind && a.index === b.index && a.alias === b.alias;
}

class Table<T> {
  readonly items: T[] = [];
  readonly extents: Extent[] = [];
}

export class TypeGraph {
  readonly #defined = new Table<DefinedType>();
  readonly #funcs = new Table<GraphFuncType>();
  readonly #instances = new Table<GraphInstanceType>();
  readonly #components = new Table<GraphComponentType>();
  /** The name that each name was made from; entry 0 is the definition, made from nothing. */
  readonly #aliases: number[] = [0];
  #resources = 0;

  newResource(): ResourceRef {
    return { kind: 'resource', index: this.#resources++, alias: 0 };
  }

  /** A new name of `ref`, different from all others. Only value types and resources are told apart by name. */
  rename(ref: AnyTypeRef): AnyTypeRef {
    if (ref.kind !== 'resource' && ref.kind !== 'defined') return ref;
    if (this.#aliases.length >= MAX_DEFINITIONS) tooLarge();
    this.#aliases.push(ref.alias);
    return { ...ref, alias: this.#aliases.length - 1 };
  }

  /** What `ref` is a name of, one step; `undefined` for a definition. */
  aliased(ref: AnyTypeRef): AnyTypeRef | undefined {
    return ref.alias === 0 ? undefined : { ...ref, alias: this.#aliases[ref.alias] ?? 0 };
  }

  defined(ref: DefinedRef): DefinedType {
    return found(this.#defined.items[ref.index]);
  }

  func(ref: TypeRef<'func'>): GraphFuncType {
    return found(this.#funcs.items[ref.index]);
  }

  instance(ref: TypeRef<'instance'>): GraphInstanceType {
    return found(this.#instances.items[ref.index]);
  }

  component(ref: TypeRef<'component'>): GraphComponentType {
    return found(this.#components.items[ref.index]);
  }

  addDefined(type: DefinedType): DefinedRef {
    const extent = this.#combine(definedParts(type), MAX_VALUE_DEPTH);
    return { kind: 'defined', index: add(this.#defined, type, extent), alias: 0 };
  }

  addFunc(type: GraphFuncType): TypeRef<'func'> {
    const extent = this.#combine(funcParts(type), MAX_EXTERN_DEPTH);
    return { kind: 'func', index: add(this.#funcs, type, extent), alias: 0 };
  }

  addInstance(type: GraphInstanceType): TypeRef<'instance'> {
    const extent = this.#combineItems(type.exports);
    return { kind: 'instance', index: add(this.#instances, type, extent), alias: 0 };
  }

  addComponent(type: GraphComponentType): TypeRef<'component'> {
    const extent = this.#combineItems(type.imports, type.exports);
    return { kind: 'component', index: add(this.#components, type, extent), alias: 0 };
  }

  #extentOf(ref: AnyTypeRef): Extent {
    switch (ref.kind) {
      case 'resource':
        return LEAF;
      case 'defined':
        return found(this.#defined.extents[ref.index]);
      case 'func':
        return found(this.#funcs.extents[ref.index]);
      case 'instance':
        return found(this.#instances.extents[ref.index]);
      case 'component':
        return found(this.#components.extents[ref.index]);
    }
  }

  #combine(parts: Iterable<GraphValType | ResourceRef | undefined>, maxDepth: number): Extent {
    let { size, depth } = LEAF;
    for (const part of parts) {
      if (part === undefined) continue;
      const extent = typeof part === 'string' ? LEAF : this.#extentOf(part);
      size += extent.size;
      depth = Math.max(depth, extent.depth + 1);
    }
    return checked(size, depth, maxDepth);
  }

  #combineItems(...tables: ReadonlyMap<string, Item>[]): Extent {
    let { size, depth } = LEAF;
    for (const table of tables) {
      for (const { entity } of table.values()) {
        const ref = entityRef(entity);
        const extent = ref === undefined ? LEAF : this.#extentOf(ref);
        size += extent.size;
        depth = Math.max(depth, extent.depth + 1);
      }
    }
    return checked(size, depth, MAX_EXTERN_DEPTH);
  }
}

function entityRef(entity: Entity): AnyTypeRef | undefined {
  switch (entity.kind) {
    case 'core-module':
    case 'value':
      return undefined;
    case 'func':
    case 'instance':
    case 'component':
      return entity.type;
    case 'type':
      return entity.referenced;
  }
}

/** The types and resources that a value type consists of. */
export function* definedParts(
  type: DefinedType,
): Generator<GraphValType | ResourceRef | undefined> {
  switch (type.kind) {
    case 'primitive':
    case 'flags':
    case 'enum':
      return;
    case 'record':
      for (const field of type.fields) yield field.type;
      return;
    case 'variant':
      for (const one of type.cases) yield one.type;
      return;
    case 'list':
    case 'fixed-length-list':
      yield type.element;
      return;
    case 'tuple':
      yield* type.types;
      return;
    case 'option':
    case 'stream':
    case 'future':
      yield type.type;
      return;
    case 'result':
      yield type.ok;
      yield type.err;
      return;
    case 'own':
    case 'borrow':
      yield type.resource;
      return;
    case 'map':
      yield type.key;
      yield type.value;
  }
}

/** The types of the parameters and of the result. */
export function* funcParts(type: GraphFuncType): Generator<GraphValType | undefined> {
  for (const param of type.params) yield param.type;
  yield type.result;
}

function add<T>(table: Table<T>, type: T, extent: Extent): number {
  if (table.items.length >= MAX_DEFINITIONS) tooLarge();
  table.extents.push(extent);
  return table.items.push(type) - 1;
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a type reference of another graph');
  return value;
}

function checked(size: number, depth: number, maxDepth: number): Extent {
  if (size > MAX_TYPE_SIZE) tooLarge();
  if (depth > maxDepth) {
    throw new WitBinaryError({
      code: 'CMP0330',
      message: `types nest more than ${maxDepth} levels deep`,
      help: 'no compiler writes such types: the file is damaged or was made to be refused',
    });
  }
  return { size, depth };
}

function tooLarge(): never {
  throw new WitBinaryError({
    code: 'CMP0331',
    message: `a type of this component has more than ${MAX_TYPE_SIZE} parts`,
    help: 'no compiler writes such types: the file is damaged or was made to be refused',
  });
}
