/** Imports and exports of components, component types and instance types. */
import { withArticle } from '../binary/byte-reader.js';
import type { ExternName, ExternType, SortIndex } from '../binary/model.js';
import { componentCodes } from '../diagnostics/codes.js';
import { differenceText, SubtypeChecker } from '../subtype/difference.js';
import { checkExternName } from '../validate/extern-item.js';
import { registerNamedTypes } from '../validate/named-types.js';
import { COPY } from './budget.js';
import { newResourceType } from './define.js';
import { Lazy } from './lazy.js';
import type { AnyTy, Entity, InstanceTy, Resource, ResourcePath, TypeInfo } from './model.js';
import { NO_RESOURCES } from './nothing.js';
import { Item, TypedEntity } from './objects.js';
import { putOffImport } from './put-off-import.js';
import { freshResource, type Scope } from './scope.js';
import { Substitution } from './substitute.js';

/** A new name for a type: the same type, but another object. */
export function renamed(type: AnyTy, name: string): AnyTy {
  switch (type.kind) {
    case 'defined':
      return { ...type, rename: { of: type.rename }, aliasOf: type, name };
    case 'resource':
      return { ...type, rename: { of: type.rename }, aliasOf: type, name };
    case 'func':
    case 'instance':
    case 'component':
      return type;
  }
}

/** What an `externtype` stands for; `(sub resource)` makes a fresh resource, and `eq` a new name for a type. */
export function entityOfExternType(scope: Scope, type: ExternType, name: string): Entity {
  switch (type.kind) {
    case 'core-module':
      return new TypedEntity('core-module', scope.moduleTypeAt(type.index));
    case 'func':
      return new TypedEntity('func', scope.funcTypeAt(type.index));
    case 'value': {
      const bound = type.bound;
      if (bound.kind === 'eq') {
        const slot = scope.values[bound.index];
        if (slot === undefined) {
          return scope.fail(componentCodes.unknownIndex, `value ${bound.index} is not defined yet`);
        }
        return new TypedEntity('value', slot.type);
      }
      const value = bound.type;
      return new TypedEntity(
        'value',
        typeof value === 'string' ? value : scope.definedTypeAt(value),
      );
    }
    case 'type': {
      if (type.bound.kind === 'eq') {
        const referenced = scope.typeAt(type.bound.index);
        return { kind: 'type', referenced, created: renamed(referenced, name) };
      }
      const created = newResourceType(freshResource(name, undefined), name);
      return { kind: 'type', referenced: created, created };
    }
    case 'component':
      return new TypedEntity('component', scope.componentTypeAt(type.index));
    case 'instance':
      return new TypedEntity('instance', scope.instanceTypeAt(type.index));
  }
}

/** What an index refers to, as an export or argument of that sort. */
export function entityOfIndex(scope: Scope, item: SortIndex): Entity {
  const { index } = item;
  switch (item.sort) {
    case 'core-module':
      return new TypedEntity('core-module', scope.moduleAt(index));
    case 'func':
      return new TypedEntity('func', scope.funcAt(index));
    case 'value':
      return new TypedEntity('value', scope.useValue(index));
    case 'type': {
      const type = scope.typeAt(index);
      return { kind: 'type', referenced: type, created: type };
    }
    case 'component':
      return new TypedEntity('component', scope.componentAt(index));
    case 'instance':
      return new TypedEntity('instance', scope.instanceAt(index));
    default:
      return scope.fail(
        componentCodes.wrongKind,
        `${withArticle(item.sort.replace('-', ' '))} cannot be exported or given as an argument`,
      );
  }
}

/** The type that an export of an index has: the ascribed one, if it is a supertype. */
export function entityOfExport(
  scope: Scope,
  item: SortIndex,
  ascribed: ExternType | undefined,
  name: string,
): Entity {
  if (ascribed !== undefined && !scope.evaluation.strict && scope.has(item)) {
    return entityOfExternType(scope, ascribed, name);
  }
  const entity = entityOfIndex(scope, item);
  const actual: Entity =
    entity.kind === 'type'
      ? { kind: 'type', referenced: entity.referenced, created: renamed(entity.referenced, name) }
      : entity;
  if (ascribed === undefined) return actual;
  const wanted = entityOfExternType(scope, ascribed, name);
  const difference = new SubtypeChecker(undefined, undefined, scope.evaluation.budget).entity(
    actual,
    wanted,
  );
  if (difference !== undefined) {
    scope.fail(
      componentCodes.typeMismatch,
      `the type that export \`${name}\` is given does not fit its item: ${differenceText(difference)}`,
    );
  }
  return wanted;
}

function infoOf(entity: Entity): TypeInfo | undefined {
  switch (entity.kind) {
    case 'core-module':
      return undefined;
    case 'func':
    case 'instance':
    case 'component':
      return entity.type;
    case 'value':
      return typeof entity.type === 'string' ? undefined : entity.type;
    case 'type':
      return entity.created;
  }
}

/** Adds the size of an import or export to that of its component or instance. */
export function addInfo(sum: { add(part: TypeInfo): void; size: number }, entity: Entity): void {
  const info = infoOf(entity);
  if (info === undefined) sum.size += 1;
  else sum.add(info);
}

/** Puts an item into the index space of its sort. */
export function pushEntity(scope: Scope, entity: Entity, used = false): void {
  switch (entity.kind) {
    case 'core-module':
      scope.coreModules.push(entity.type);
      return;
    case 'func':
      scope.funcs.push(entity.type);
      return;
    case 'value':
      scope.values.push({ type: entity.type, used, at: scope.evaluation.at });
      return;
    case 'type':
      scope.types.push(entity.created);
      return;
    case 'instance':
      scope.instances.push(entity.type);
      return;
    case 'component':
      scope.components.push(entity.type);
      return;
  }
}

