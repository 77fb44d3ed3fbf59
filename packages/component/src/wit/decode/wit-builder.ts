/**
 * Builds a resolve from evaluated component types. The order in which types, interfaces and packages get their ids is
 * that of the reference's decoder, so that both give the same model.
 */

import type {
  FunctionKind,
  InterfaceId,
  PackageName,
  Resolve,
  Type,
  TypeDef,
  TypeDefKind,
  TypeId,
  TypeOwner,
  WitFunction,
} from '@wit-ts/wit-parser';
import { packageNameText } from '@wit-ts/wit-parser';
import {
  type AnyTypeRef,
  type DefinedRef,
  type DefinedType,
  entityName,
  type GraphValType,
  type Item,
  refKey,
  type ResourceRef,
  type TypeGraph,
} from '../graph/type-graph.js';
import { within, WitBinaryError } from '../wit-binary-error.js';
import {
  badName,
  packageOfName,
  parseComponentName,
  requireComponentName,
} from './component-name.js';
import { TypeMatcher } from './type-matcher.js';

/** A package that is being collected: its interfaces and worlds are in the resolve already. */
export interface PackageDraft {
  name: PackageName;
  interfaces: Map<string, InterfaceId>;
  worlds: Map<string, number>;
}

export function emptyPackage(name: PackageName): PackageDraft {
  return { name, interfaces: new Map(), worlds: new Map() };
}

/** The package of an item that has not found its package yet. */
export const NO_PACKAGE = -1;

/** A valid component that WIT has no words for. */
export function inexpressible(message: string, help?: string): never {
  throw new WitBinaryError({ code: 'CMP0310', message, ...(help === undefined ? {} : { help }) });
}

/** Two views of one interface, or the parts of a package, do not fit together. */
export function mismatch(message: string): never {
  throw new WitBinaryError({ code: 'CMP0311', message });
}

export class WitBuilder {
  readonly resolve: Resolve = { worlds: [], interfaces: [], types: [], packages: [] };
  /** Packages that are only referred to, in the order of first mention. */
  readonly foreign = new Map<string, PackageDraft>();
  /** Interfaces that are defined in full, by qualified name. */
  readonly #named = new Map<string, InterfaceId>();
  /** The resources of each interface and world, by name. */
  readonly #resources = new Map<string, Map<string, TypeId>>();
  /** What each type became. */
  readonly #types = new Map<number, TypeId>();

  constructor(readonly graph: TypeGraph) {}

  isDefined(name: string): boolean {
    return this.#named.has(name);
  }

  /**
   * Takes in an instance whose name is the path of an interface: one that is defined in full already, or one of a
   * package that is only referred to, whose parts are collected from all places that mention it.
   */
  registerImport(name: string, item: Item): InterfaceId {
    if (item.entity.kind !== 'instance') inexpressible(`\`${name}\` is not an instance`);
    const known = this.#named.get(name);
    const id = known ?? this.#foreignInterface(name, item);
    const owner: TypeOwner = { kind: 'interface', id };
    for (const [itemName, part] of this.graph.instance(item.entity.type).exports) {
      const iface = this.interface(id);
      switch (part.entity.kind) {
        case 'type': {
          const type = iface.types.get(itemName);
          if (type !== undefined) {
            within(`type \`${itemName}\``, () => this.#matchType(type, part));
          } else if (known !== undefined) {
            mismatch(`interface \`${name}\` has no type \`${itemName}\` where it is defined`);
          } else {
            iface.types.set(itemName, this.registerType(itemName, part, owner));
          }
          break;
        }
        case 'func':
          if (iface.functions.has(itemName)) break;
          if (known !== undefined) {
            mismatch(`interface \`${name}\` has no function \`${itemName}\` where it is defined`);
          }
          iface.functions.set(itemName, this.convertFunction(itemName, part, owner));
          break;
        default:
          notInInterface(itemName, part);
      }
    }
    return id;
  }

  /** A further view of a type that is known: it, and all that it consists of, is the known type. */
  #matchType(type: TypeId, part: Item): void {
    if (part.entity.kind !== 'type') return;
    const { referenced, created } = part.entity;
    switch (referenced.kind) {
      case 'defined':
        new TypeMatcher(this.graph, this.resolve, this.#types).match(
          type,
          this.graph.defined(referenced),
        );
        break;
      case 'resource':
        break;
      default:
        inexpressible('WIT has names for value types and resources only');
    }
    const known = this.#types.get(refKey(created));
    if (known !== undefined && known !== type) this.#secondName(known);
    this.#types.set(refKey(created), type);
  }

