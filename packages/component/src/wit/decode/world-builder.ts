/** Worlds from component types and from components. */

import {
  type TypeOwner,
  type World,
  type WorldId,
  interfaceKey,
  type WorldItem,
  type WorldKey,
} from '@wit-ts/wit-parser';
import { withArticle } from '../../binary/byte-reader.js';
import { nameAttribute } from '../../binary/model.js';
import { entityWord } from '../../subtype/describe.js';
import type { ComponentTy, ExternItem } from '../../types/model.js';
import { within } from '../wit-binary-error.js';
import { badName, parseName } from './component-name.js';
import { inexpressible, NO_PACKAGE, type PackageDraft, type WitBuilder } from './wit-builder.js';

/** What a world may hold beside interfaces and functions, by direction. */
type Direction = 'import' | 'export';

/** Adds an empty world to the resolve. */
export function addWorld(builder: WitBuilder, name: string): WorldId {
  const world: World = { name, imports: new Map(), exports: new Map(), package: NO_PACKAGE };
  return builder.resolve.worlds.push(world) - 1;
}

function worldOf(builder: WitBuilder, id: WorldId): World {
  const world = builder.resolve.worlds[id];
  if (world === undefined) throw new Error(`there is no world ${id}`);
  return world;
}

/**
 * Adds one import or export of a component to a world.
 *
 * @param pkg the package of the world, to which interfaces without a label of another package belong.
 */
export function addWorldItem(
  builder: WitBuilder,
  id: WorldId,
  pkg: PackageDraft,
  direction: Direction,
  name: string,
  item: ExternItem,
): void {
  within(`${direction} \`${name}\``, () => {
    const [key, worldItem] = decodeItem(builder, id, pkg, direction, name, item);
    const world = worldOf(builder, id);
    (direction === 'import' ? world.imports : world.exports).set(key, worldItem);
  });
}

function decodeItem(
  builder: WitBuilder,
  world: WorldId,
  pkg: PackageDraft,
  direction: Direction,
  name: string,
  item: ExternItem,
): [WorldKey, WorldItem] {
  const owner: TypeOwner = { kind: 'world', id: world };
  switch (item.entity.kind) {
    case 'instance':
      return decodeInstance(builder, pkg, name, item);
    case 'func':
      return [name, { kind: 'function', function: builder.convertFunction(name, item, owner) }];
    case 'type':
      if (direction === 'export') {
        inexpressible(
          'a world of WIT cannot export a type on its own',
          'export the type in an interface, or import it',
        );
      }
      return [name, { kind: 'type', id: builder.registerType(name, item, owner) }];
    case 'component':
    case 'core-module':
    case 'value':
      return inexpressible(
        `a world of WIT cannot ${direction} ${withArticle(entityWord(item.entity))}, only functions, interfaces and types`,
      );
  }
}

function decodeInstance(
  builder: WitBuilder,
  pkg: PackageDraft,
  name: string,
  item: ExternItem,
): [WorldKey, WorldItem] {
  const parsed = parseName(name);
  let key: WorldKey = name;
  let id;
  const path = nameAttribute(item.name, 'implements');
  if (path !== undefined) {
    id = builder.registerImport(path, item);
  } else if (parsed.kind === 'interface') {
    id = builder.registerImport(name, item);
    key = interfaceKey(id);
  } else {
    id = builder.registerInterface(name, item, pkg);
  }
  const worldItem: WorldItem = { kind: 'interface', id };
  const externalId = nameAttribute(item.name, 'external-id');
  if (externalId !== undefined) worldItem.externalId = externalId;
  return [key, worldItem];
}

/** Makes a world from the component type that describes it; its qualified name is `name`. */
export function registerWorld(
  builder: WitBuilder,
  name: string,
  type: ComponentTy,
  pkg: PackageDraft,
): WorldId {
  const parsed = parseName(name);
  if (parsed.kind !== 'interface') badName(name, 'is not the qualified name of a world');
  const id = addWorld(builder, parsed.interface);
  within(`world \`${parsed.interface}\``, () => {
    for (const [itemName, item] of type.imports) {
      addWorldItem(builder, id, pkg, 'import', itemName, item);
    }
    for (const [itemName, item] of type.exports) {
      addWorldItem(builder, id, pkg, 'export', itemName, item);
    }
  });
  pkg.worlds.set(parsed.interface, id);
  return id;
}