/** Adds an import; an instance type gets fresh resources for those that it binds. */
export function addImport(scope: Scope, name: ExternName, declared: Entity): void {
  let entity = declared;
  if (entity.kind === 'instance') {
    entity = new TypedEntity('instance', importedInstance(scope, entity.type, name.name));
  } else if (
    entity.kind === 'type' &&
    entity.created === entity.referenced &&
    entity.created.kind === 'resource'
  ) {
    scope.addResources.imported.set(entity.created.resource, [name.name]);
  }
  pushEntity(scope, entity);
  if (scope.evaluation.strict) {
    registerNamedTypes(scope, 'import', entity, name.name);
    checkExternName(scope, 'import', name, entity);
  }
  addInfo(scope.info, entity);
  scope.addImport(new Item(name, entity, scope.evaluation.at.start));
}

/** Adds an import of an instance whose type is evaluated when something asks for it. */
export function importByNeed(
  scope: Scope,
  name: ExternName,
  { index }: Extract<ExternType, { kind: 'instance' }>,
): void {
  const slot = new LazyImport(scope, index, name.name);
  scope.instances.push(slot);
  scope.addImport(putOffImport(name, scope.evaluation.at.start, slot));
}

class LazyImport extends Lazy<InstanceTy> {
  constructor(
    scope: Scope,
    private readonly index: number,
    private readonly name: string,
  ) {
    super(scope);
  }

  protected override make(): InstanceTy {
    return importedInstance(this.scope, this.scope.instanceTypeAt(this.index), this.name);
  }
}

/** Adds an export, which is a new index of its sort. */
export function addExport(scope: Scope, name: ExternName, declared: Entity): void {
  let entity = declared;
  if (entity.kind === 'instance') {
    const type = exportedInstance(scope, entity.type, name.name);
    entity = new TypedEntity('instance', type);
    if (type.explicitResources.size > 0) {
      exportResources(scope, scope.addResources.explicit, type, name.name);
    }
  } else if (entity.kind === 'type' && entity.created.kind === 'resource') {
    const { resource } = entity.created;
    if (entity.created === entity.referenced) scope.addResources.defined.set(resource, undefined);
    scope.addResources.explicit.set(resource, [name.name]);
  } else if (entity.kind === 'value' && typeof entity.type !== 'string' && entity.type.borrow) {
    scope.fail(
      componentCodes.invalidValue,
      `the exported value \`${name.name}\` contains a borrowed handle`,
    );
  }
  pushEntity(scope, entity, true);
  if (scope.evaluation.strict) {
    registerNamedTypes(scope, 'export', entity, name.name);
    checkExternName(scope, 'export', name, entity);
  }
  addInfo(scope.info, entity);
  scope.exports.set(name.name, new Item(name, entity, scope.evaluation.at.start));
}

/** More resources than this in one component or instance are made to keep a tool busy. */
const MAX_RESOURCES = 10_000;

/** Notes that the resources of an instance are exported as part of it. */
export function exportResources(
  scope: Scope,
  into: Map<Resource, ResourcePath>,
  instance: InstanceTy,
  name: string,
): void {
  for (const [resource, path] of instance.explicitResources) {
    scope.evaluation.budget.spend(COPY);
    into.set(resource, [name, ...path]);
  }
  if (into.size > MAX_RESOURCES) {
    scope.fail(componentCodes.tooBig, `more than ${MAX_RESOURCES} resources are exported`);
  }
}

/** Fresh resources for those that an instance type binds, and the type with them; it binds none any more. */
function freshInstance(
  scope: Scope,
  type: InstanceTy,
  owner: string,
  each: (fresh: Resource, old: Resource) => void,
  renewed?: ReadonlySet<AnyTy>,
): InstanceTy {
  const resources = new Map<Resource, Resource>();
  for (const old of type.definedResources) {
    scope.evaluation.budget.spend(COPY);
    const fresh = freshResource(old.name, owner);
    resources.set(old, fresh);
    each(fresh, old);
  }
  const substitution = new Substitution(resources, undefined, scope.evaluation.budget, renewed);
  return {
    ...type,
    exports: substitution.items(type.exports),
    explicitResources: substitution.paths(type.explicitResources),
    definedResources: NO_RESOURCES,
  };
}

/**
 * An instance of a type for an import. Where another import is of the same type already, the names of value types in it become
 * others too: each import has names of its own.
 */
function importedInstance(scope: Scope, type: InstanceTy, name: string): InstanceTy {
  const renewed = scope.importsAgain(type) ? namesIn(type, new Set()) : undefined;
  if (type.definedResources.size === 0 && renewed === undefined) return type;
  return freshInstance(
    scope,
    type,
    name,
    (fresh, old) => {
      const path: ResourcePath = type.explicitResources.get(old) ?? [];
      scope.addResources.imported.set(fresh, [name, ...path]);
    },
    renewed,
  );
}

/** The types that an instance names, those of instances in it included. */
function namesIn(instance: InstanceTy, found: Set<AnyTy>): Set<AnyTy> {
  for (const { entity } of instance.exports.values()) {
    if (entity.kind === 'type') found.add(entity.created);
    else if (entity.kind === 'instance') namesIn(entity.type, found);
  }
  return found;
}

function exportedInstance(scope: Scope, type: InstanceTy, name: string): InstanceTy {
  if (type.definedResources.size === 0) return type;
  return freshInstance(scope, type, name, (fresh) =>
    scope.addResources.defined.set(fresh, undefined),
  );
}