  /** A type that is `known` appears in a second place without being an alias of it. */
  #secondName(known: TypeId): never {
    const def = this.resolve.types[known];
    let place = 'the component itself';
    if (def?.owner?.kind === 'interface') place = this.#describeInterface(def.owner.id);
    inexpressible(
      `this is type \`${def?.name ?? ''}\` of ${place}, which WIT cannot import or export a second time under another name`,
      'it is what comes of exporting an imported instance as it is, or of one instance type for two interfaces: wrap the component so that each interface has types of its own',
    );
  }

  #describeInterface(id: InterfaceId): string {
    for (const [pkg, draft] of this.foreign) {
      for (const [name, member] of draft.interfaces) {
        if (member === id) return `interface \`${name}\` of package \`${pkg}\``;
      }
    }
    return 'an interface without a path';
  }

  interface(id: InterfaceId): Resolve['interfaces'][number] {
    const iface = this.resolve.interfaces[id];
    if (iface === undefined) throw new Error(`there is no interface ${id}`);
    return iface;
  }

  #foreignInterface(name: string, item: Item): InterfaceId {
    const parsed = requireComponentName(name);
    if (parsed.kind !== 'interface') badName(name, 'is not the path of an interface');
    const pkg = packageOfName(name, parsed, item.versionSuffix);
    const key = packageNameText(pkg);
    let draft = this.foreign.get(key);
    if (draft === undefined) {
      draft = emptyPackage(pkg);
      this.foreign.set(key, draft);
    }
    let id = draft.interfaces.get(parsed.interface);
    if (id === undefined) {
      id = this.#addInterface(parsed.interface);
      draft.interfaces.set(parsed.interface, id);
    }
    return id;
  }

  #addInterface(name: string | null): InterfaceId {
    return (
      this.resolve.interfaces.push({
        name,
        types: new Map(),
        functions: new Map(),
        package: NO_PACKAGE,
      }) - 1
    );
  }

  /** Defines the interface that an instance stands for. An interface by path becomes part of `pkg`. */
  registerInterface(name: string, item: Item, pkg: PackageDraft): InterfaceId {
    if (this.#named.has(name)) return this.registerImport(name, item);
    if (item.entity.kind !== 'instance') throw new Error(`${name} is not an instance`);
    const parsed = requireComponentName(name);
    if (parsed.kind !== 'interface' && parsed.kind !== 'label') {
      inexpressible(`\`${name}\` is neither a label nor the path of an interface`);
    }
    const id = this.#addInterface(parsed.kind === 'interface' ? parsed.interface : null);
    const owner: TypeOwner = { kind: 'interface', id };
    const iface = this.interface(id);
    for (const [itemName, part] of this.graph.instance(item.entity.type).exports) {
      switch (part.entity.kind) {
        case 'type':
          iface.types.set(itemName, this.registerType(itemName, part, owner));
          break;
        case 'func':
          iface.functions.set(itemName, this.convertFunction(itemName, part, owner));
          break;
        default:
          notInInterface(itemName, part);
      }
    }
    if (parsed.kind === 'interface') {
      if (pkg.interfaces.has(parsed.interface)) {
        mismatch(`interface \`${parsed.interface}\` is defined twice in its package`);
      }
      pkg.interfaces.set(parsed.interface, id);
      this.#named.set(name, id);
    }
    return id;
  }

  /** Makes a type definition for a type that an interface exports or a world imports. */
  registerType(name: string, item: Item, owner: TypeOwner): TypeId {
    return within(`type \`${name}\``, () => {
      if (item.entity.kind !== 'type') throw new Error(`${name} is not a type`);
      if (parseComponentName(name)?.kind !== 'label') badName(name, 'is not a label');
      const { referenced, created } = item.entity;
      const known = this.#findAlias(referenced);
      const kind: TypeDefKind =
        known === undefined ? this.#newKind(referenced) : { kind: 'alias', type: known };
      const def: TypeDef = { name, kind, owner };
      if (item.externalId !== undefined) def.externalId = item.externalId;
      const id = this.resolve.types.push(def) - 1;
      if (kind.kind === 'resource') this.#resourcesOf(owner).set(name, id);
      const other = this.#types.get(refKey(created));
      if (other !== undefined) this.#secondName(other);
      this.#types.set(refKey(created), id);
      return id;
    });
  }

  #resourcesOf(owner: TypeOwner): Map<string, TypeId> {
    const key = `${owner.kind} ${owner.id}`;
    let resources = this.#resources.get(key);
    if (resources === undefined) {
      resources = new Map();
      this.#resources.set(key, resources);
    }
    return resources;
  }

  /** The type that `ref`, or one that it is a name of, became; `undefined` where it is new. */
  #findAlias(ref: AnyTypeRef): TypeId | undefined {
    for (let at: AnyTypeRef | undefined = ref; at !== undefined; at = this.graph.aliased(at)) {
      const known = this.#types.get(refKey(at));
      if (known !== undefined) return known;
    }
    return undefined;
  }

  #newKind(ref: AnyTypeRef): TypeDefKind {
    switch (ref.kind) {
      case 'resource':
        return { kind: 'resource' };
      case 'defined':
        return this.#convertDefined(this.graph.defined(ref));
      default:
        return inexpressible('WIT has names for value types and resources only');
    }
  }

  convertFunction(name: string, item: Item, owner: TypeOwner): WitFunction {
    return within(`function \`${name}\``, () => {
      if (item.entity.kind !== 'func') throw new Error(`${name} is not a function`);
      const type = this.graph.func(item.entity.type);
      const params = type.params.map((p) => ({
        name: p.name,
        type: within(`parameter \`${p.name}\``, () => this.#convertValue(p.type)),
      }));
      const result: WitFunction = {
        name,
        kind: { kind: 'freestanding', async: type.async },
        params,
      };
      const value = type.result;
      if (value !== undefined) {
        result.result = within('result', () => this.#convertValue(value));
      }
      result.kind = this.#functionKind(name, type.async, owner);
      if (item.externalId !== undefined) result.externalId = item.externalId;
      return result;
    });
  }

  #functionKind(name: string, async: boolean, owner: TypeOwner): FunctionKind {
    const parsed = requireComponentName(name);
    switch (parsed.kind) {
      case 'label':
        return { kind: 'freestanding', async };
      case 'constructor':
        return { kind: 'constructor', resource: this.#memberResource(parsed.resource, owner) };
      case 'method':
      case 'static':
        return {
          kind: parsed.kind,
          async,
          resource: this.#memberResource(parsed.resource, owner),
        };
      case 'interface':
      case 'beyond-wit':
        return inexpressible('a function cannot have such a name in WIT');
    }
  }

  #memberResource(name: string, owner: TypeOwner): TypeId {
    return (
      this.#resourcesOf(owner).get(name) ??
      inexpressible(
        `\`${name}\` is not a resource that is defined beside it`,
        'in WIT the functions of a resource stand in the interface or world that defines it',
      )
    );
  }

  #convertValue(type: GraphValType): Type {
    if (typeof type === 'string') return type;
    const known = this.#types.get(refKey(type));
    if (known !== undefined) return known;
    return this.#anonymous(type);
  }

  #anonymous(ref: DefinedRef): TypeId {
    const kind = this.#convertDefined(this.graph.defined(ref));
    switch (kind.kind) {
      case 'record':
      case 'variant':
      case 'enum':
      case 'flags':
      case 'resource':
        inexpressible(`a ${kind.kind} is used here without a name, and WIT wants one`);
        break;
      default:
    }
    const id = this.resolve.types.push({ name: null, kind, owner: null }) - 1;
    this.#types.set(refKey(ref), id);
    return id;
  }

  #optional(type: GraphValType | undefined): Type | null {
    return type === undefined ? null : this.#convertValue(type);
  }

  #convertDefined(type: DefinedType): TypeDefKind {
    switch (type.kind) {
      case 'primitive':
        return { kind: 'alias', type: type.type };
      case 'record':
        return {
          kind: 'record',
          fields: type.fields.map((f) => ({
            name: f.name,
            type: within(`field \`${f.name}\``, () => this.#convertValue(f.type)),
          })),
        };
      case 'variant':
        return {
          kind: 'variant',
          cases: type.cases.map((c) => ({
            name: c.name,
            type: within(`case \`${c.name}\``, () => this.#optional(c.type)),
          })),
        };
      case 'list':
        return { kind: 'list', type: this.#convertValue(type.element) };
      case 'fixed-length-list':
        return {
          kind: 'fixed-length-list',
          type: this.#convertValue(type.element),
          length: type.length,
        };
      case 'tuple':
        return { kind: 'tuple', types: type.types.map((t) => this.#convertValue(t)) };
      case 'flags':
        return { kind: 'flags', flags: type.names.map((name) => ({ name })) };
      case 'enum':
        return { kind: 'enum', cases: type.names.map((name) => ({ name })) };
      case 'option':
        return { kind: 'option', type: this.#convertValue(type.type) };
      case 'result': {
        const ok = this.#optional(type.ok);
        return { kind: 'result', ok, err: this.#optional(type.err) };
      }
      case 'own':
      case 'borrow':
        return { kind: 'handle', handle: type.kind, type: this.#handleTarget(type.resource) };
      case 'stream':
      case 'future':
        return { kind: type.kind, type: this.#optional(type.type) };
      case 'map': {
        const key = this.#convertValue(type.key);
        return { kind: 'map', key, value: this.#convertValue(type.value) };
      }
    }
  }

  #handleTarget(resource: ResourceRef): TypeId {
    return (
      this.#types.get(refKey(resource)) ??
      inexpressible('a handle refers to a resource that no import or export gives a name')
    );
  }
}

function notInInterface(name: string, item: Item): never {
  inexpressible(
    `\`${name}\` is ${entityName(item.entity)}, and an interface of WIT holds only types and functions`,
  );
}
