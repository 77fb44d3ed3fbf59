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
import { withArticle } from '../../binary/byte-reader.js';
import { nameAttribute } from '../../binary/model.js';
import { entityWord } from '../../subtype/describe.js';
import type {
  AnyTy,
  DefinedShape,
  DefinedTy,
  ExternItem,
  ResourceTy,
  ValTy,
} from '../../types/model.js';
import { within, WitBinaryError } from '../wit-binary-error.js';
import { badName, packageOfName, parseName } from './component-name.js';
import { matchType } from './match-type.js';
import { TypeNames } from './type-names.js';

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
  /** The names of interfaces that are collected from all places that mention them, in lower case and as they are spelt. */
  readonly #claimed = new Map<InterfaceId, Map<string, string>>();
  readonly #types = new TypeNames();

  /**
   * Takes in an instance whose name is the path of an interface: one that is defined in full already, or one of a
   * package that is only referred to, whose parts are collected from all places that mention it.
   */
  registerImport(name: string, item: ExternItem): InterfaceId {
    if (item.entity.kind !== 'instance') inexpressible(`\`${name}\` is not an instance`);
    const known = this.#named.get(name);
    const id = known ?? this.#foreignInterface(name, item);
    const owner: TypeOwner = { kind: 'interface', id };
    for (const [itemName, part] of item.entity.type.exports) {
      const iface = this.interface(id);
      switch (part.entity.kind) {
        case 'type': {
          const type = iface.types.get(itemName);
          if (type !== undefined) {
            within(`type \`${itemName}\``, () => this.#matchType(type, part));
          } else if (known !== undefined) {
            mismatch(`interface \`${name}\` has no type \`${itemName}\` where it is defined`);
          } else {
            this.#claim(id, name, itemName);
            iface.types.set(itemName, this.registerType(itemName, part, owner));
          }
          break;
        }
        case 'func':
          if (iface.functions.has(itemName)) break;
          if (known !== undefined) {
            mismatch(`interface \`${name}\` has no function \`${itemName}\` where it is defined`);
          }
          this.#claim(id, name, itemName);
          iface.functions.set(itemName, this.convertFunction(itemName, part, owner));
          break;
        default:
          notInInterface(itemName, part);
      }
    }
    return id;
  }

  /** Notes a further name of an interface that is collected from several places: none may have it already, in any case. */
  #claim(id: InterfaceId, interfaceName: string, name: string): void {
    let taken = this.#claimed.get(id);
    if (taken === undefined) this.#claimed.set(id, (taken = new Map()));
    const folded = name.toLowerCase();
    const other = taken.get(folded);
    if (other !== undefined) {
      mismatch(
        other === name
          ? `\`${name}\` of interface \`${interfaceName}\` is a ${this.interface(id).types.has(name) ? 'type in one place and a function' : 'function in one place and a type'} in another`
          : `interface \`${interfaceName}\` has \`${other}\` in one place and \`${name}\` in another, which is the same name`,
      );
    }
    taken.set(folded, name);
  }

  /** A further view of a type that is known: it, and all that it consists of, is the known type. */
  #matchType(type: TypeId, part: ExternItem): void {
    if (part.entity.kind !== 'type') return;
    const { referenced, created } = part.entity;
    switch (referenced.kind) {
      case 'defined':
        matchType(this.resolve, this.#types, type, referenced);
        break;
      case 'resource':
        break;
      default:
        inexpressible('WIT has names for value types and resources only');
    }
    const known = this.#types.get(created);
    if (known !== undefined && known !== type) this.#secondName(known);
    this.#types.set(created, type);
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

  #foreignInterface(name: string, item: ExternItem): InterfaceId {
    const parsed = parseName(name);
    if (parsed.kind !== 'interface') badName(name, 'is not the path of an interface');
    const pkg = packageOfName(name, parsed, nameAttribute(item.name, 'version-suffix'));
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
  registerInterface(name: string, item: ExternItem, pkg: PackageDraft): InterfaceId {
    if (this.#named.has(name)) return this.registerImport(name, item);
    if (item.entity.kind !== 'instance') throw new Error(`${name} is not an instance`);
    const parsed = parseName(name);
    if (parsed.kind !== 'interface' && parsed.kind !== 'label') {
      inexpressible(`\`${name}\` is neither a label nor the path of an interface`);
    }
    const id = this.#addInterface(parsed.kind === 'interface' ? parsed.interface : null);
    const owner: TypeOwner = { kind: 'interface', id };
    const iface = this.interface(id);
    for (const [itemName, part] of item.entity.type.exports) {
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
  registerType(name: string, item: ExternItem, owner: TypeOwner): TypeId {
    return within(`type \`${name}\``, () => {
      if (item.entity.kind !== 'type') throw new Error(`${name} is not a type`);
      if (parseName(name).kind !== 'label') badName(name, 'is not a label');
      const { referenced, created } = item.entity;
      const known = this.#types.find(referenced);
      const kind: TypeDefKind =
        known === undefined ? this.#newKind(referenced) : { kind: 'alias', type: known };
      const def: TypeDef = { name, kind, owner };
      const externalId = nameAttribute(item.name, 'external-id');
      if (externalId !== undefined) def.externalId = externalId;
      const id = this.resolve.types.push(def) - 1;
      if (kind.kind === 'resource') this.#resourcesOf(owner).set(name, id);
      const other = this.#types.get(created);
      if (other !== undefined) this.#secondName(other);
      this.#types.set(created, id);
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

  #newKind(type: AnyTy): TypeDefKind {
    switch (type.kind) {
      case 'resource':
        return { kind: 'resource' };
      case 'defined':
        return this.#convertShape(type.shape);
      default:
        return inexpressible('WIT has names for value types and resources only');
    }
  }

  convertFunction(name: string, item: ExternItem, owner: TypeOwner): WitFunction {
    return within(`function \`${name}\``, () => {
      if (item.entity.kind !== 'func') throw new Error(`${name} is not a function`);
      const { type } = item.entity;
      const params = type.params.map((p) => ({
        name: p.label,
        type: within(`parameter \`${p.label}\``, () => this.#convertValue(p.type)),
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
      const externalId = nameAttribute(item.name, 'external-id');
      if (externalId !== undefined) result.externalId = externalId;
      return result;
    });
  }

  #functionKind(name: string, async: boolean, owner: TypeOwner): FunctionKind {
    const parsed = parseName(name);
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
      case 'dependency':
      case 'url':
      case 'hash':
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

  #convertValue(type: ValTy): Type {
    if (typeof type === 'string') return type;
    const known = this.#types.get(type);
    if (known !== undefined) return known;
    return this.#anonymous(type);
  }

  #anonymous(type: DefinedTy): TypeId {
    const kind = this.#convertShape(type.shape);
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
    this.#types.set(type, id);
    return id;
  }

  #optional(type: ValTy | undefined): Type | null {
    return type === undefined ? null : this.#convertValue(type);
  }

  #convertShape(type: DefinedShape): TypeDefKind {
    switch (type.kind) {
      case 'primitive':
        return { kind: 'alias', type: type.type };
      case 'record':
        return {
          kind: 'record',
          fields: type.fields.map((f) => ({
            name: f.label,
            type: within(`field \`${f.label}\``, () => this.#convertValue(f.type)),
          })),
        };
      case 'variant':
        return {
          kind: 'variant',
          cases: type.cases.map((c) => ({
            name: c.label,
            type: within(`case \`${c.label}\``, () => this.#optional(c.type)),
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
        return { kind: 'flags', flags: type.labels.map((name) => ({ name })) };
      case 'enum':
        return { kind: 'enum', cases: type.labels.map((name) => ({ name })) };
      case 'option':
        return { kind: 'option', type: this.#convertValue(type.type) };
      case 'result': {
        const ok = this.#optional(type.ok);
        return { kind: 'result', ok, err: this.#optional(type.error) };
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

  #handleTarget(resource: ResourceTy): TypeId {
    return (
      this.#types.get(resource) ??
      inexpressible('a handle refers to a resource that no import or export gives a name')
    );
  }
}

function notInInterface(name: string, item: ExternItem): never {
  inexpressible(
    `\`${name}\` is ${withArticle(entityWord(item.entity))}, and an interface of WIT holds only types and functions`,
  );
}
