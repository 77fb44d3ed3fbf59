/** Replaces resources (and renamed types) inside of types; what does not change is shared. */
import { type Budget, COPY } from './budget.js';
import type {
  AnyTy,
  ComponentTy,
  DefinedShape,
  DefinedTy,
  Entity,
  ExternItem,
  FieldTy,
  FuncTy,
  InstanceTy,
  Resource,
  ResourcePath,
  ResourceTy,
  ValTy,
} from './model.js';
import { Item, TypedEntity } from './objects.js';

/** One substitution: it may be applied to many types, and gives the same result for the same type. */
export class Substitution {
  /** Without renamed or renewed types, a type that mentions no resource cannot change. */
  private readonly onlyResources: boolean;

  /**
   * @param resources new resources by old
   * @param types new types by old; results are added, so the map must not be used elsewhere
   * @param renewed value types among these become others even where nothing in them changes: names that are to be told apart
   */
  constructor(
    private readonly resources: ReadonlyMap<Resource, Resource>,
    private readonly types = new Map<AnyTy, AnyTy>(),
    private readonly budget?: Budget,
    private readonly renewed?: ReadonlySet<AnyTy>,
  ) {
    this.onlyResources = types.size === 0 && renewed === undefined;
  }

  resource(resource: Resource): Resource {
    return this.resources.get(resource) ?? resource;
  }

  any(type: AnyTy): AnyTy {
    switch (type.kind) {
      case 'defined':
        return this.defined(type);
      case 'resource':
        return this.resourceType(type);
      case 'func':
        return this.func(type);
      case 'instance':
        return this.instance(type);
      case 'component':
        return this.component(type);
    }
  }

  entity(entity: Entity): Entity {
    switch (entity.kind) {
      case 'core-module':
        return entity;
      case 'func': {
        const type = this.func(entity.type);
        return type === entity.type ? entity : new TypedEntity('func', type);
      }
      case 'value': {
        const type = this.value(entity.type);
        return type === entity.type ? entity : new TypedEntity('value', type);
      }
      case 'type': {
        const referenced = this.any(entity.referenced);
        const created =
          entity.created === entity.referenced ? referenced : this.any(entity.created);
        if (referenced === entity.referenced && created === entity.created) return entity;
        return { kind: 'type', referenced, created };
      }
      case 'instance': {
        const type = this.instance(entity.type);
        return type === entity.type ? entity : new TypedEntity('instance', type);
      }
      case 'component': {
        const type = this.component(entity.type);
        return type === entity.type ? entity : new TypedEntity('component', type);
      }
    }
  }

  items(items: ReadonlyMap<string, ExternItem>): ReadonlyMap<string, ExternItem> {
    let changed: Map<string, ExternItem> | undefined;
    for (const [name, item] of items) {
      this.budget?.spend(COPY);
      const entity = this.entity(item.entity);
      if (entity === item.entity) continue;
      changed ??= new Map(items);
      changed.set(name, new Item(item.name, entity, item.at));
    }
    return changed ?? items;
  }

  paths(paths: ReadonlyMap<Resource, ResourcePath>): ReadonlyMap<Resource, ResourcePath> {
    let changes = false;
    for (const resource of paths.keys()) {
      this.budget?.spend(COPY);
      if (this.resources.has(resource)) changes = true;
    }
    if (!changes) return paths;
    const result = new Map<Resource, ResourcePath>();
    for (const [resource, path] of paths) result.set(this.resource(resource), path);
    return result;
  }

  private resourceType(type: ResourceTy): ResourceTy {
    const known = this.types.get(type);
    if (known !== undefined) return known as ResourceTy;
    const resource = this.resources.get(type.resource);
    if (resource === undefined) return type;
    return this.keep(type, { ...type, resource, aliasOf: this.resourceAlias(type.aliasOf) });
  }

  /** As {@link renamedAlias}, for the names of a resource. */
  private resourceAlias(alias: ResourceTy | undefined): ResourceTy | undefined {
    const chain: ResourceTy[] = [];
    let end = alias;
    while (end !== undefined && !this.types.has(end)) {
      chain.push(end);
      end = end.aliasOf;
    }
    let result = end === undefined ? undefined : (this.types.get(end) as ResourceTy);
    for (const old of chain.toReversed()) {
      const resource = this.resource(old.resource);
      const same = resource === old.resource && result === old.aliasOf;
      result = this.keep(old, same ? old : { ...old, resource, aliasOf: result });
    }
    return result;
  }

  private value(type: ValTy): ValTy {
    return typeof type === 'string' ? type : this.defined(type);
  }

  private optional(type: ValTy | undefined): ValTy | undefined {
    return type === undefined || typeof type === 'string' ? type : this.defined(type);
  }

  private defined(type: DefinedTy): DefinedTy {
    if (this.onlyResources && !type.resources) return type;
    const known = this.types.get(type);
    if (known !== undefined) return known as DefinedTy;
    const shape = this.shape(type.shape);
    const aliasOf = this.renamedAlias(type.aliasOf);
    const same = shape === type.shape && aliasOf === type.aliasOf && !this.renews(type);
    return this.keep(type, same ? type : { ...type, shape, aliasOf });
  }

