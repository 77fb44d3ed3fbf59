/**
 * Writes evaluated types as definitions of the result.
 *
 * A type that an import of the result names is referred to by that name, wherever it is used, so that resources keep their
 * identity and `use` stays `use`. Everything else is written out by structure.
 */
import type {
  AnyTy,
  ComponentTy,
  DefType,
  DefinedTy,
  Entity,
  ExternItem,
  ExternType,
  FuncTy,
  InstanceTy,
  LabelValType,
  ResourceTy,
  ValTy,
  ValType,
} from '@wit-ts/component';
import type { TypedPart } from '../part.js';
import { coreModuleType } from './core-module-type.js';
import { TypeScope } from './scope.js';

/** The types that have a name in one scope, and the way to names of other scopes. */
export interface TypeContext {
  scope: TypeScope;
  /** The part whose types are written. */
  part: TypedPart;
  parent: TypeContext | undefined;
  /** Indices in `scope` of the objects that stand for names. */
  named: Map<AnyTy, number>;
  /** The index in `scope` of a type that has a name elsewhere in the result; throws {@link CannotName} where it may not. */
  elsewhere(type: AnyTy): number | undefined;
}

/** A type cannot be written because it belongs to something that the place cannot refer to. */
export class CannotName extends Error {
  /** The import of the result that asked for it. */
  user: string | undefined;

  constructor(
    readonly type: AnyTy,
    /** The import of the component through which it sees the type, or what the type is called. */
    readonly port: string,
  ) {
    super(port);
  }
}

/** The index of a named type: here, in a scope around, or elsewhere; `undefined` where it has no name. */
function namedIndex(context: TypeContext, type: DefinedTy | ResourceTy): number | undefined {
  for (
    let current: DefinedTy | ResourceTy | undefined = type;
    current !== undefined;
    current = current.aliasOf
  ) {
    for (
      let around: TypeContext | undefined = context;
      around !== undefined;
      around = around.parent
    ) {
      const index = around.named.get(current);
      if (index !== undefined) return context.scope.reach(around.scope, index);
    }
  }
  return context.elsewhere(type);
}

/** A value type as an operand: a primitive, or the index of its definition. */
export function valType(context: TypeContext, type: ValTy): ValType {
  return typeof type === 'string' ? type : definedType(context, type);
}

function optional(context: TypeContext, type: ValTy | undefined): ValType | undefined {
  return type === undefined ? undefined : valType(context, type);
}

function resourceIndex(context: TypeContext, type: ResourceTy): number {
  const index = namedIndex(context, type);
  if (index === undefined) {
    throw new CannotName(type, `the resource ${type.resource.name ?? 'without a name'}`);
  }
  return index;
}

/** The index of a defined value type. */
export function definedType(context: TypeContext, type: DefinedTy): number {
  return namedIndex(context, type) ?? context.scope.type(shape(context, type));
}

function shape(context: TypeContext, { shape: of }: DefinedTy): DefType {
  switch (of.kind) {
    case 'primitive':
      return { kind: 'primitive', type: of.type };
    case 'record':
      return {
        kind: 'record',
        fields: of.fields.map(({ label, type }) => ({ label, type: valType(context, type) })),
      };
    case 'variant':
      return {
        kind: 'variant',
        cases: of.cases.map(({ label, type }) => ({ label, type: optional(context, type) })),
      };
    case 'list':
      return { kind: 'list', element: valType(context, of.element) };
    case 'fixed-length-list':
      return {
        kind: 'fixed-length-list',
        element: valType(context, of.element),
        length: of.length,
      };
    case 'tuple':
      return { kind: 'tuple', types: of.types.map((type) => valType(context, type)) };
    case 'flags':
      return { kind: 'flags', labels: of.labels };
    case 'enum':
      return { kind: 'enum', labels: of.labels };
    case 'option':
      return { kind: 'option', type: valType(context, of.type) };
    case 'result':
      return { kind: 'result', ok: optional(context, of.ok), error: optional(context, of.error) };
    case 'own':
      return { kind: 'own', resource: resourceIndex(context, of.resource) };
    case 'borrow':
      return { kind: 'borrow', resource: resourceIndex(context, of.resource) };
    case 'stream':
      return { kind: 'stream', type: optional(context, of.type) };
    case 'future':
      return { kind: 'future', type: optional(context, of.type) };
    case 'map':
      return { kind: 'map', key: valType(context, of.key), value: valType(context, of.value) };
  }
}

