/** Checks what holds for every resolved model, complete or partial. */

import type { Resolve, Type, TypeDefKind, WorldItem, WorldKey } from '../../src/index.js';
import { interfaceOfKey } from '../../src/index.js';

/** What is wrong with a model, in sentences; nothing where all ids lead somewhere and parts come before what they are part of. */
export function inconsistencies(resolve: Resolve): string[] {
  const found: string[] = [];
  const check = (id: number, arena: readonly unknown[], what: string): void => {
    if (!Number.isInteger(id) || id < 0 || id >= arena.length) found.push(`${what}: no ${id}`);
  };
  const checkType = (type: Type | null | undefined, what: string, below = Infinity): void => {
    if (typeof type !== 'number') return;
    check(type, resolve.types, what);
    if (type >= below) found.push(`${what}: part ${type} stands behind`);
  };
  for (const [id, type] of resolve.types.entries()) {
    for (const part of partsOf(type.kind)) checkType(part, `type ${id}`, id);
    if (type.owner?.kind === 'world') check(type.owner.id, resolve.worlds, `owner of type ${id}`);
    if (type.owner?.kind === 'interface') {
      check(type.owner.id, resolve.interfaces, `owner of type ${id}`);
    }
  }
  for (const [id, item] of resolve.interfaces.entries()) {
    check(item.package, resolve.packages, `package of interface ${id}`);
    for (const type of item.types.values()) checkType(type, `interface ${id}`);
    for (const [name, { name: own, kind, params, result }] of item.functions) {
      if (name !== own) found.push(`interface ${id}: ${name} is called ${own}`);
      if (kind.kind !== 'freestanding') checkType(kind.resource, `function ${name}`);
      for (const { type } of params) checkType(type, `function ${name}`);
      checkType(result, `function ${name}`);
    }
  }
  const checkItem = (world: number, key: WorldKey, item: WorldItem): void => {
    const path = interfaceOfKey(key);
    if (path !== undefined && (item.kind !== 'interface' || item.id !== path)) {
      found.push(`world ${world}: ${key} leads elsewhere`);
    }
    if (item.kind === 'interface') check(item.id, resolve.interfaces, `world ${world}`);
    if (item.kind === 'type') checkType(item.id, `world ${world}`);
    if (item.kind === 'function') {
      if (item.function.name !== key) found.push(`world ${world}: ${key} is ${item.function.name}`);
      for (const { type } of item.function.params) checkType(type, `world ${world}`);
      checkType(item.function.result, `world ${world}`);
    }
  };
  for (const [id, world] of resolve.worlds.entries()) {
    check(world.package, resolve.packages, `package of world ${id}`);
    for (const [key, item] of world.imports) checkItem(id, key, item);
    for (const [key, item] of world.exports) checkItem(id, key, item);
  }
  for (const [id, item] of resolve.packages.entries()) {
    for (const one of item.interfaces.values()) check(one, resolve.interfaces, `package ${id}`);
    for (const one of item.worlds.values()) check(one, resolve.worlds, `package ${id}`);
  }
  return found;
}

function partsOf(kind: TypeDefKind): (Type | null)[] {
  switch (kind.kind) {
    case 'record':
      return kind.fields.map(({ type }) => type);
    case 'variant':
      return kind.cases.map(({ type }) => type);
    case 'tuple':
      return kind.types;
    case 'map':
      return [kind.key, kind.value];
    case 'result':
      return [kind.ok, kind.err];
    case 'handle':
    case 'option':
    case 'list':
    case 'fixed-length-list':
    case 'future':
    case 'stream':
    case 'alias':
      return [kind.type];
    case 'resource':
    case 'flags':
    case 'enum':
      return [];
  }
}
