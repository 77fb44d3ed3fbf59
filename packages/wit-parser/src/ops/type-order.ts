/** Which types a type is built from, and the order that follows from it. */

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

/**
 * All types, each after the types it is built from and after the resource of its handles; types that are in such an order
 * already keep it.
 *
 * @throws Error where a type contains itself, which no resolver makes
 */
export function typeOrder(types: readonly TypeDef[]): TypeId[] {
  const order: TypeId[] = [];
  const state: ('entered' | 'done' | undefined)[] = [];
  for (let root = 0; root < types.length; root += 1) {
    const pending: TypeId[] = [root];
    for (let id = pending.at(-1); id !== undefined; id = pending.at(-1)) {
      const definition = types[id];
      if (definition === undefined || state[id] === 'done') {
        pending.pop();
      } else if (state[id] === 'entered') {
        pending.pop();
        state[id] = 'done';
        order.push(id);
      } else {
        state[id] = 'entered';
        const { kind, name } = definition;
        const parts = kind.kind === 'handle' ? [kind.type] : containedTypes(kind);
        for (let index = parts.length - 1; index >= 0; index -= 1) {
          const part = parts[index];
          if (typeof part !== 'number' || state[part] === 'done') continue;
          if (state[part] === 'entered') {
            const by = name === null ? '' : ` (by way of "${name}")`;
            throw new Error(`type ${part}${by} contains itself`);
          }
          pending.push(part);
        }
      }
    }
  }
  return order;
}
