/** Types contain each other without circles; a model from outside has to be asked. */

import type { Type, TypeDef, TypeDefKind, TypeId } from '../model/resolve.js';

/**
 * The types that a definition is built from, which WIT wants without circles. A handle is not built from its resource:
 * methods of a resource may well mention it.
 */
export function containedTypes(kind: TypeDefKind): readonly (Type | null)[] {
  switch (kind.kind) {
    case 'resource':
    case 'handle':
    case 'flags':
    case 'enum':
      return [];
    case 'alias':
    case 'list':
    case 'option':
    case 'fixed-length-list':
    case 'future':
    case 'stream':
      return [kind.type];
    case 'map':
      return [kind.key, kind.value];
    case 'result':
      return [kind.ok, kind.err];
    case 'tuple':
      return kind.types;
    case 'record':
      return kind.fields.map((field) => field.type);
    case 'variant':
      return kind.cases.map((item) => item.type);
  }
}

/** @throws Error where a type contains itself */
export function requireAcyclic(types: readonly TypeDef[]): void {
  const finished = new Set<TypeId>();
  const entered = new Set<TypeId>();
  for (let root = 0; root < types.length; root += 1) {
    const pending: TypeId[] = [root];
    for (let id = pending.at(-1); id !== undefined; id = pending.at(-1)) {
      if (finished.has(id) || entered.has(id)) {
        pending.pop();
        finished.add(id);
        continue;
      }
      entered.add(id);
      const definition = types[id];
      if (definition === undefined) continue;
      for (const part of containedTypes(definition.kind)) {
        if (typeof part !== 'number' || finished.has(part)) continue;
        if (entered.has(part)) {
          throw new Error(
            `this is not the JSON of resolved WIT: type ${part}${definition.name === null ? '' : ` (by way of "${definition.name}")`} contains itself`,
          );
        }
        pending.push(part);
      }
    }
  }
}
