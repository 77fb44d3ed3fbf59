/**
 * Types and functions of WIT as declarations of a component type, in the order in which wit-component writes them:
 * every type once a scope, a type of another interface as an alias of that interface's instance.
 */

import {
  type FunctionKind,
  type InterfaceId,
  type Resolve,
  type Type,
  type TypeDef,
  type TypeDefKind,
  type TypeId,
  type WitFunction,
} from '@wit-ts/wit-parser';
import { WitBinaryError } from '../wit-binary-error.js';
import type { ByteSink } from './byte-sink.js';
import {
  type ExternName,
  TypeScope,
  type ValueType,
  writeOptionalType,
  writeValueType,
} from './type-scope.js';

/** The component binary format limits how deep value types nest. */
const MAX_TYPE_DEPTH = 100;

/** What has been written in one scope, so that each type and function type is written once. */
class ScopeMaps {
  readonly types = new Map<TypeId, number>();
  /** Anonymous types by their structure. */
  readonly anonymous = new Map<string, number>();
  readonly functions = new Map<string, number>();
}

export function isAsync(kind: FunctionKind): boolean {
  return kind.kind !== 'constructor' && kind.async;
}

function at<T>(arena: readonly T[], index: number, what: string): T {
  const item = arena[index];
  if (item === undefined) throw new Error(`the resolve has no ${what} ${index}`);
  return item;
}

/** An {@link ExternName} without an attribute that is not there. */
export function externName(name: string, externalId: string | undefined): ExternName {
  return externalId === undefined ? { name } : { name, externalId };
}

export class InterfaceEncoder {
  readonly outer = new TypeScope('component');
  /** Types of the world itself are imported while this is set. */
  importTypes = false;
  /** The interface whose types are being written, `undefined` for those of a world. */
  interface: InterfaceId | undefined;

  readonly #resolve: Resolve;
  #instance: TypeScope | undefined;
  #maps = new ScopeMaps();
  #instances = 0;
  #depth = 0;
  readonly #instanceOf = new Map<InterfaceId, number>();
  readonly #outerAliases = new Map<TypeId, number>();

  constructor(resolve: Resolve) {
    this.#resolve = resolve;
  }