/** The index of a function type. */
export function funcType(context: TypeContext, type: FuncTy): number {
  const params: LabelValType[] = type.params.map((param) => ({
    label: param.label,
    type: valType(context, param.type),
  }));
  const result = optional(context, type.result);
  return context.scope.type({ kind: 'func', async: type.async, params, result });
}

/** The index of whatever type it is. */
function anyType(context: TypeContext, type: AnyTy): number {
  switch (type.kind) {
    case 'defined':
      return definedType(context, type);
    case 'resource':
      return resourceIndex(context, type);
    case 'func':
      return funcType(context, type);
    case 'instance':
      return instanceType(context, type);
    case 'component':
      return componentType(context, type);
  }
}

/** How an import or export is ascribed. */
export function externType(context: TypeContext, entity: Entity): ExternType {
  switch (entity.kind) {
    case 'func':
      return { kind: 'func', index: funcType(context, entity.type) };
    case 'value':
      return {
        kind: 'value',
        bound: { kind: 'type', type: valType(context, entity.type), direct: false },
      };
    case 'type': {
      const { referenced, created } = entity;
      if (created.kind === 'resource' && created === referenced) {
        return { kind: 'type', bound: { kind: 'sub-resource' } };
      }
      return { kind: 'type', bound: { kind: 'eq', index: anyType(context, referenced) } };
    }
    case 'instance':
      return { kind: 'instance', index: instanceType(context, entity.type) };
    case 'component':
      return { kind: 'component', index: componentType(context, entity.type) };
    case 'core-module':
      return { kind: 'core-module', index: context.scope.newCoreType(coreModuleType(entity.type)) };
  }
}

/** A scope within `context`, in which names of the outer scopes stay reachable. */
export function innerContext(context: TypeContext): TypeContext {
  const inner: TypeContext = {
    scope: new TypeScope(context.scope),
    part: context.part,
    parent: context,
    named: new Map(),
    elsewhere: (type) => {
      const index = context.elsewhere(type);
      return index === undefined ? undefined : inner.scope.reach(context.scope, index);
    },
  };
  return inner;
}

function declare(context: TypeContext, item: ExternItem, as: 'import' | 'export'): void {
  const type = externType(context, item.entity);
  const index =
    as === 'import'
      ? context.scope.import(item.name, type)
      : context.scope.declareExport(item.name, type);
  if (item.entity.kind === 'type') context.named.set(item.entity.created, index);
  if (item.entity.kind === 'instance' && as === 'import')
    nameTypes(context, item.entity.type, index);
}

/** Types of an imported instance are reached by aliases of its exports. */
function nameTypes(context: TypeContext, instance: InstanceTy, index: number): void {
  for (const [name, { entity }] of instance.exports) {
    if (entity.kind !== 'type') continue;
    context.named.set(entity.created, context.scope.aliasType(index, name));
  }
}

/** The index of an instance type, written in the order of its exports. */
export function instanceType(context: TypeContext, type: InstanceTy): number {
  const inner = innerContext(context);
  for (const item of type.exports.values()) declare(inner, item, 'export');
  return context.scope.newType({ kind: 'instance', decls: inner.scope.instanceDecls });
}

/** The index of a component type, its imports before its exports. */
export function componentType(context: TypeContext, type: ComponentTy): number {
  const inner = innerContext(context);
  for (const item of type.imports.values()) declare(inner, item, 'import');
  for (const item of type.exports.values()) declare(inner, item, 'export');
  return context.scope.newType({ kind: 'component', decls: inner.scope.componentDecls });
}
