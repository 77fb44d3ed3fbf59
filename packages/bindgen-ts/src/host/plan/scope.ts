import type { AbiType } from '@wit-ts/canonical-abi/layout';
import type { ByteRange, ComponentNode, DefType, Sort, ValType } from '@wit-ts/component';
import type { CoreArgument, CoreItem, Func, FuncShape } from './model.js';
import { PlanError } from './plan-error.js';
import type { TypeInterner } from './type-interner.js';

/** What a type index stands for. */
export type TypeItem =
  | { readonly kind: 'value'; readonly type: AbiType }
  | { readonly kind: 'func'; readonly type: FuncShape }
  | { readonly kind: 'resource'; readonly resource: number }
  /** An instance or component type, with the scope that its outer aliases look into. */
  | { readonly kind: 'declared'; readonly type: DefType; readonly scope: Scope };

/** What an index of any sort of a component stands for. */
export type Item =
  | { readonly kind: 'func'; readonly func: Func; readonly type: FuncShape }
  | { readonly kind: 'instance'; readonly exports: ReadonlyMap<string, Item> }
  | { readonly kind: 'type'; readonly type: TypeItem }
  | { readonly kind: 'component'; readonly node: ComponentNode; readonly scope: Scope }
  | { readonly kind: 'core-module'; readonly module: number }
  /** Nothing that bindings have to know. */
  | { readonly kind: 'core-type' }
  | { readonly kind: 'core-instance'; readonly argument: CoreArgument }
  | { readonly kind: 'core-item'; readonly item: CoreItem };

/** The index spaces of a component, or of an instance or component type; outer aliases go to the scope around. */
export class Scope {
  readonly #spaces = new Map<Sort, Item[]>();
  readonly parent: Scope | undefined;

  constructor(parent: Scope | undefined) {
    this.parent = parent;
  }

  add(sort: Sort, item: Item): void {
    const space = this.#spaces.get(sort);
    if (space === undefined) this.#spaces.set(sort, [item]);
    else space.push(item);
  }

  get(sort: Sort, index: number, range: ByteRange): Item {
    const item = this.#spaces.get(sort)?.[index];
    if (item === undefined)
      throw new PlanError('HOST0001', `${sort} ${index} does not exist`, range);
    return item;
  }

  outer(count: number, range: ByteRange): Scope {
    if (count === 0) return this;
    if (this.parent === undefined)
      throw new PlanError('HOST0001', 'an alias goes out of the outermost component', range);
    return this.parent.outer(count - 1, range);
  }

  type(index: number, range: ByteRange): TypeItem {
    const item = this.get('type', index, range);
    if (item.kind !== 'type') throw new PlanError('HOST0001', `type ${index} is no type`, range);
    return item.type;
  }

  resource(index: number, range: ByteRange): number {
    const type = this.type(index, range);
    if (type.kind !== 'resource')
      throw new PlanError('HOST0001', `type ${index} is no resource`, range);
    return type.resource;
  }

  func(index: number, range: ByteRange): Extract<Item, { kind: 'func' }> {
    const item = this.get('func', index, range);
    if (item.kind !== 'func') throw new PlanError('HOST0001', `func ${index} is none`, range);
    return item;
  }

  coreItem(
    sort: 'core-func' | 'core-memory' | 'core-table' | 'core-global' | 'core-tag',
    index: number,
    range: ByteRange,
  ): CoreItem {
    const item = this.get(sort, index, range);
    if (item.kind !== 'core-item')
      throw new PlanError('HOST0001', `${sort} ${index} is none`, range);
    return item.item;
  }
}

/** Evaluates value types and function types in a scope. */
export class TypeEvaluator {
  readonly #interner: TypeInterner;

  constructor(interner: TypeInterner) {
    this.#interner = interner;
  }

  value(scope: Scope, type: ValType, range: ByteRange): AbiType {
    if (typeof type === 'string') return this.#interner.intern({ kind: type });
    const item = scope.type(type, range);
    if (item.kind !== 'value')
      throw new PlanError('HOST0001', `type ${type} is no value type`, range);
    return item.type;
  }

  optional(scope: Scope, type: ValType | undefined, range: ByteRange): AbiType | null {
    return type === undefined ? null : this.value(scope, type, range);
  }

  /** The item for a type definition other than a resource. */
  define(scope: Scope, type: DefType, range: ByteRange): TypeItem {
    switch (type.kind) {
      case 'func':
        return {
          kind: 'func',
          type: {
            async: type.async,
            params: type.params.map((param) => ({
              name: param.label,
              type: this.value(scope, param.type, range),
            })),
            result: type.result === undefined ? undefined : this.value(scope, type.result, range),
          },
        };
      case 'component':
      case 'instance':
        return { kind: 'declared', type, scope };
      case 'resource':
        throw new PlanError('HOST0001', 'a resource is defined where only types may be', range);
      default:
        return { kind: 'value', type: this.#interner.intern(this.#shape(scope, type, range)) };
    }
  }

  #shape(
    scope: Scope,
    type: Exclude<DefType, { kind: 'func' | 'component' | 'instance' | 'resource' }>,
    range: ByteRange,
  ): AbiType {
    switch (type.kind) {
      case 'primitive':
        return { kind: type.type };
      case 'record':
        return {
          kind: 'record',
          fields: type.fields.map((field) => ({
            name: field.label,
            type: this.value(scope, field.type, range),
          })),
        };
      case 'variant':
        return {
          kind: 'variant',
          cases: type.cases.map((item) => ({
            name: item.label,
            type: this.optional(scope, item.type, range),
          })),
        };
      case 'list':
        return { kind: 'list', element: this.value(scope, type.element, range) };
      case 'fixed-length-list':
        return {
          kind: 'fixed-length-list',
          element: this.value(scope, type.element, range),
          length: type.length,
        };
      case 'tuple':
        return { kind: 'tuple', types: type.types.map((item) => this.value(scope, item, range)) };
      case 'flags':
        return { kind: 'flags', flags: type.labels };
      case 'enum':
        return { kind: 'enum', cases: type.labels };
      case 'option':
        return { kind: 'option', type: this.value(scope, type.type, range) };
      case 'result':
        return {
          kind: 'result',
          ok: this.optional(scope, type.ok, range),
          err: this.optional(scope, type.error, range),
        };
      case 'own':
      case 'borrow':
        return { kind: type.kind, resource: scope.resource(type.resource, range) };
      case 'stream':
      case 'future':
        return { kind: type.kind, type: this.optional(scope, type.type, range) };
      case 'map':
        return {
          kind: 'map',
          key: this.value(scope, type.key, range),
          value: this.value(scope, type.value, range),
        };
    }
  }
}
