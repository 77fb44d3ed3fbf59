/** Copies of definitions of one model with the ids of another. */

import type {
  FunctionKind,
  Resolve,
  Type,
  TypeDefKind,
  TypeId,
  WitFunction,
} from '../../model/resolve.js';

/** Gives the types of a model their ids in another model as they move there. */
export class TypeRemap {
  readonly #into: Resolve;
  readonly #ids: (TypeId | undefined)[] = [];
  /** The `own` handles that had to be made, by the id of their type. */
  readonly #ownHandles = new Map<TypeId, TypeId>();

  constructor(into: Resolve) {
    this.#into = into;
  }

  /** Every id, by the old one. */
  get ids(): TypeId[] {
    return this.#ids.map((id) => id ?? -1);
  }

  set(from: TypeId, into: TypeId): void {
    this.#ids[from] = into;
  }

  id(from: TypeId): TypeId {
    const id = this.#ids[from];
    if (id === undefined) throw new Error(`there is no type ${from} in the merged model`);
    return id;
  }

  kind(kind: TypeDefKind): TypeDefKind {
    switch (kind.kind) {
      case 'resource':
      case 'flags':
      case 'enum':
        return kind;
      case 'alias':
        return typeof kind.type === 'number' ? { ...kind, type: this.id(kind.type) } : kind;
      case 'handle':
        return { ...kind, type: this.id(kind.type) };
      case 'list':
      case 'option':
      case 'fixed-length-list':
        return { ...kind, type: this.#use(kind.type) };
      case 'future':
      case 'stream':
        return { ...kind, type: this.#useOrNull(kind.type) };
      case 'map':
        return { ...kind, key: this.#use(kind.key), value: this.#use(kind.value) };
      case 'result':
        return { ...kind, ok: this.#useOrNull(kind.ok), err: this.#useOrNull(kind.err) };
      case 'tuple':
        return { ...kind, types: kind.types.map((type) => this.#use(type)) };
      case 'record':
        return {
          ...kind,
          fields: kind.fields.map((field) => ({ ...field, type: this.#use(field.type) })),
        };
      case 'variant':
        return {
          ...kind,
          cases: kind.cases.map((item) => ({ ...item, type: this.#useOrNull(item.type) })),
        };
    }
  }

  function(fn: WitFunction): WitFunction {
    const kind = this.#functionKind(fn.kind);
    const params = fn.params.map((param) => ({ ...param, type: this.#use(param.type) }));
    return {
      ...fn,
      kind,
      params,
      ...(fn.result !== undefined && { result: this.#use(fn.result) }),
    };
  }

  #functionKind(kind: FunctionKind): FunctionKind {
    return kind.kind === 'freestanding' ? kind : { ...kind, resource: this.id(kind.resource) };
  }

  /** Where a value of a type stands, a resource becomes its `own` handle. */
  #use(type: Type): Type {
    if (typeof type === 'string') return type;
    const id = this.id(type);
    if (!this.#isResource(id)) return id;
    const known = this.#ownHandles.get(id);
    if (known !== undefined) return known;
    const handle = this.#into.types.length;
    this.#into.types.push({
      name: null,
      kind: { kind: 'handle', handle: 'own', type: id },
      owner: null,
    });
    this.#ownHandles.set(id, handle);
    return handle;
  }

  #useOrNull(type: Type | null): Type | null {
    return type === null ? null : this.#use(type);
  }

  #isResource(id: TypeId): boolean {
    for (let current: Type = id; typeof current === 'number';) {
      const kind: TypeDefKind | undefined = this.#into.types[current]?.kind;
      if (kind?.kind !== 'alias') return kind?.kind === 'resource';
      current = kind.type;
    }
    return false;
  }
}
