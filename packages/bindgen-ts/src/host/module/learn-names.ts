import type { WitFunction } from '@wit-ts/wit-parser';
import { pascalCase } from '../../naming/index.js';
import type { ExportItem, FuncShape } from '../plan/model.js';
import { exportedResource } from './exported-resource.js';
import type { ModuleParts } from './module-parts.js';

/** Takes names of types from WIT, wherever a function of the world tells which ABI type is which. */
export function learnNames(parts: ModuleParts): void {
  const { resolve } = parts.options;
  const { items, namespaces } = parts.world;
  const { resources } = parts.env;
  const shapes = new Map(
    parts.env.plan.imports.map((one) => [`${one.from ?? ''}#${one.name}`, one.type]),
  );
  const each = [
    ...items.exportedInterfaces.map((item) => ({ item, imported: false })),
    ...items.importedInterfaces.map((item) => ({ item, imported: true })),
  ];
  for (const { name, id } of items.importedResources) {
    const tsName = parts.world.context.reference(id) ?? pascalCase(name);
    const found = hostResource(parts, '', name);
    if (found >= 0) resources.describe(found, tsName, tsName);
  }
  for (const { item, imported } of each) {
    const definition = resolve.interfaces[item.id];
    if (definition === undefined) continue;
    const names = parts.options.files.names(item.id);
    const exported = parts.env.plan.exports.get(item.label);
    for (const [name, id] of definition.types) {
      if (resolve.types[id]?.kind.kind !== 'resource') continue;
      const tsName = names.types.get(id) ?? pascalCase(name);
      const found = imported
        ? hostResource(parts, item.label, name)
        : exportedResource(exported, name);
      if (found >= 0)
        resources.describe(found, tsName, `${namespaces.get(item.id) ?? ''}.${tsName}`);
    }
  }
  for (const { item, imported } of each) {
    for (const [name, func] of resolve.interfaces[item.id]?.functions ?? []) {
      const shape = imported
        ? shapes.get(`${item.label}#${name}`)
        : shapeOfMember(parts, parts.env.plan.exports.get(item.label), name);
      learnFunction(parts, func, shape);
    }
  }
  for (const func of items.importedFunctions)
    learnFunction(parts, func, shapes.get(`#${func.name}`));
  for (const func of items.exportedFunctions) {
    const item = parts.env.plan.exports.get(func.name);
    learnFunction(parts, func, item?.kind === 'func' ? shapeOfFunction(parts, item) : undefined);
  }
}

/** The resource that the host supplies in an interface, or in the world itself; -1 where there is none. */
function hostResource(parts: ModuleParts, from: string, name: string): number {
  return parts.env.plan.resources.findIndex(
    (resource) => resource.kind === 'host' && resource.from === from && resource.name === name,
  );
}

function learnFunction(parts: ModuleParts, func: WitFunction, shape: FuncShape | undefined): void {
  if (shape === undefined) return;
  func.params.forEach((param, index) => parts.ts.learn(param.type, shape.params[index]?.type));
  parts.ts.learn(func.result, shape.result);
}

function shapeOfMember(
  parts: ModuleParts,
  item: ExportItem | undefined,
  name: string,
): FuncShape | undefined {
  const func = item?.kind === 'instance' ? item.exports.get(name) : undefined;
  return func?.kind === 'func' ? shapeOfFunction(parts, func) : undefined;
}

function shapeOfFunction(
  parts: ModuleParts,
  item: Extract<ExportItem, { kind: 'func' }>,
): FuncShape | undefined {
  return item.func.kind === 'lift'
    ? item.func.lift.type
    : parts.env.plan.imports[item.func.index]?.type;
}
