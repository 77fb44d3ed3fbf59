/**
 * Types and functions of WIT as declarations of a component type, in the order in which wit-component writes them:
 * every type once a scope, a type of another interface as an alias of that interface's instance.
 */

import {
  type FunctionKind,
  type InterfaceId,
  interfaceName,
  type Resolve,
  type Type,
  type TypeDef,
  type TypeDefKind,
  type TypeId,
  type WitFunction,
} from '@wit-ts/wit-parser';
import { externName } from '../../binary/component-builder.js';
import type { DefValType, ExternName, ExternType, ValType } from '../../binary/model.js';
import { WitBinaryError } from '../wit-binary-error.js';
import { TypeScope } from './type-scope.js';

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

/** The name of an import or export with what is known of it beside the name. */
export function itemName(
  name: string,
  externalId: string | undefined,
  implemented?: string,
): ExternName {
  return externName(name, [
    ...(implemented === undefined ? [] : [{ kind: 'implements', value: implemented } as const]),
    ...(externalId === undefined ? [] : [{ kind: 'external-id', value: externalId } as const]),
  ]);
}

export class InterfaceEncoder {
  readonly outer = new TypeScope();
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
        scope.export(itemName(f.name, f.externalId), { kind: 'func', index });
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
    const scope = new TypeScope();
    const saved = this.#maps;
    this.interface = id;
    this.#maps = new ScopeMaps();
    this.#instance = scope;
    write(scope);
    this.#instance = undefined;
    this.#maps = saved;
    this.#instanceOf.set(id, this.#instances++);
    return this.outer.define(scope.instanceType());
  }

  /** Writes a function type, once a scope; gives back its index. */
  encodeFunctionType(f: WitFunction): number {
    const key = JSON.stringify([isAsync(f.kind), f.params.map((p) => [p.name, p.type]), f.result]);
    const known = this.#maps.functions.get(key);
    if (known !== undefined) return known;
    const params = f.params.map((p) => ({ label: p.name, type: this.encodeType(p.type) }));
    const result = f.result === undefined ? undefined : this.encodeType(f.result);
    const index = this.#scope.define({ kind: 'func', async: isAsync(f.kind), params, result });
    this.#maps.functions.set(key, index);
    return index;
  }

  /**
   * Writes a type with all that it consists of, as far as the scope does not have it; gives back how to refer to it.
   *
   * @throws WitBinaryError where types nest deeper than the binary format allows.
   */
  encodeType(type: Type): ValType {
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

  #encodeDefinition(id: TypeId, def: TypeDef): ValType {
    const imported = this.#importedType(id, def);
    if (imported !== undefined) return imported;
    if (def.kind.kind === 'resource') return this.#encodeResource(def);
    const encoded = this.#encodeKind(def.kind);
    if (def.name === null) return encoded;
    const index =
      typeof encoded === 'number'
        ? encoded
        : this.#scope.define({ kind: 'primitive', type: encoded });
    return this.#nameType(def, { kind: 'type', bound: { kind: 'eq', index } });
  }

  #encodeResource(def: TypeDef): number {
    return this.#nameType(def, { kind: 'type', bound: { kind: 'sub-resource' } });
  }

  /** Exports a type under its name, or imports it; gives back the index of the name. */
  #nameType(def: TypeDef, type: ExternType): number {
    if (def.name === null) throw new Error('only a type with a name can be exported');
    const scope = this.#scope;
    const index = scope.typeCount;
    const name = itemName(def.name, def.externalId);
    if (this.#instance === undefined && this.importTypes) scope.import(name, type);
    else scope.export(name, type);
    return index;
  }

  /** The alias through which a type of another interface is reached, `undefined` where it belongs here. */
  #importedType(id: TypeId, def: TypeDef): number | undefined {
    if (def.owner?.kind !== 'interface' || def.owner.id === this.interface) return undefined;
    let outer = this.#outerAliases.get(id);
    if (outer === undefined) {
      const instance = this.#instanceOf.get(def.owner.id);
      if (instance === undefined || def.name === null) {
        const name = interfaceName(this.#resolve, def.owner.id) ?? 'without a path';
        throw new WitBinaryError({
          code: 'CMP0331',
          message: `the world uses types of interface \`${name}\` but does not import it before`,
          help: 'complete the world: import the interfaces whose types it uses, in the order of use',
        });
      }
      outer = this.outer.aliasExport(instance, def.name);
      this.#outerAliases.set(id, outer);
    }
    return this.#instance === undefined ? outer : this.#instance.aliasOuter(outer);
  }

  #encodeKind(kind: TypeDefKind): ValType {
    switch (kind.kind) {
      case 'alias':
        return this.encodeType(kind.type);
      case 'record':
        return this.#define({
          kind: 'record',
          fields: kind.fields.map((f) => ({ label: f.name, type: this.encodeType(f.type) })),
        });
      case 'variant':
        return this.#define({
          kind: 'variant',
          cases: kind.cases.map((c) => ({ label: c.name, type: this.#optional(c.type) })),
        });
      case 'list':
        return this.#define({ kind: 'list', element: this.encodeType(kind.type) });
      case 'fixed-length-list': {
        const element = this.encodeType(kind.type);
        return this.#define({ kind: 'fixed-length-list', element, length: kind.length });
      }
      case 'map': {
        const key = this.encodeType(kind.key);
        return this.#define({ kind: 'map', key, value: this.encodeType(kind.value) });
      }
      case 'tuple':
        return this.#define({ kind: 'tuple', types: kind.types.map((t) => this.encodeType(t)) });
      case 'flags':
        return this.#define({ kind: 'flags', labels: kind.flags.map((f) => f.name) });
      case 'enum':
        return this.#define({ kind: 'enum', labels: kind.cases.map((c) => c.name) });
      case 'option':
        return this.#define({ kind: 'option', type: this.encodeType(kind.type) });
      case 'result': {
        const ok = this.#optional(kind.ok);
        return this.#define({ kind: 'result', ok, error: this.#optional(kind.err) });
      }
      case 'handle': {
        const resource = this.encodeType(kind.type);
        if (typeof resource !== 'number') throw new Error('a handle must refer to a resource');
        return this.#define({ kind: kind.handle, resource });
      }
      case 'future':
        return this.#define({ kind: 'future', type: this.#optional(kind.type) });
      case 'stream':
        return this.#define({ kind: 'stream', type: this.#optional(kind.type) });
      case 'resource':
        throw new Error('a resource has no structure of its own');
    }
  }

  #optional(type: Type | null): ValType | undefined {
    return type === null ? undefined : this.encodeType(type);
  }

  /** Defines a type in the scope; all that it consists of has been encoded. */
  #define(type: DefValType): number {
    return this.#scope.define(type);
  }
}
