/** Aliases: of exports of instances and core instances, and of definitions further out. */
import { withArticle } from '../binary/byte-reader.js';
import type { AliasDefinition, Sort } from '../binary/model.js';
import type { CoreEntity } from '../core/model.js';
import { componentCodes } from '../diagnostics/codes.js';
import { entityWord } from '../subtype/describe.js';
import { pushEntity } from './externs.js';
import { FreeResources } from './free-resources.js';
import { Lazy } from './lazy.js';
import type { AnyTy, ComponentTy, Entity, FuncTy, InstanceTy } from './model.js';
import type { Scope } from './scope.js';

/** Adds what an alias refers to to the index space of its sort. */
export function evaluateAlias(scope: Scope, alias: AliasDefinition): void {
  const { sort, target } = alias;
  if (scope.kind !== 'component') checkInType(scope, alias);
  switch (target.kind) {
    case 'export':
      instanceExport(scope, sort, target.instance, target.name);
      return;
    case 'core-export':
      if (scope.evaluation.strict) coreExport(scope, sort, target.instance, target.name);
      return;
    case 'outer':
      outerAlias(scope, sort, target.count, target.index);
      return;
  }
}

function checkInType(scope: Scope, { sort, target }: AliasDefinition): void {
  const allowed =
    (target.kind === 'export' && (sort === 'type' || sort === 'instance')) ||
    (target.kind === 'outer' && (sort === 'type' || sort === 'core-type'));
  if (!allowed) {
    scope.fail(
      componentCodes.invalidAlias,
      'an alias in a component or instance type may only refer to types and instances',
    );
  }
}

function instanceExport(scope: Scope, sort: Sort, index: number, name: string): void {
  const instance = scope.instances[index];
  if (!(instance instanceof Lazy)) {
    pushEntity(scope, exportedEntity(scope, sort, index, name));
    return;
  }
  switch (sort) {
    case 'func':
      scope.funcs.push(new AliasedExport<FuncTy>(scope, sort, index, name));
      return;
    case 'instance':
      scope.instances.push(new AliasedExport<InstanceTy>(scope, sort, index, name));
      return;
    case 'component':
      scope.components.push(new AliasedExport<ComponentTy>(scope, sort, index, name));
      return;
    case 'type':
      scope.types.push(new AliasedExport<AnyTy>(scope, sort, index, name));
      return;
    default:
      pushEntity(scope, exportedEntity(scope, sort, index, name));
  }
}

/** The export of an instance that was put off; `T` is what an item of this sort is. */
class AliasedExport<T extends AnyTy> extends Lazy<T> {
  constructor(
    scope: Scope,
    private readonly sort: T['kind'] extends 'func' | 'instance' | 'component' ? T['kind'] : 'type',
    private readonly index: number,
    private readonly name: string,
  ) {
    super(scope);
  }

  protected override make(): T {
    const entity = exportedEntity(this.scope, this.sort, this.index, this.name);
    return (entity.kind === 'type' ? entity.created : entity.type) as T;
  }
}

function exportedEntity(scope: Scope, sort: Sort, index: number, name: string): Entity {
  const item = scope.instanceAt(index).exports.get(name);
  if (item === undefined) {
    return scope.fail(
      componentCodes.invalidAlias,
      `${scope.label('instance', index)} has no export named \`${name}\``,
    );
  }
  if (item.entity.kind !== sort) {
    scope.fail(
      componentCodes.wrongKind,
      `export \`${name}\` of ${scope.label('instance', index)} is ${withArticle(entityWord(item.entity))}, not ${withArticle(sort.replace('-', ' '))}`,
    );
  }
  return item.entity;
}

function coreExport(scope: Scope, sort: Sort, index: number, name: string): void {
  const entity = scope.coreInstanceAt(index).exports.get(name);
  if (entity === undefined) {
    return scope.fail(
      componentCodes.invalidAlias,
      `${scope.label('core-instance', index)} has no export named \`${name}\``,
    );
  }
  if (entity.kind !== sort) {
    scope.fail(
      componentCodes.wrongKind,
      `export \`${name}\` of ${scope.label('core-instance', index)} is a ${entity.kind.replace('-', ' ')}, not a ${sort.replace('-', ' ')}`,
    );
  }
  pushCoreEntity(scope, entity);
}

function pushCoreEntity(scope: Scope, entity: CoreEntity): void {
  switch (entity.kind) {
    case 'core-func':
      scope.core.funcs.push(entity.type);
      return;
    case 'core-table':
      scope.core.tables.push(entity);
      return;
    case 'core-memory':
      scope.core.memories.push(entity);
      return;
    case 'core-global':
      scope.core.globals.push(entity);
      return;
    case 'core-tag':
      scope.core.tags.push(entity);
      return;
  }
}

function outerAlias(scope: Scope, sort: Sort, count: number, index: number): void {
  const outer = scope.outer(count);
  switch (sort) {
    case 'core-module':
      scope.coreModules.push(outer.moduleAt(index));
      return;
    case 'core-type':
      scope.core.types.push(outer.coreTypeAt(index));
      return;
    case 'component':
      scope.components.push(outer.componentAt(index));
      return;
    case 'type': {
      const type = outer.typeAt(index);
      if (crossesComponent(scope, count) && type.resources) {
        const free = new FreeResources();
        free.any(type);
        if (free.found.size > 0) {
          scope.fail(
            componentCodes.invalidAlias,
            'an outer alias refers to a type that uses a resource of another component',
            'Import the type instead.',
          );
        }
      }
      scope.types.push(type);
      return;
    }
    default:
      scope.fail(
        componentCodes.invalidAlias,
        `an outer alias cannot refer to ${withArticle(sort.replace('-', ' '))}`,
      );
  }
}

/** Whether an alias that goes `count` scopes out leaves a component. */
function crossesComponent(scope: Scope, count: number): boolean {
  let inner: Scope | undefined = scope;
  for (let i = 1; i < count && inner !== undefined; i++) inner = inner.parent;
  return count > 0 && inner !== undefined && inner.kind === 'component';
}
