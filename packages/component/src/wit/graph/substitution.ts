/**
 * Replaces resources in types: what makes the types of an instance from those of its component, or of an instance type.
 * A type in which nothing changes stays itself; all others become new definitions, each once a substitution.
 */

import {
  type AnyTypeRef,
  type DefinedRef,
  type DefinedType,
  definedParts,
  type Entity,
  funcParts,
  type GraphInstanceType,
  type GraphValType,
  type Item,
  type Path,
  refKey,
  type ResourceRef,
  sameRef,
  type TypeGraph,
  type TypeRef,
} from './type-graph.js';

export class Substitution {
  readonly #graph: TypeGraph;
  readonly #resources: Map<number, number>;
  readonly #types: Map<number, AnyTypeRef>;

  /**
   * @param resources old to new.
   * @param types types that are to be replaced as a whole, by {@link refKey}.
   */
  constructor(
    graph: TypeGraph,
    resources: Map<number, number>,
    types = new Map<number, AnyTypeRef>(),
  ) {
    this.#graph = graph;
    this.#resources = resources;
    this.#types = types;
  }

  resource(index: number): number {
    return this.#resources.get(index) ?? index;
  }

  items(items: ReadonlyMap<string, Item>): Map<string, Item> {
    const result = new Map<string, Item>();
    for (const [name, item] of items) {
      const entity = this.entity(item.entity);
      result.set(name, entity === item.entity ? item : { ...item, entity });
    }
    return result;
  }

  paths(paths: ReadonlyMap<number, Path>): Map<number, Path> {
    return new Map([...paths].map(([resource, path]) => [this.resource(resource), path]));
  }

  entity(entity: Entity): Entity {
    switch (entity.kind) {
      case 'core-module':
      case 'value':
        return entity;
      case 'func': {
        const type = this.#func(entity.type);
        return sameRef(type, entity.type) ? entity : { kind: 'func', type };
      }
      case 'instance': {
        const type = this.#instance(entity.type);
        return sameRef(type, entity.type) ? entity : { kind: 'instance', type };
      }
      case 'component': {
        const type = this.#component(entity.type);
        return sameRef(type, entity.type) ? entity : { kind: 'component', type };
      }
      case 'type': {
        const referenced = this.#any(entity.referenced);
        const created = sameRef(referenced, entity.created)
          ? referenced
          : this.#any(entity.created);
        return { kind: 'type', referenced, created };
      }
    }
  }

