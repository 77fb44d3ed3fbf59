/** The index spaces of a component, component type or instance type while it is evaluated. */

import type { ByteRange, ExternName, ExternType, ValType } from '../../binary/model.js';
import { nameAttribute } from '../../binary/model.js';
import { WitBinaryError } from '../wit-binary-error.js';
import { Substitution } from './substitution.js';
import {
  type AnyTypeRef,
  definedParts,
  type DefinedRef,
  type Entity,
  entityName,
  funcParts,
  type GraphComponentType,
  type GraphInstanceType,
  type GraphValType,
  type Item,
  type Path,
  type ResourceRef,
  type TypeGraph,
  type TypeRef,
} from './type-graph.js';

/** A definition refers to something that is not there: the binary is not a valid component. */
export function invalid(message: string): never {
  throw new WitBinaryError({
    code: 'CMP0301',
    message,
    help: 'the file is not a valid component; `wasm-tools validate` says more',
  });
}

export class Scope {
  readonly types: AnyTypeRef[] = [];
  readonly funcs: TypeRef<'func'>[] = [];
  readonly instances: TypeRef<'instance'>[] = [];
  readonly components: TypeRef<'component'>[] = [];
  readonly imports = new Map<string, Item>();
  readonly exports = new Map<string, Item>();
  /** Resources that imports introduce, and where. */
  readonly imported = new Map<number, Path>();
  /** Resources that are introduced here: defined, exported by an instance type, or made by instantiation. */
  readonly defined = new Set<number>();
  readonly explicit = new Map<number, Path>();

  constructor(readonly graph: TypeGraph) {}

  type(index: number): AnyTypeRef {
    return this.types[index] ?? invalid(`there is no type ${index}`);
  }

  definedType(index: number): DefinedRef {
    const type = this.type(index);
    return type.kind === 'defined' ? type : invalid(`type ${index} is not a value type`);
  }

  valueType(type: ValType): GraphValType {
    return typeof type === 'number' ? this.definedType(type) : type;
  }

  optionalType(type: ValType | undefined): GraphValType | undefined {
    return type === undefined ? undefined : this.valueType(type);
  }

  resource(index: number): ResourceRef {
    const type = this.type(index);
    return type.kind === 'resource' ? type : invalid(`type ${index} is not a resource`);
  }

  funcType(index: number): TypeRef<'func'> {
    const type = this.type(index);
    return type.kind === 'func' ? type : invalid(`type ${index} is not a function type`);
  }

  instance(index: number): TypeRef<'instance'> {
    return this.instances[index] ?? invalid(`there is no instance ${index}`);
  }

  component(index: number): TypeRef<'component'> {
    return this.components[index] ?? invalid(`there is no component ${index}`);
  }

  func(index: number): TypeRef<'func'> {
    return this.funcs[index] ?? invalid(`there is no function ${index}`);
  }

  /** What an import, or an export that says its type, stands for. */
  externEntity(type: ExternType): Entity {
    switch (type.kind) {
      case 'core-module':
      case 'value':
        return { kind: type.kind };
      case 'func':
        return { kind: 'func', type: this.funcType(type.index) };
      case 'instance': {
        const ref = this.type(type.index);
        if (ref.kind !== 'instance') invalid(`type ${type.index} is not an instance type`);
        return { kind: 'instance', type: ref };
      }
      case 'component': {
        const ref = this.type(type.index);
        if (ref.kind !== 'component') invalid(`type ${type.index} is not a component type`);
        return { kind: 'component', type: ref };
      }
      case 'type': {
        if (type.bound.kind === 'eq') return this.typeEntity(type.bound.index);
        const resource = this.graph.newResource();
        return { kind: 'type', referenced: resource, created: resource };
      }
    }
  }

  /** The entity of a type that gets a new name. */
  typeEntity(index: number): Entity {
    const referenced = this.type(index);
    return { kind: 'type', referenced, created: this.graph.rename(referenced) };
  }

  /** Gives an entity the next index of its index space. */
  push(entity: Entity): void {
    switch (entity.kind) {
      case 'core-module':
      case 'value':
        return;
      case 'func':
        this.funcs.push(entity.type);
        return;
      case 'instance':
        this.instances.push(entity.type);
        return;
      case 'component':
        this.components.push(entity.type);
        return;
      case 'type':
        this.types.push(entity.created);
    }
  }

  /** Adds an import; its entity gets an index. */
  addImport(name: ExternName, type: ExternType, range: ByteRange): void {
    let entity = this.externEntity(type);
    if (entity.kind === 'instance') entity = this.#importInstance(name.name, entity.type);
    this.push(entity);
    if (entity.kind === 'type' && isFresh(entity) && entity.created.kind === 'resource') {
      this.imported.set(entity.created.index, [name.name]);
    }
    this.#addItem(this.imports, 'import', name, entity, range);
  }

  /** Adds an export of `entity`; it gets an index as well. */
  addExport(name: ExternName, exported: Entity, range: ByteRange): void {
    let entity = exported;
    if (entity.kind === 'instance') entity = this.#exportInstance(name.name, entity.type);
    this.push(entity);
    if (entity.kind === 'type' && entity.created.kind === 'resource') {
      if (isFresh(entity)) this.defined.add(entity.created.index);
      this.explicit.set(entity.created.index, [name.name]);
    }
    this.#addItem(this.exports, 'export', name, entity, range);
  }

