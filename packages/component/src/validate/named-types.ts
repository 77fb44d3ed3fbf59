/**
 * External visibility of types (Explainer.md): whoever uses an import or export must be able to name its types, so
 * records, variants, enums, flags and resources in it must themselves be imported or exported before.
 */
import { componentCodes } from '../diagnostics/codes.js';
import { describeAny, entityWord } from '../subtype/describe.js';
import type {
  AnyTy,
  DefinedTy,
  Entity,
  FuncTy,
  InstanceTy,
  ResourceTy,
  ValTy,
} from '../types/model.js';
import type { Scope } from '../types/scope.js';

export type Direction = 'import' | 'export';

type Unnamed = DefinedTy | ResourceTy | undefined;

/** Checks the types of an import or export, and notes the types that it names itself. */
export function registerNamedTypes(
  scope: Scope,
  direction: Direction,
  entity: Entity,
  name: string,
): void {
  if (entity.kind === 'type' && entity.created.kind === 'resource') {
    const names =
      direction === 'import'
        ? scope.checks.importedResourceNames
        : scope.checks.exportedResourceNames;
    names.byType.set(entity.created, name);
    names.names.add(name);
  }
  if (scope.kind === 'instance-type') return;
  const unnamed = register(scope, direction, entity);
  if (unnamed === undefined) return;
  const word = direction === 'import' ? 'imported' : 'exported';
  scope.fail(
    componentCodes.unnamedType,
    `the ${entityWord(entity)} \`${name}\` is not valid to be used as ${direction}: it uses ${describeAny(unnamed)}, which is not ${word} under a name before`,
    direction === 'import' ? 'Import the type first.' : 'Export the type before what uses it.',
  );
}

function register(scope: Scope, direction: Direction, entity: Entity): Unnamed {
  scope.evaluation.budget.spend();
  const named: Named =
    direction === 'import'
      ? { types: scope.checks.importedTypes, usable: scope.checks.usableInImports }
      : { types: scope.checks.exportedTypes, usable: scope.checks.usableInExports };
  switch (entity.kind) {
    case 'type': {
      const unnamed = unnamedInType(entity.referenced, named);
      if (unnamed !== undefined) return unnamed;
      if (direction === 'import') scope.checks.importedTypes.add(entity.created);
      scope.checks.exportedTypes.add(entity.created);
      return undefined;
    }
    case 'instance':
      for (const item of entity.type.exports.values()) {
        const unnamed = register(scope, direction, item.entity);
        if (unnamed !== undefined) return unnamed;
      }
      return undefined;
    case 'func':
      return unnamedInFunc(entity.type, named);
    case 'value':
      return unnamedInValue(entity.type, named);
    case 'component':
    case 'core-module':
      return undefined;
  }
}

/** The types that have a name, and those without one that were found to use only such. */
interface Named {
  readonly types: ReadonlySet<AnyTy>;
  readonly usable: Set<AnyTy>;
}

/** Parts of a type that have no name; the type itself is about to get one. */
function unnamedInType(type: AnyTy, named: Named): Unnamed {
  switch (type.kind) {
    case 'resource':
    case 'component':
      return undefined;
    case 'func':
      return unnamedInFunc(type, named);
    case 'instance':
      return unnamedInInstance(type, named);
    case 'defined':
      return unnamedParts(type, named);
  }
}

function unnamedInInstance(type: InstanceTy, named: Named): Unnamed {
  if (named.usable.has(type)) return undefined;
  for (const { entity } of type.exports.values()) {
    const unnamed = unnamedInEntity(entity, named);
    if (unnamed !== undefined) return unnamed;
  }
  named.usable.add(type);
  return undefined;
}

function unnamedInEntity(entity: Entity, named: Named): Unnamed {
  switch (entity.kind) {
    case 'func':
      return unnamedInFunc(entity.type, named);
    case 'type':
      return unnamedInType(entity.created, named);
    case 'value':
      return typeof entity.type === 'string' ? undefined : unnamedParts(entity.type, named);
    case 'instance':
      return unnamedInInstance(entity.type, named);
    case 'component':
    case 'core-module':
      return undefined;
  }
}

function unnamedInFunc(type: FuncTy, named: Named): Unnamed {
  if (named.usable.has(type)) return undefined;
  for (const param of type.params) {
    const unnamed = unnamedInValue(param.type, named);
    if (unnamed !== undefined) return unnamed;
  }
  const unnamed = unnamedInValue(type.result, named);
  if (unnamed === undefined) named.usable.add(type);
  return unnamed;
}

function unnamedInValue(type: ValTy | undefined, named: Named): Unnamed {
  if (type === undefined || typeof type === 'string') return undefined;
  switch (type.shape.kind) {
    case 'record':
    case 'variant':
    case 'enum':
    case 'flags':
      return named.types.has(type) ? undefined : type;
    default: {
      if (named.usable.has(type)) return undefined;
      const unnamed = unnamedParts(type, named);
      if (unnamed === undefined) named.usable.add(type);
      return unnamed;
    }
  }
}

function unnamedParts(type: DefinedTy, named: Named): Unnamed {
  const shape = type.shape;
  switch (shape.kind) {
    case 'primitive':
    case 'flags':
    case 'enum':
      return undefined;
    case 'record':
      return firstOf(shape.fields, named);
    case 'variant':
      return firstOf(shape.cases, named);
    case 'tuple':
      for (const item of shape.types) {
        const unnamed = unnamedInValue(item, named);
        if (unnamed !== undefined) return unnamed;
      }
      return undefined;
    case 'list':
    case 'fixed-length-list':
      return unnamedInValue(shape.element, named);
    case 'option':
    case 'stream':
    case 'future':
      return unnamedInValue(shape.type, named);
    case 'result':
      return unnamedInValue(shape.ok, named) ?? unnamedInValue(shape.error, named);
    case 'map':
      return unnamedInValue(shape.key, named) ?? unnamedInValue(shape.value, named);
    case 'own':
    case 'borrow':
      return named.types.has(shape.resource) ? undefined : shape.resource;
  }
}

function firstOf(items: readonly { readonly type: ValTy | undefined }[], named: Named): Unnamed {
  for (const item of items) {
    const unnamed = unnamedInValue(item.type, named);
    if (unnamed !== undefined) return unnamed;
  }
  return undefined;
}
