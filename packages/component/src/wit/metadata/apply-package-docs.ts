/** Puts docs and gates of the custom section `package-docs` onto a decoded package. */

import {
  type InterfaceId,
  type PackageId,
  type Resolve,
  type TypeId,
  type WitFunction,
  type World,
  type WorldId,
  type WorldItem,
  worldItemName,
} from '@wit-ts/wit-parser';
import { WitBinaryError } from '../wit-binary-error.js';
import { partsWithDocs, PACKAGE_DOCS_SECTION } from './encode-package-docs.js';
import type { InterfaceDocs, ItemDocs, PackageDocs, TypeDocs, WorldDocs } from './package-docs.js';

function missing(what: string): never {
  throw new WitBinaryError({
    code: 'CMP0321',
    message: `the custom section \`${PACKAGE_DOCS_SECTION}\` speaks of ${what}, which the binary does not have`,
    help: 'the section belongs to another package: take it out, or encode the package again',
  });
}

function byId<T>(arena: readonly T[], id: number): T {
  const item = arena[id];
  if (item === undefined) throw new Error(`the decoded package has no item ${id}`);
  return item;
}

/** Docs and gate of anything that has both; what the section does not mention has no gate. */
function applyItem(target: ItemDocs, source: ItemDocs): void {
  if (source.docs !== undefined) target.docs = source.docs;
  if (source.stability === undefined) delete target.stability;
  else target.stability = source.stability;
}

function applyFunction(target: WitFunction, source: ItemDocs): void {
  if (source.docs === undefined) delete target.docs;
  applyItem(target, source);
}

function applyType(resolve: Resolve, id: TypeId, name: string, source: TypeDocs): void {
  const def = byId(resolve.types, id);
  if (source.items.size > 0) {
    const parts = partsWithDocs(def.kind) ?? missing(`parts of type \`${name}\``);
    const left = new Set(source.items.keys());
    for (const part of parts) {
      const docs = source.items.get(part.name);
      if (docs === undefined) continue;
      part.docs = docs;
      left.delete(part.name);
    }
    for (const part of left) missing(`\`${part}\` of type \`${name}\``);
  }
  applyItem(def, source);
}

function applyInterface(resolve: Resolve, id: InterfaceId, source: InterfaceDocs): void {
  const iface = byId(resolve.interfaces, id);
  for (const [name, docs] of source.types) {
    applyType(resolve, iface.types.get(name) ?? missing(`type \`${name}\``), name, docs);
  }
  for (const [name, docs] of source.functions) {
    applyFunction(iface.functions.get(name) ?? missing(`function \`${name}\``), docs);
  }
  applyItem(iface, source);
}

type InterfaceItem = WorldItem & { kind: 'interface' };

/** Interfaces by path or with a label, by the name that they have in the binary. */
function referredInterfaces(resolve: Resolve, items: World['imports']): Map<string, InterfaceItem> {
  const found = new Map<string, InterfaceItem>();
  for (const [key, item] of items) {
    if (item.kind === 'interface') found.set(worldItemName(resolve, key), item);
  }
  return found;
}

function applyFunctionItem(name: string, docs: ItemDocs, item: WorldItem | undefined): void {
  if (item?.kind !== 'function') missing(`function \`${name}\``);
  applyFunction(item.function, docs);
}

function applyWorld(resolve: Resolve, id: WorldId, source: WorldDocs): void {
  const world = byId(resolve.worlds, id);
  const inline = (name: string, docs: InterfaceDocs, item: WorldItem | undefined): void => {
    if (item?.kind !== 'interface') missing(`interface \`${name}\``);
    if (docs.stability === undefined) delete item.stability;
    else item.stability = docs.stability;
    applyInterface(resolve, item.id, docs);
  };
  for (const [name, docs] of source.interfaces) {
    inline(name, docs, world.imports.get(name) ?? world.exports.get(name));
  }
  for (const [name, docs] of source.interfaceExports) inline(name, docs, world.exports.get(name));
  for (const [name, docs] of source.types) {
    const item = world.imports.get(name);
    if (item?.kind !== 'type') missing(`type \`${name}\``);
    applyType(resolve, item.id, name, docs);
  }
  const sides = [
    [world.imports, source.importStability, source.importDocs],
    [world.exports, source.exportStability, source.exportDocs],
  ] as const;
  for (const [items, gates, docs] of sides) {
    const interfaces = referredInterfaces(resolve, items);
    for (const [name, gate] of gates) {
      (interfaces.get(name) ?? missing(`interface \`${name}\``)).stability = gate;
    }
    for (const [name, text] of docs) {
      (interfaces.get(name) ?? missing(`interface \`${name}\``)).docs = text;
    }
  }
  for (const [name, docs] of source.functions) {
    applyFunctionItem(name, docs, world.imports.get(name) ?? world.exports.get(name));
  }
  for (const [name, docs] of source.functionExports) {
    applyFunctionItem(name, docs, world.exports.get(name));
  }
  applyItem(world, source);
}

/**
 * Puts docs and gates onto the items of a package, over what they had.
 *
 * @throws WitBinaryError where the section speaks of items that the package does not have.
 */
export function applyPackageDocs(resolve: Resolve, packageId: PackageId, docs: PackageDocs): void {
  const pkg = byId(resolve.packages, packageId);
  for (const [name, world] of docs.worlds) {
    applyWorld(resolve, pkg.worlds.get(name) ?? missing(`world \`${name}\``), world);
  }
  for (const [name, iface] of docs.interfaces) {
    applyInterface(resolve, pkg.interfaces.get(name) ?? missing(`interface \`${name}\``), iface);
  }
  if (docs.docs !== undefined) pkg.docs = docs.docs;
}