  get #scope(): TypeScope {
    return this.#instance ?? this.outer;
  }

  /** Writes an interface with types and functions as an instance type; gives back its index in {@link outer}. */
  encodeInstance(id: InterfaceId): number {
    const iface = at(this.#resolve.interfaces, id, 'interface');
    return this.#inInstance(id, (scope) => {
      const order = new Map<TypeId, number>();
      for (const type of iface.types.values()) {
        this.encodeType(type);
        if (!order.has(type)) order.set(type, order.size);
      }
      // Functions of resources come first, in the order of their resources: so the text and the binary form of a
      // package read back alike.
      const rank = (f: WitFunction): number =>
        f.kind.kind === 'freestanding' ? order.size : (order.get(f.kind.resource) ?? order.size);
      const functions = [...iface.functions.values()].toSorted((a, b) => rank(a) - rank(b));
      for (const f of functions) {
        const index = this.encodeFunctionType(f);
        scope.export(externName(f.name, f.externalId), { kind: 'func', index });
      }
    });
  }

  /** Writes the types alone of an interface that others use; gives back the index of the instance type. */
  encodeTypesOf(id: InterfaceId): number {
    const iface = at(this.#resolve.interfaces, id, 'interface');
    return this.#inInstance(id, () => {
      for (const type of iface.types.values()) this.encodeType(type);
    });
  }

  #inInstance(id: InterfaceId, write: (scope: TypeScope) => void): number {
    const scope = new TypeScope('instance');
    const saved = this.#maps;
    this.interface = id;
    this.#maps = new ScopeMaps();
    this.#instance = scope;
    write(scope);
    this.#instance = undefined;
    this.#maps = saved;
    this.#instanceOf.set(id, this.#instances++);
    return this.outer.defineScope(scope);
  }

  /** Writes a function type, once a scope; gives back its index. */
  encodeFunctionType(f: WitFunction): number {
    const key = JSON.stringify([isAsync(f.kind), f.params.map((p) => [p.name, p.type]), f.result]);
    const known = this.#maps.functions.get(key);
    if (known !== undefined) return known;
    const params = f.params.map((p) => ({ name: p.name, type: this.encodeType(p.type) }));
    const result = f.result === undefined ? undefined : this.encodeType(f.result);
    const index = this.#scope.defineType((sink) => {
      sink.byte(isAsync(f.kind) ? 0x43 : 0x40);
      sink.u32(params.length);
      for (const param of params) {
        sink.name(param.name);
        writeValueType(sink, param.type);
      }
      if (result === undefined) {
        sink.byte(0x01);
        sink.byte(0x00);
      } else {
        sink.byte(0x00);
        writeValueType(sink, result);
      }
    });
    this.#maps.functions.set(key, index);
    return index;
  }

  /**
   * Writes a type with all that it consists of, as far as the scope does not have it; gives back how to refer to it.
   *
   * @throws WitBinaryError where types nest deeper than the binary format allows.
   */
  encodeType(type: Type): ValueType {
    if (typeof type !== 'number') return type;
    const def = at(this.#resolve.types, type, 'type');
    const known = this.#maps.types.get(type);
    if (known !== undefined) return known;
    const structure = def.name === null ? JSON.stringify(def.kind) : undefined;
    if (structure !== undefined) {
      const same = this.#maps.anonymous.get(structure);
      if (same !== undefined) return same;
    }
    if (++this.#depth > MAX_TYPE_DEPTH) {
      throw new WitBinaryError({
        code: 'CMP0330',
        message: `types nest more than ${MAX_TYPE_DEPTH} levels deep, which component binaries do not allow`,
        help: 'give an inner type a name that is not nested as deeply, or flatten the type',
      });
    }
    const encoded = this.#encodeDefinition(type, def);
    this.#depth--;
    if (typeof encoded === 'number') {
      this.#maps.types.set(type, encoded);
      if (structure !== undefined) this.#maps.anonymous.set(structure, encoded);
    }
    return encoded;
  }

  #encodeDefinition(id: TypeId, def: TypeDef): ValueType {
    const imported = this.#importedType(id, def);
    if (imported !== undefined) return imported;
    if (def.kind.kind === 'resource') return this.#encodeResource(def);
    const encoded = this.#encodeKind(def.kind);
    if (def.name === null) return encoded;
    const index =
      typeof encoded === 'number'
        ? encoded
        : this.#scope.defineType((sink) => writeValueType(sink, encoded));
    const scope = this.#scope;
    const exported = scope.typeCount;
    const name = externName(def.name, def.externalId);
    if (this.#instance === undefined && this.importTypes) {
      scope.import(name, { kind: 'type-eq', index });
    } else {
      scope.export(name, { kind: 'type-eq', index });
    }
    return exported;
  }

  #encodeResource(def: TypeDef): number {
    if (def.name === null) throw new Error('a resource must have a name');
    const scope = this.#scope;
    const index = scope.typeCount;
    const name = externName(def.name, def.externalId);
    if (this.#instance === undefined && this.importTypes) scope.import(name, { kind: 'resource' });
    else scope.export(name, { kind: 'resource' });
    return index;
  }

  /** The alias through which a type of another interface is reached, `undefined` where it belongs here. */
  #importedType(id: TypeId, def: TypeDef): number | undefined {
    if (def.owner?.kind !== 'interface' || def.owner.id === this.interface) return undefined;
    let outer = this.#outerAliases.get(id);
    if (outer === undefined) {
      const instance = this.#instanceOf.get(def.owner.id);
      if (instance === undefined || def.name === null) {
        throw new Error(
          `interface ${def.owner.id} is used before it is imported: the world is not elaborated`,
        );
      }
      outer = this.outer.aliasExport(instance, def.name);
      this.#outerAliases.set(id, outer);
    }
    return this.#instance === undefined ? outer : this.#instance.aliasOuter(outer);
  }

  #encodeKind(kind: TypeDefKind): ValueType {
    switch (kind.kind) {
      case 'alias':
        return this.encodeType(kind.type);
      case 'record': {
        const fields = kind.fields.map((f) => ({ name: f.name, type: this.encodeType(f.type) }));
        return this.#define(0x72, (sink) => {
          sink.u32(fields.length);
          for (const field of fields) {
            sink.name(field.name);
            writeValueType(sink, field.type);
          }
        });
      }
      case 'variant': {
        const cases = kind.cases.map((c) => ({ name: c.name, type: this.#optional(c.type) }));
        return this.#define(0x71, (sink) => {
          sink.u32(cases.length);
          for (const { name, type } of cases) {
            sink.name(name);
            writeOptionalType(sink, type);
            sink.byte(0x00);
          }
        });
      }
      case 'list': {
        const element = this.encodeType(kind.type);
        return this.#define(0x70, (sink) => writeValueType(sink, element));
      }
      case 'fixed-length-list': {
        const element = this.encodeType(kind.type);
        return this.#define(0x67, (sink) => {
          writeValueType(sink, element);
          sink.u32(kind.length);
        });
      }
      case 'map': {
        const key = this.encodeType(kind.key);
        const value = this.encodeType(kind.value);
        return this.#define(0x63, (sink) => {
          writeValueType(sink, key);
          writeValueType(sink, value);
        });
      }
      case 'tuple': {
        const types = kind.types.map((t) => this.encodeType(t));
        return this.#define(0x6f, (sink) => {
          sink.u32(types.length);
          for (const type of types) writeValueType(sink, type);
        });
      }
      case 'flags':
        return this.#defineNames(0x6e, kind.flags);
      case 'enum':
        return this.#defineNames(0x6d, kind.cases);
      case 'option': {
        const type = this.encodeType(kind.type);
        return this.#define(0x6b, (sink) => writeValueType(sink, type));
      }
      case 'result': {
        const ok = this.#optional(kind.ok);
        const err = this.#optional(kind.err);
        return this.#define(0x6a, (sink) => {
          writeOptionalType(sink, ok);
          writeOptionalType(sink, err);
        });
      }
      case 'handle': {
        const resource = this.encodeType(kind.type);
        if (typeof resource !== 'number') throw new Error('a handle must refer to a resource');
        return this.#define(kind.handle === 'own' ? 0x69 : 0x68, (sink) => sink.u32(resource));
      }
      case 'future':
      case 'stream': {
        const payload = this.#optional(kind.type);
        return this.#define(kind.kind === 'future' ? 0x65 : 0x66, (sink) =>
          writeOptionalType(sink, payload),
        );
      }
      case 'resource':
        throw new Error('a resource has no structure of its own');
      default:
        return kind satisfies never;
    }
  }

  #optional(type: Type | null): ValueType | undefined {
    return type === null ? undefined : this.encodeType(type);
  }

  #define(code: number, write: (sink: ByteSink) => void): number {
    return this.#scope.defineType((sink) => {
      sink.byte(code);
      write(sink);
    });
  }

  #defineNames(code: number, items: readonly { name: string }[]): number {
    return this.#define(code, (sink) => {
      sink.u32(items.length);
      for (const { name } of items) sink.name(name);
    });
  }
}
