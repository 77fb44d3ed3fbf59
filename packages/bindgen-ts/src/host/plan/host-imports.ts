import type { ByteRange, ExternType, InstanceDecl } from '@wit-ts/component';
import type { PlanImport, PlanResource } from './model.js';
import { PlanError } from './plan-error.js';
import { Scope } from './scope.js';
import type { Item, TypeEvaluator, TypeItem } from './scope.js';

/** Makes the items that the host supplies for the imports of the root component. */
export class HostImports {
  readonly imports: PlanImport[] = [];
  readonly #types: TypeEvaluator;
  readonly #addResource: (resource: PlanResource) => number;

  constructor(types: TypeEvaluator, addResource: (resource: PlanResource) => number) {
    this.#types = types;
    this.#addResource = addResource;
  }

  /** The item for one import of the root. */
  item(scope: Scope, name: string, type: ExternType, range: ByteRange): Item {
    return this.#item(scope, [], name, type, range);
  }

  #item(
    scope: Scope,
    path: readonly string[],
    name: string,
    type: ExternType,
    range: ByteRange,
  ): Item {
    switch (type.kind) {
      case 'func': {
        const item = scope.type(type.index, range);
        if (item.kind !== 'func') throw new PlanError('HOST0001', `${name} is no function`, range);
        this.imports.push({ from: path.at(-1), name, type: item.type });
        return {
          kind: 'func',
          func: { kind: 'import', index: this.imports.length - 1 },
          type: item.type,
        };
      }
      case 'type': {
        if (type.bound.kind === 'eq')
          return { kind: 'type', type: scope.type(type.bound.index, range) };
        const resource = this.#addResource({ kind: 'host', from: path.at(-1) ?? '', name });
        return { kind: 'type', type: { kind: 'resource', resource } };
      }
      case 'instance':
        return this.#instance(scope.type(type.index, range), [...path, name], range);
      case 'core-module':
      case 'component':
      case 'value':
        throw new PlanError(
          'HOST0002',
          `the component imports ${name}, a ${type.kind}, which a host written in JavaScript cannot give`,
          range,
          'compose it with a component that supplies the import',
        );
    }
  }

  #instance(type: TypeItem, path: readonly string[], range: ByteRange): Item {
    if (type.kind !== 'declared' || type.type.kind !== 'instance')
      throw new PlanError('HOST0001', `${path.at(-1)} is no instance`, range);
    const scope = new Scope(type.scope);
    const exports = new Map<string, Item>();
    for (const decl of type.type.decls) this.#declare(scope, decl, path, exports);
    return { kind: 'instance', exports };
  }

  #declare(
    scope: Scope,
    decl: InstanceDecl,
    path: readonly string[],
    exports: Map<string, Item>,
  ): void {
    switch (decl.kind) {
      case 'core-type':
        return;
      case 'type':
        scope.add('type', { kind: 'type', type: this.#types.define(scope, decl.type, decl) });
        return;
      case 'alias': {
        if (decl.target.kind === 'outer') {
          const item = scope.outer(decl.target.count, decl).get(decl.sort, decl.target.index, decl);
          scope.add(decl.sort, item);
          return;
        }
        const instance = scope.get('instance', decl.target.instance, decl);
        const item =
          instance.kind === 'instance' ? instance.exports.get(decl.target.name) : undefined;
        if (item === undefined)
          throw new PlanError('HOST0001', `there is no export ${decl.target.name}`, decl);
        scope.add(decl.sort, item);
        return;
      }
      case 'export-decl': {
        const item = this.#item(scope, path, decl.name.name, decl.type, decl);
        exports.set(decl.name.name, item);
        scope.add(decl.type.kind, item);
        return;
      }
    }
  }
}
