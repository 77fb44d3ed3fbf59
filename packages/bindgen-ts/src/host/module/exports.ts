import type { Interface, InterfaceId, Resolve, TypeId, WitFunction } from '@wit-ts/wit-parser';
import { memberName, propertyKey, typeName } from '../../naming/index.js';
import type { Doc } from '../../output/doc.js';
import { documented, resolveAlias } from '../../types/index.js';
import { assignment, Code, tallObject } from '../code/code.js';
import { functionHead } from '../code/env.js';
import { exportedFunction } from '../code/exported.js';
import type { ExportItem } from '../plan/model.js';
import { PlanError } from '../plan/plan-error.js';
import { callableLift, declaredFunction } from './exported-function.js';
import { exportedResource, kebab } from './exported-resource.js';
import type { ModuleParts } from './module-parts.js';
import { resourceClass } from './resource-class.js';

/** The exported functions, and the object that `instantiate` returns. */
export function exportsOf(parts: ModuleParts): { functions: Doc[]; result: Doc } {
  const functions: Doc[] = [];
  const members: Doc[] = [];
  const { items } = parts.world;
  for (const func of items.exportedFunctions) {
    const item = parts.env.plan.exports.get(func.name);
    if (func.kind.kind !== 'freestanding' || item?.kind !== 'func') continue;
    const name = exportFunction(parts, func, item, '', functions);
    const key = propertyKey(parts.world.exportedName(func));
    members.push(key === name ? name : `${key}: ${name}`);
  }
  const objects = new Map<string, string>();
  for (const item of items.exportedInterfaces) {
    const exported = parts.env.plan.exports.get(item.label);
    const object = exportInterface(parts, item.id, item.short, exported, functions);
    const variable = parts.env.names.module(item.short);
    functions.push(assignment(['const ', variable], object));
    objects.set(item.label, variable);
  }
  for (const { key, label } of parts.world.exportedInterfaceKeys()) {
    const variable = objects.get(label) ?? '';
    members.push(key === variable ? variable : `${propertyKey(key)}: ${variable}`);
  }
  return { functions, result: ['return ', tallObject(members), ';'] };
}

function exportInterface(
  parts: ModuleParts,
  id: number,
  short: string,
  exported: ExportItem | undefined,
  functions: Doc[],
): Doc {
  const { resolve, files } = parts.options;
  const definition = resolve.interfaces[id];
  if (definition === undefined) throw new Error(`no interface ${id}`);
  const names = files.names(id);
  const members: Doc[] = [];
  for (const [name, type] of definition.types) {
    if (resolve.types[type]?.kind.kind !== 'resource') continue;
    const resource = exportedResource(exported, name);
    if (resource < 0) continue;
    const key = names.types.get(type) ?? typeName(name);
    if (parts.env.plan.resources[resource]?.kind === 'host') {
      const handedOn = handedOnClass(parts, id, type, resource, exported);
      members.push([`${propertyKey(key)}: `, handedOn]);
      continue;
    }
    const { className } = parts.env.resources.seen(resource);
    const methods = methodsOf(resolve, definition, type);
    parts.declaredClasses.add(resource);
    functions.push(resourceClass(parts, resource, className, methods, exported));
    members.push(key === className ? className : `${propertyKey(key)}: ${className}`);
  }
  for (const func of definition.functions.values()) {
    if (func.kind.kind !== 'freestanding') continue;
    const item = exported?.kind === 'instance' ? exported.exports.get(func.name) : undefined;
    if (item?.kind !== 'func') continue;
    const variable = exportFunction(parts, func, item, short, functions);
    const key = names.functions.get(func.name)?.exported ?? memberName(func.name);
    members.push(key === variable ? variable : `${propertyKey(key)}: ${variable}`);
  }
  return tallObject(members);
}

function exportFunction(
  parts: ModuleParts,
  func: WitFunction,
  item: Extract<ExportItem, { kind: 'func' }>,
  short: string,
  functions: Doc[],
): string {
  const variable = parts.env.names.module(
    memberName(short === '' ? `${func.name}-` : `${kebab(short)}-${func.name}`),
  );
  if (item.func.kind === 'import') {
    functions.push(handedOnFunction(parts, func, item.func.index, variable));
    return variable;
  }
  const doc = exportedFunction(parts, callableLift(func, item), (code) => ({
    head: `function ${variable}`,
    ...declaredFunction(parts, code, func),
    self: undefined,
  }));
  functions.push(documented(parts.world.docs(func), doc));
  return variable;
}

function methodsOf(resolve: Resolve, definition: Interface, type: TypeId): WitFunction[] {
  return [...definition.functions.values()].filter(
    (func) =>
      func.kind.kind !== 'freestanding' && resolveAlias(resolve, func.kind.resource) === type,
  );
}

/** A resource that the component imports and exports as it is: its class is the one of the host. */
function handedOnClass(
  parts: ModuleParts,
  id: InterfaceId,
  type: TypeId,
  index: number,
  exported: ExportItem | undefined,
): Doc {
  const { resolve } = parts.options;
  const resource = parts.env.plan.resources[index];
  const definition = resolve.interfaces[id];
  if (resource?.kind !== 'host' || definition === undefined) throw new Error(`no class ${index}`);
  const from = resource.from === '' ? undefined : resource.from;
  for (const { name } of methodsOf(resolve, definition, type)) {
    const item = exported?.kind === 'instance' ? exported.exports.get(name) : undefined;
    const given =
      item?.kind === 'func' && item.func.kind === 'import'
        ? parts.env.plan.imports[item.func.index]
        : undefined;
    if (given?.from !== from || given?.name !== name)
      throw new PlanError(
        'HOST0005',
        `the component exports ${name} for the resource ${resource.name}, whose class the host supplies: it is not the function that is imported under that name`,
      );
  }
  return parts.hostCalls.resourceClass(from, resource.name);
}

/** A function that the component imports and exports as it is: the host calls its own function. */
function handedOnFunction(
  parts: ModuleParts,
  func: WitFunction,
  index: number,
  variable: string,
): Doc {
  const imported = parts.env.plan.imports[index];
  if (imported === undefined || imported.name.startsWith('['))
    throw new PlanError(
      'HOST0005',
      `the component exports ${imported?.name ?? ''}, which it imports, as the function ${func.name}: a method cannot be called without its class`,
    );
  const code = new Code(parts.env.names.locals());
  const { parameters, result } = declaredFunction(parts, code, func);
  const args = parameters.map(({ name }) => name);
  code.line(['return ', parts.hostCalls.expression(index, args), ';']);
  const head = functionHead(parts.env, `function ${variable}`, parameters, result);
  return documented(parts.world.docs(func), [head, ' ', code.braces()]);
}
