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
import type { DefType } from '../../binary/model.js';
import { InterfaceEncoder, itemName } from './interface-encoder.js';

/** The world with that id; a wrong id is a programming error. */
export function worldOf(resolve: Resolve, id: WorldId): World {
  const world = resolve.worlds[id];
  if (world === undefined) throw new Error(`the resolve has no world ${id}`);
  return world;
}

function nameOf(resolve: Resolve, key: WorldKey, item: WorldItem & { kind: 'interface' }) {
  const implemented = implementedInterface(resolve, key, item);
  return itemName(worldItemName(resolve, key), item.externalId, implemented);
}

/**
 * Writes a world as a component type.
 *
 * @param resolve a resolve whose worlds are elaborated: each interface comes after those whose types it uses.
 * @throws WitBinaryError where types nest deeper than the binary format allows.
 */
export function encodeWorldType(resolve: Resolve, id: WorldId): DefType {
  const encoder = new InterfaceEncoder(resolve);
  const world = worldOf(resolve, id);
  for (const [key, item] of world.imports) {
    switch (item.kind) {
      case 'interface': {
        const index = encoder.encodeInstance(item.id);
        encoder.outer.import(nameOf(resolve, key, item), { kind: 'instance', index });
        break;
      }
      case 'function': {
        encoder.interface = undefined;
        const index = encoder.encodeFunctionType(item.function);
        encoder.outer.import(itemName(key, item.function.externalId), { kind: 'func', index });
        break;
      }
      case 'type':
        encoder.interface = undefined;
        encoder.importTypes = true;
        encoder.encodeType(item.id);
        encoder.importTypes = false;
    }
  }
  for (const [key, item] of world.exports) {
    switch (item.kind) {
      case 'interface': {
        const index = encoder.encodeInstance(item.id);
        encoder.outer.export(nameOf(resolve, key, item), { kind: 'instance', index });
        break;
      }
      case 'function': {
        encoder.interface = undefined;
        const index = encoder.encodeFunctionType(item.function);
        encoder.outer.export(itemName(key, item.function.externalId), { kind: 'func', index });
        break;
      }
      case 'type':
        throw new Error(`world ${world.name} exports type ${key}, which WIT cannot say`);
    }
  }
  return encoder.outer.componentType();
}
