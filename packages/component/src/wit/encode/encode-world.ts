/** A world as a component type: the form in which WIT packages, bindings and compilers carry it. */

import {
  implementedInterface,
  type Resolve,
  type World,
  type WorldId,
  type WorldItem,
  worldItemName,
  type WorldKey,
} from '@wit-ts/wit-parser';
import { InterfaceEncoder } from './interface-encoder.js';
import type { ExternName, TypeScope } from './type-scope.js';

/** The world with that id; a wrong id is a programming error. */
export function worldOf(resolve: Resolve, id: WorldId): World {
  const world = resolve.worlds[id];
  if (world === undefined) throw new Error(`the resolve has no world ${id}`);
  return world;
}

function itemName(resolve: Resolve, key: WorldKey, item: WorldItem): ExternName {
  const name: ExternName = { name: worldItemName(resolve, key) };
  if (item.kind === 'interface') {
    const behind = implementedInterface(resolve, key, item);
    if (behind !== undefined) name.implements = behind;
    if (item.externalId !== undefined) name.externalId = item.externalId;
  } else if (item.kind === 'function' && item.function.externalId !== undefined) {
    name.externalId = item.function.externalId;
  }
  return name;
}

/**
 * Writes a world as a component type.
 *
 * @param resolve a resolve whose worlds are elaborated: each interface comes after those whose types it uses.
 * @throws WitBinaryError where types nest deeper than the binary format allows.
 */
export function encodeWorldType(resolve: Resolve, id: WorldId): TypeScope {
  const encoder = new InterfaceEncoder(resolve);
  const world = worldOf(resolve, id);
  for (const [key, item] of world.imports) {
    switch (item.kind) {
      case 'interface': {
        const index = encoder.encodeInstance(item.id);
        encoder.outer.import(itemName(resolve, key, item), { kind: 'instance', index });
        break;
      }
      case 'function': {
        encoder.interface = undefined;
        const index = encoder.encodeFunctionType(item.function);
        encoder.outer.import(itemName(resolve, key, item), { kind: 'func', index });
        break;
      }
      case 'type':
        encoder.interface = undefined;
        encoder.importTypes = true;
        encoder.encodeType(item.id);
        encoder.importTypes = false;
        break;
      default:
        item satisfies never;
    }
  }
  for (const [key, item] of world.exports) {
    switch (item.kind) {
      case 'interface': {
        const index = encoder.encodeInstance(item.id);
        encoder.outer.export(itemName(resolve, key, item), { kind: 'instance', index });
        break;
      }
      case 'function': {
        encoder.interface = undefined;
        const index = encoder.encodeFunctionType(item.function);
        encoder.outer.export(itemName(resolve, key, item), { kind: 'func', index });
        break;
      }
      case 'type':
        throw new Error(`world ${world.name} exports type ${key}, which WIT cannot say`);
      default:
        item satisfies never;
    }
  }
  return encoder.outer;
}