  #addItem(
    items: Map<string, Item>,
    what: string,
    name: ExternName,
    entity: Entity,
    range: ByteRange,
  ): void {
    if (items.has(name.name)) {
      throw new WitBinaryError({
        code: 'CMP0302',
        message: `two ${what}s have the name \`${name.name}\` (the second is at byte ${range.start})`,
        help: 'the file is not a valid component',
      });
    }
    items.set(name.name, itemOf(name, entity));
  }

  /** The type of an instance that is imported: the resources of its type become new ones, which the import brings. */
  #importInstance(name: string, ref: TypeRef<'instance'>): Entity {
    const type = this.graph.instance(ref);
    if (type.defined.length === 0) return { kind: 'instance', type: ref };
    const fresh = this.#freshen(type.defined);
    for (const [old, index] of fresh) {
      this.imported.set(index, [name, ...(type.explicit.get(old) ?? [])]);
    }
    return { kind: 'instance', type: this.#attached(type, fresh) };
  }

  /** The same for an instance that is exported; the resources become ones that this scope defines. */
  #exportInstance(name: string, ref: TypeRef<'instance'>): Entity {
    let attached = ref;
    const type = this.graph.instance(ref);
    if (type.defined.length > 0) {
      const fresh = this.#freshen(type.defined);
      for (const index of fresh.values()) this.defined.add(index);
      attached = this.#attached(type, fresh);
    }
    for (const [resource, path] of this.graph.instance(attached).explicit) {
      this.explicit.set(resource, [name, ...path]);
    }
    return { kind: 'instance', type: attached };
  }

  #freshen(resources: readonly number[]): Map<number, number> {
    return new Map(resources.map((old) => [old, this.graph.newResource().index]));
  }

  #attached(type: GraphInstanceType, fresh: Map<number, number>): TypeRef<'instance'> {
    const substitution = new Substitution(this.graph, fresh);
    return this.graph.addInstance({
      exports: substitution.items(type.exports),
      defined: [],
      explicit: substitution.paths(type.explicit),
    });
  }

  /** Makes `entity` what an alias of an instance's export stands for. */
  instanceExport(index: number, name: string, sort: string): Entity {
    const item = this.graph.instance(this.instance(index)).exports.get(name);
    if (item === undefined) invalid(`instance ${index} has no export \`${name}\``);
    if (item.entity.kind !== sort) {
      invalid(`export \`${name}\` of instance ${index} is ${entityName(item.entity)}`);
    }
    return item.entity;
  }

  /** The instance type that the exports of this scope make. */
  toInstanceType(): GraphInstanceType {
    return { exports: this.exports, defined: [...this.defined], explicit: this.explicit };
  }

  /** The component type that the imports and exports of this scope make. */
  toComponentType(): GraphComponentType {
    const free = new FreeResources(this.graph);
    for (const item of this.exports.values()) free.entity(item.entity);
    return {
      imports: this.imports,
      exports: this.exports,
      imported: this.imported,
      defined: [...this.defined].filter((r) => free.found.has(r)),
      explicit: this.explicit,
    };
  }
}

/** An import or export with the attributes of its name. */
export function itemOf(name: ExternName, entity: Entity): Item {
  return {
    entity,
    implements: nameAttribute(name, 'implements'),
    versionSuffix: nameAttribute(name, 'version-suffix'),
    externalId: nameAttribute(name, 'external-id'),
  };
}

/** Whether the entity introduces its type, and is not a further name of one. */
function isFresh(entity: Entity & { kind: 'type' }): boolean {
  const { created, referenced } = entity;
  return created.index === referenced.index && created.alias === referenced.alias;
}

/** The resources that types refer to without introducing them. */
class FreeResources {
  readonly found = new Set<number>();

  constructor(readonly graph: TypeGraph) {}

  entity(entity: Entity): void {
    switch (entity.kind) {
      case 'core-module':
      case 'value':
        return;
      case 'func':
      case 'instance':
      case 'component':
        this.#any(entity.type);
        return;
      case 'type':
        this.#any(entity.created);
    }
  }

  readonly #seen = new Set<number>();

  #any(ref: AnyTypeRef): void {
    switch (ref.kind) {
      case 'resource':
        this.found.add(ref.index);
        return;
      case 'defined':
        if (this.#seen.has(ref.index)) return;
        this.#seen.add(ref.index);
        for (const part of definedParts(this.graph.defined(ref))) this.#part(part);
        return;
      case 'func':
        for (const part of funcParts(this.graph.func(ref))) this.#part(part);
        return;
      case 'instance': {
        const type = this.graph.instance(ref);
        this.#scope([type.exports], type.defined);
        return;
      }
      case 'component': {
        const type = this.graph.component(ref);
        this.#scope([type.imports, type.exports], [...type.imported.keys(), ...type.defined]);
      }
    }
  }

  #part(part: GraphValType | ResourceRef | undefined): void {
    if (part !== undefined && typeof part !== 'string') this.#any(part);
  }

  /** What is free in a type is what its items refer to, without what it introduces. */
  #scope(tables: readonly ReadonlyMap<string, Item>[], introduced: readonly number[]): void {
    for (const items of tables) for (const { entity } of items.values()) this.entity(entity);
    for (const resource of introduced) this.found.delete(resource);
  }
}