  /**
   * What a name renames, after the substitution: the names of an argument take the place of those of the import. Without
   * recursion, as a chain of names can be as long as the file.
   */
  private renamedAlias(alias: DefinedTy | undefined): DefinedTy | undefined {
    const chain: DefinedTy[] = [];
    let end = alias;
    while (end !== undefined && !this.types.has(end)) {
      chain.push(end);
      end = end.aliasOf;
    }
    let result = end === undefined ? undefined : (this.types.get(end) as DefinedTy);
    for (const old of chain.toReversed()) {
      const shape = this.shape(old.shape);
      const same = shape === old.shape && result === old.aliasOf && !this.renews(old);
      result = this.keep(old, same ? old : { ...old, shape, aliasOf: result });
    }
    return result;
  }

  private renews(type: DefinedTy): boolean {
    return this.renewed?.has(type) === true;
  }

  private shape(shape: DefinedShape): DefinedShape {
    switch (shape.kind) {
      case 'primitive':
      case 'flags':
      case 'enum':
        return shape;
      case 'record': {
        const fields = this.fields(shape.fields);
        return fields === shape.fields ? shape : { kind: 'record', fields };
      }
      case 'variant': {
        let changes = false;
        const cases = shape.cases.map((item) => {
          const type = this.optional(item.type);
          if (type === item.type) return item;
          changes = true;
          return { label: item.label, type };
        });
        return changes ? { kind: 'variant', cases } : shape;
      }
      case 'tuple': {
        let changes = false;
        const types = shape.types.map((item) => {
          const type = this.value(item);
          if (type !== item) changes = true;
          return type;
        });
        return changes ? { kind: 'tuple', types } : shape;
      }
      case 'list': {
        const element = this.value(shape.element);
        return element === shape.element ? shape : { kind: 'list', element };
      }
      case 'fixed-length-list': {
        const element = this.value(shape.element);
        return element === shape.element ? shape : { ...shape, element };
      }
      case 'option': {
        const type = this.value(shape.type);
        return type === shape.type ? shape : { kind: 'option', type };
      }
      case 'stream':
      case 'future': {
        const type = this.optional(shape.type);
        return type === shape.type ? shape : { ...shape, type };
      }
      case 'result': {
        const ok = this.optional(shape.ok);
        const error = this.optional(shape.error);
        return ok === shape.ok && error === shape.error ? shape : { kind: 'result', ok, error };
      }
      case 'map': {
        const key = this.value(shape.key);
        const value = this.value(shape.value);
        return key === shape.key && value === shape.value ? shape : { kind: 'map', key, value };
      }
      case 'own':
      case 'borrow': {
        const resource = this.resourceType(shape.resource);
        return resource === shape.resource ? shape : { kind: shape.kind, resource };
      }
    }
  }

  private fields(fields: readonly FieldTy[]): readonly FieldTy[] {
    let changes = false;
    const result = fields.map((field) => {
      const type = this.value(field.type);
      if (type === field.type) return field;
      changes = true;
      return { label: field.label, type };
    });
    return changes ? result : fields;
  }

  private func(type: FuncTy): FuncTy {
    if (this.onlyResources && !type.resources) return type;
    const known = this.types.get(type);
    if (known !== undefined) return known as FuncTy;
    const params = this.fields(type.params);
    const result = this.optional(type.result);
    if (params === type.params && result === type.result) return this.keep(type, type);
    return this.keep(type, { ...type, params, result });
  }

  private instance(type: InstanceTy): InstanceTy {
    if (this.onlyResources && !type.resources) return type;
    const known = this.types.get(type);
    if (known !== undefined) return known as InstanceTy;
    const exports = this.items(type.exports);
    const explicitResources = this.paths(type.explicitResources);
    const definedResources = new Set<Resource>();
    let changes = exports !== type.exports || explicitResources !== type.explicitResources;
    for (const resource of type.definedResources) {
      const fresh = this.resource(resource);
      if (fresh !== resource) changes = true;
      definedResources.add(fresh);
    }
    if (!changes) return this.keep(type, type);
    return this.keep(type, { ...type, exports, explicitResources, definedResources });
  }

  private component(type: ComponentTy): ComponentTy {
    if (this.onlyResources && !type.resources) return type;
    const known = this.types.get(type);
    if (known !== undefined) return known as ComponentTy;
    const imports = this.items(type.imports);
    const exports = this.items(type.exports);
    const importedResources = this.paths(type.importedResources);
    const definedResources = this.paths(type.definedResources);
    const explicitResources = this.paths(type.explicitResources);
    if (
      imports === type.imports &&
      exports === type.exports &&
      importedResources === type.importedResources &&
      definedResources === type.definedResources &&
      explicitResources === type.explicitResources
    ) {
      return this.keep(type, type);
    }
    return this.keep(type, {
      ...type,
      imports,
      exports,
      importedResources,
      definedResources,
      explicitResources,
    });
  }

  private keep<T extends AnyTy>(old: T, now: T): T {
    this.budget?.spend(COPY);
    this.types.set(old, now);
    return now;
  }
}
