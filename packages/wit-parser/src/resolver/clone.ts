import type {
  InterfaceId,
  Resolve,
  Type,
  TypeDef,
  TypeDefKind,
  TypeId,
  TypeOwner,
  WitFunction,
  WorldItem,
} from '../model/resolve.js';
import { sameOwner } from '../model/compare.js';

/** What a run of {@link Cloner} made, by what it was made from. */
export interface CloneMaps {
  types: Map<TypeId, TypeId>;
  interfaces: Map<InterfaceId, InterfaceId>;
}

/**
 * Copies items of one world or interface for another owner, with all types that belong to the old owner or to nobody. Types of other
 * owners are shared. Each old type is copied once per maps; new ids come after the ids of the parts.
 */
export class Cloner {
  readonly #resolve: Resolve;
  readonly #maps: CloneMaps;
  readonly #from: TypeOwner;
  readonly #to: TypeOwner;
  readonly #package: number;
  /** Copies made so far, interfaces, functions and types. */
  made = 0;

  constructor(
    resolve: Resolve,
    maps: CloneMaps,
    from: TypeOwner,
    to: TypeOwner,
    inPackage: number,
  ) {
    this.#resolve = resolve;
    this.#maps = maps;
    this.#from = from;
    this.#to = to;
    this.#package = inPackage;
  }

  /** A copy of an item that a world has under a plain name. */
  item(item: WorldItem): WorldItem {
    this.made += 1;
    switch (item.kind) {
      case 'type':
        return { ...item, id: this.type(item.id) };
      case 'function':
        return { ...item, function: this.function(item.function) };
      case 'interface':
        // Only inline interfaces are copied; one that has a name is shared.
        return this.#resolve.interfaces[item.id]?.name === null
          ? { ...item, id: this.interface(item.id) }
          : { ...item };
    }
  }

  type(id: TypeId): TypeId {
    const known = this.#maps.types.get(id);
    if (known !== undefined) return known;
    const old = this.#resolve.types[id];
    if (old === undefined || (old.owner !== null && !sameOwner(old.owner, this.#from))) return id;
    const copy: TypeDef = { ...old, kind: this.#kind(old.kind) };
    if (old.owner !== null) copy.owner = { ...this.#to };
    this.made += 1;
    const made = this.#resolve.types.push(copy) - 1;
    this.#maps.types.set(id, made);
    return made;
  }

  function(item: WitFunction): WitFunction {
    const { kind } = item;
    const copy: WitFunction = {
      ...item,
      kind:
        kind.kind === 'freestanding'
          ? { ...kind }
          : { ...kind, resource: this.type(kind.resource) },
      params: item.params.map((param) => ({ ...param, type: this.#part(param.type) })),
    };
    if (item.result !== undefined) copy.result = this.#part(item.result);
    return copy;
  }

  interface(id: InterfaceId): InterfaceId {
    const old = this.#resolve.interfaces[id];
    if (old === undefined) return id;
    const next = this.#resolve.interfaces.length;
    const inner = new Cloner(
      this.#resolve,
      this.#maps,
      { kind: 'interface', id },
      { kind: 'interface', id: next },
      this.#package,
    );
    const types = new Map<string, TypeId>();
    for (const [name, type] of old.types) types.set(name, inner.type(type));
    const functions = new Map<string, WitFunction>();
    for (const [name, item] of old.functions) functions.set(name, inner.function(item));
    this.made += inner.made + functions.size;
    this.#resolve.interfaces.push({
      ...old,
      types,
      functions,
      package: this.#package,
      cloneOf: id,
    });
    this.#maps.interfaces.set(id, next);
    return next;
  }

  #part<T extends Type | null>(type: T): T | TypeId {
    return typeof type === 'number' ? this.type(type) : type;
  }

  #kind(kind: TypeDefKind): TypeDefKind {
    switch (kind.kind) {
      case 'alias': {
        if (typeof kind.type !== 'number') return kind;
        const owner = this.#resolve.types[kind.type]?.owner ?? null;
        const own = owner !== null && sameOwner(owner, this.#from);
        const type = own ? this.type(kind.type) : (this.#maps.types.get(kind.type) ?? kind.type);
        return { kind: 'alias', type };
      }
      case 'handle':
        return { ...kind, type: this.type(kind.type) };
      case 'option':
      case 'list':
      case 'fixed-length-list':
        return { ...kind, type: this.#part(kind.type) };
      case 'future':
      case 'stream':
        return { ...kind, type: this.#part(kind.type) };
      case 'map': {
        const key = this.#part(kind.key);
        return { kind: 'map', key, value: this.#part(kind.value) };
      }
      case 'tuple':
        return { kind: 'tuple', types: kind.types.map((type) => this.#part(type)) };
      case 'record': {
        const fields = kind.fields.map((field) => ({ ...field, type: this.#part(field.type) }));
        return { kind: 'record', fields };
      }
      case 'variant': {
        const cases = kind.cases.map((one) => ({ ...one, type: this.#part(one.type) }));
        return { kind: 'variant', cases };
      }
      case 'result': {
        const ok = this.#part(kind.ok);
        return { kind: 'result', ok, err: this.#part(kind.err) };
      }
      case 'flags':
      case 'enum':
      case 'resource':
        return kind;
    }
  }
}