  #any(ref: AnyTypeRef): AnyTypeRef {
    switch (ref.kind) {
      case 'resource':
        return this.#resource(ref);
      case 'defined':
        return this.#defined(ref);
      case 'func':
        return this.#func(ref);
      case 'instance':
        return this.#instance(ref);
      case 'component':
        return this.#component(ref);
    }
  }

  /** What `ref` is known to become. */
  #known<R extends AnyTypeRef>(ref: R): R | undefined {
    const known = this.#types.get(refKey(ref));
    return known?.kind === ref.kind ? (known as R) : undefined;
  }

  #remember<R extends AnyTypeRef>(old: R, replacement: R): R {
    this.#types.set(refKey(old), replacement);
    return replacement;
  }

  #resource(ref: ResourceRef): ResourceRef {
    const known = this.#known(ref);
    if (known !== undefined) return known;
    const index = this.resource(ref.index);
    return index === ref.index ? ref : { ...ref, index };
  }

  #value(type: GraphValType): GraphValType {
    return typeof type === 'string' ? type : this.#defined(type);
  }

  #optional(type: GraphValType | undefined): GraphValType | undefined {
    return type === undefined ? undefined : this.#value(type);
  }

  #defined(ref: DefinedRef): DefinedRef {
    const known = this.#known(ref);
    if (known !== undefined) return known;
    const type = this.#graph.defined(ref);
    let changed = false;
    for (const part of definedParts(type)) {
      if (part === undefined || typeof part === 'string') continue;
      if (!sameRef(part, this.#any(part))) changed = true;
    }
    return this.#remember(ref, changed ? this.#graph.addDefined(this.#rebuild(type)) : ref);
  }

  #rebuild(type: DefinedType): DefinedType {
    switch (type.kind) {
      case 'primitive':
      case 'flags':
      case 'enum':
        return type;
      case 'record':
        return {
          kind: 'record',
          fields: type.fields.map((f) => ({ name: f.name, type: this.#value(f.type) })),
        };
      case 'variant':
        return {
          kind: 'variant',
          cases: type.cases.map((c) => ({ name: c.name, type: this.#optional(c.type) })),
        };
      case 'list':
      case 'fixed-length-list':
        return { ...type, element: this.#value(type.element) };
      case 'tuple':
        return { kind: 'tuple', types: type.types.map((t) => this.#value(t)) };
      case 'option':
        return { kind: 'option', type: this.#value(type.type) };
      case 'stream':
      case 'future':
        return { kind: type.kind, type: this.#optional(type.type) };
      case 'result':
        return { kind: 'result', ok: this.#optional(type.ok), err: this.#optional(type.err) };
      case 'own':
      case 'borrow':
        return { kind: type.kind, resource: this.#resource(type.resource) };
      case 'map':
        return { kind: 'map', key: this.#value(type.key), value: this.#value(type.value) };
    }
  }

  #func(ref: TypeRef<'func'>): TypeRef<'func'> {
    const known = this.#known(ref);
    if (known !== undefined) return known;
    const type = this.#graph.func(ref);
    let changed = false;
    for (const part of funcParts(type)) {
      if (part === undefined || typeof part === 'string') continue;
      if (!sameRef(part, this.#defined(part))) changed = true;
    }
    if (!changed) return this.#remember(ref, ref);
    const replacement = this.#graph.addFunc({
      async: type.async,
      params: type.params.map((p) => ({ name: p.name, type: this.#value(p.type) })),
      result: this.#optional(type.result),
    });
    return this.#remember(ref, replacement);
  }

  #instance(ref: TypeRef<'instance'>): TypeRef<'instance'> {
    const known = this.#known(ref);
    if (known !== undefined) return known;
    const type = this.#graph.instance(ref);
    const exports = this.items(type.exports);
    if (!this.#changed(type.exports, exports, type.defined, type.explicit)) {
      return this.#remember(ref, ref);
    }
    const replacement: GraphInstanceType = {
      exports,
      defined: type.defined.map((r) => this.resource(r)),
      explicit: this.paths(type.explicit),
    };
    return this.#remember(ref, this.#graph.addInstance(replacement));
  }

  #component(ref: TypeRef<'component'>): TypeRef<'component'> {
    const known = this.#known(ref);
    if (known !== undefined) return known;
    const type = this.#graph.component(ref);
    const imports = this.items(type.imports);
    const exports = this.items(type.exports);
    const changed =
      this.#changed(type.imports, imports, [...type.imported.keys()], new Map()) ||
      this.#changed(type.exports, exports, type.defined, type.explicit);
    if (!changed) return this.#remember(ref, ref);
    const replacement = this.#graph.addComponent({
      imports,
      exports,
      imported: this.paths(type.imported),
      defined: type.defined.map((r) => this.resource(r)),
      explicit: this.paths(type.explicit),
    });
    return this.#remember(ref, replacement);
  }

  #changed(
    before: ReadonlyMap<string, Item>,
    after: ReadonlyMap<string, Item>,
    resources: readonly number[],
    explicit: ReadonlyMap<number, Path>,
  ): boolean {
    for (const [name, item] of before) {
      const other = after.get(name);
      if (other !== undefined && !sameEntity(item.entity, other.entity)) return true;
    }
    return (
      resources.some((r) => this.#resources.has(r)) ||
      [...explicit.keys()].some((r) => this.#resources.has(r))
    );
  }
}

function sameEntity(a: Entity, b: Entity): boolean {
  if (a === b) return true;
  return (
    a.kind === 'type' &&
    b.kind === 'type' &&
    sameRef(a.referenced, b.referenced) &&
    sameRef(a.created, b.created)
  );
}
