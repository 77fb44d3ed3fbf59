/** Evaluated types that a program puts together instead of reading them from a file. */
import { elementLayout } from './element-size.js';
import { addInfo } from './externs.js';
import { addShape, InfoSum } from './info.js';
import type {
  ComponentTy,
  DefinedShape,
  DefinedTy,
  ExternItem,
  FieldTy,
  FuncTy,
  InstanceTy,
  Resource,
  ResourcePath,
  ValTy,
} from './model.js';
import { ComponentType, FunctionType, InstanceType } from './objects.js';

/**
 * A value type without a name.
 *
 * @throws ReadError where it is too big
 */
export function makeDefined(shape: DefinedShape): DefinedTy {
  const sum = new InfoSum(0);
  addShape(sum, shape);
  const { size: byteSize, alignment } = elementLayout(shape);
  return {
    kind: 'defined',
    shape,
    byteSize,
    alignment,
    size: sum.size,
    depth: sum.depth,
    borrow: sum.borrow,
    resources: sum.resources,
    rename: undefined,
    aliasOf: undefined,
    name: undefined,
  };
}

/** A function type. */
export function makeFunc(
  params: readonly FieldTy[],
  result: ValTy | undefined,
  async: boolean,
): FuncTy {
  const sum = new InfoSum(0);
  for (const { type } of params) sum.addValue(type);
  sum.addValue(result);
  return new FunctionType(async, params, result, sum);
}

/** An instance type that binds no resource, or those that it introduces itself. */
export function makeInstance(
  exports: ReadonlyMap<string, ExternItem>,
  definedResources: ReadonlySet<Resource> = new Set(),
): InstanceTy {
  return new InstanceType(exports, definedResources, resourcePaths(exports), sumOf(exports));
}

/** A component type; what its imports introduce is open, what its exports introduce is made by every instantiation. */
export function makeComponent(
  imports: ReadonlyMap<string, ExternItem>,
  exports: ReadonlyMap<string, ExternItem>,
): ComponentTy {
  const importedResources = resourcePaths(imports);
  const explicitResources = resourcePaths(exports);
  const definedResources = new Map<Resource, ResourcePath>();
  for (const [resource, path] of explicitResources) {
    if (!importedResources.has(resource)) definedResources.set(resource, path);
  }
  const sum = sumOf(imports);
  for (const { entity } of exports.values()) addInfo(sum, entity);
  return new ComponentType(
    imports,
    exports,
    importedResources,
    definedResources,
    explicitResources,
    sum,
  );
}

function sumOf(items: ReadonlyMap<string, ExternItem>): InfoSum {
  const sum = new InfoSum(0);
  for (const { entity } of items.values()) addInfo(sum, entity);
  return sum;
}

/** Every resource with the first place that names it. */
function resourcePaths(items: ReadonlyMap<string, ExternItem>): Map<Resource, ResourcePath> {
  const paths = new Map<Resource, ResourcePath>();
  const add = (resource: Resource, path: ResourcePath): void => {
    if (!paths.has(resource)) paths.set(resource, path);
  };
  for (const [name, { entity }] of items) {
    if (entity.kind === 'type' && entity.created.kind === 'resource') {
      add(entity.created.resource, [name]);
    } else if (entity.kind === 'instance') {
      for (const [resource, path] of entity.type.explicitResources) add(resource, [name, ...path]);
    }
  }
  return paths;
}
