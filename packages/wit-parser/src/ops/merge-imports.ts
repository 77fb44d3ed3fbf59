/** Makes one import of several that only differ in compatible versions. */

import * as messages from '../diagnostics/operation-messages.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import {
  interfaceOfKey,
  type InterfaceId,
  type Resolve,
  type TypeId,
  type WorldId,
  type WorldItem,
} from '../model/resolve.js';
import { compareVersions, parseVersion, type Version } from '../semver/index.js';
import { elaborateWorlds } from './elaborate-worlds.js';
import { Correspondence } from './merge/correspondence.js';
import { Mismatch } from './merge/mismatch.js';
import { interfaceName, usedInterface } from './queries.js';
import { compatibilityTrack } from './version-track.js';

/**
 * Removes imports of a world that are also imported in a newer, compatible version (0.2.0 beside 0.2.1, but not beside
 * 0.3.0), and lets everything that the world imports and exports use the types of the newer ones. Exports stay. All
 * worlds are completed again, since the interfaces that change may belong to several.
 *
 * @returns what is wrong: a newer version that lacks what the older one has. The model is then as it was, unless a world
 * could not be completed again; in that case it is of no further use.
 */
export function mergeWorldImportsBasedOnSemver(resolve: Resolve, id: WorldId): Diagnostic[] {
  const world = resolve.worlds[id];
  if (world === undefined) throw new Error(`there is no world ${id} in this model`);
  const replacements = findReplacements(resolve, world.imports.keys());
  const updates: { type: TypeId; target: TypeId }[] = [];
  for (const [older, newer] of replacements) {
    const failure = compare(resolve, older, newer);
    if (failure !== undefined) return [failure];
  }
  const kept = [...world.imports].filter(
    ([, item]) => item.kind !== 'interface' || !replacements.has(item.id),
  );
  for (const [, item] of [...kept, ...world.exports]) {
    for (const type of typesOf(resolve, item)) {
      const update = findUpdate(resolve, type, replacements);
      if (update !== undefined && 'code' in update) return [update];
      if (update !== undefined) updates.push(update);
    }
  }
  world.imports = new Map(kept);
  for (const { type, target } of updates) {
    const definition = resolve.types[type];
    if (definition !== undefined) definition.kind = { kind: 'alias', type: target };
  }
  return elaborateWorlds(resolve);
}

/** Older interfaces and the newest of their track. */
function findReplacements(resolve: Resolve, keys: Iterable<string>): Map<InterfaceId, InterfaceId> {
  const newest = new Map<string, { version: Version; id: InterfaceId }>();
  const older: { track: string; id: InterfaceId }[] = [];
  for (const key of keys) {
    const id = interfaceOfKey(key);
    const position = id === undefined ? undefined : trackOf(resolve, id);
    if (id === undefined || position === undefined) continue;
    const { track, version } = position;
    const known = newest.get(track);
    const order = known === undefined ? 1 : compareVersions(version, known.version);
    if (order > 0) {
      if (known !== undefined) older.push({ track, id: known.id });
      newest.set(track, { version, id });
    } else if (order < 0) {
      older.push({ track, id });
    }
  }
  return new Map(older.map(({ track, id }) => [id, newest.get(track)?.id ?? id]));
}

/** What versions of an interface have in common, and its own version; `undefined` without a version. */
function trackOf(
  resolve: Resolve,
  id: InterfaceId,
): { track: string; version: Version } | undefined {
  const iface = resolve.interfaces[id];
  const name = iface && resolve.packages[iface.package]?.name;
  if (iface === undefined || name?.version === undefined || iface.name === null) return undefined;
  const version = parseVersion(name.version);
  if (version === undefined) return undefined;
  const track = `${name.namespace}:${name.name}/${iface.name}@${compatibilityTrack(version)}`;
  return { track, version };
}

function compare(resolve: Resolve, older: InterfaceId, newer: InterfaceId): Diagnostic | undefined {
  try {
    new Correspondence(resolve, resolve).interface(older, newer);
    return undefined;
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    return upgradeFailure(resolve, older, newer, error.path, error.reason);
  }
}

function upgradeFailure(
  resolve: Resolve,
  older: InterfaceId,
  newer: InterfaceId,
  path: readonly string[],
  reason: string,
): Diagnostic {
  const [from, to] = [older, newer].map((id) => interfaceName(resolve, id) ?? 'an interface');
  return messages.cannotUpgrade(from ?? '', to ?? '', path, reason);
}

function typesOf(resolve: Resolve, item: WorldItem): Iterable<TypeId> {
  switch (item.kind) {
    case 'interface':
      return resolve.interfaces[item.id]?.types.values() ?? [];
    case 'type':
      return [item.id];
    case 'function':
      return [];
  }
}

/** The new target of a type that was brought in from an interface that is replaced. */
function findUpdate(
  resolve: Resolve,
  type: TypeId,
  replacements: ReadonlyMap<InterfaceId, InterfaceId>,
): { type: TypeId; target: TypeId } | Diagnostic | undefined {
  const older = usedInterface(resolve, type);
  const newer = older === undefined ? undefined : replacements.get(older);
  const kind = resolve.types[type]?.kind;
  if (older === undefined || newer === undefined || kind?.kind !== 'alias') return undefined;
  const name = typeof kind.type === 'number' ? resolve.types[kind.type]?.name : undefined;
  const target = resolve.interfaces[newer]?.types.get(name ?? '');
  if (target !== undefined) return { type, target };
  const place = [`type \`${name ?? ''}\``];
  return upgradeFailure(resolve, older, newer, place, 'the newer one does not have it');
}
