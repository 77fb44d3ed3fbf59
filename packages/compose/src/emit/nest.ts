/** Keeps large compositions within what implementations accept: parts of them become components of their own. */
import type { ComponentNode } from '@wit-ts/component';
import type { ChosenExport } from '../exports/choose.js';
import { OpenImports, type OpenPort } from '../imports/open-imports.js';
import { type ComponentPart, type TypedPart, bytesOf } from '../part.js';
import { type Composition, type Emitted, emitComposition, fits, isTooLarge } from './emit.js';
import { type Group, makeGroup } from './group.js';

/** So many components and instances from outside go into one group at first. */
const GROUP_SIZE = 400;

/** Components that are embedded in the outermost component for all groups, at most. */
const MAX_SHARED = 400;

/**
 * Writes a composition, in nested groups where one component would hold more instances than implementations accept.
 *
 * @returns `undefined` where that does not help: the result itself imports and exports too much
 */
export function emitWithinLimits(composition: Composition): Emitted | undefined {
  let current = composition;
  const embedded = new Map<ComponentNode, Emitted>();
  for (;;) {
    const emitted = isTooLarge(current) ? undefined : emitComposition(current);
    if (emitted !== undefined && fits(emitted)) return { ...emitted, nested: embedded };
    const nested = nest(current, embedded);
    if (nested.parts.length >= current.parts.length) return undefined;
    current = nested;
  }
}

/** A part of the nested composition: a group, or a component that stays alone. */
interface Placed {
  part: ComponentPart;
  group?: Group;
}

function nest(composition: Composition, embedded: Map<ComponentNode, Emitted>): Composition {
  const usedOutside = usersOf(composition);
  const placed = new Map<TypedPart, Placed>();
  const parts: ComponentPart[] = [];
  const groupOf = new Map<TypedPart, Group>();
  const originalOf = new Map<TypedPart, ComponentPart>();

  const add = (members: readonly ComponentPart[]): void => {
    const inside = new Set(members);
    const [only] = members;
    if (only === undefined) return;
    if (members.length === 1) {
      const part = { ...only, index: parts.length };
      parts.push(part);
      placed.set(only, { part });
      originalOf.set(part, only);
      return;
    }
    const group = makeGroup(composition, members, parts.length, (part) =>
      usedOutside(part, inside),
    );
    if (group === undefined) {
      const middle = members.length >> 1;
      add(members.slice(0, middle));
      add(members.slice(middle));
      return;
    }
    parts.push(group.part);
    groupOf.set(group.part, group);
    embedded.set(group.part.node, group.emitted);
    for (const member of members) placed.set(member, { part: group.part, group });
  };
  for (const members of slices(composition)) add(members);

  const locate = (part: ComponentPart, name: string): ChosenExport | undefined => {
    const there = placed.get(part);
    const port = there?.group === undefined ? name : there.group.exportOf(part, name);
    return there === undefined || port === undefined ? undefined : { part: there.part, name: port };
  };
  const providerOf = (part: TypedPart, port: string): ChosenExport | undefined => {
    const outside = groupOf.get(part)?.imports.get(port);
    if (outside?.kind === 'import') return undefined;
    if (outside !== undefined) return locate(outside.part, outside.name);
    const original = originalOf.get(part);
    const provider = original && composition.providerOf(original, port);
    return provider && locate(provider.part, provider.name);
  };
  return {
    parts,
    imports: new OpenImports(openPorts(composition, parts, groupOf, originalOf), providerOf),
    exports: composition.exports.flatMap((entry): ChosenExport[] => {
      const as = entry.as ?? entry.part.type.exports.get(entry.name)?.name;
      const there = locate(entry.part, entry.name);
      return as === undefined || there === undefined ? [] : [{ ...there, as }];
    }),
    providerOf,
    isTypesOnly: (part, port) => {
      const original = originalOf.get(part);
      return original !== undefined && composition.isTypesOnly(original, port);
    },
    shared: [...(composition.shared ?? []), ...sharedParts(composition, placed)].slice(
      0,
      MAX_SHARED,
    ),
  };
}

/** Neighbours in the order of instantiation, so that no group needs one that comes after it. */
function slices({ parts, imports, providerOf }: Composition): ComponentPart[][] {
  const result: ComponentPart[][] = [];
  let slice: ComponentPart[] = [];
  let outside = new Set<string>();
  for (const part of parts) {
    const needs: string[] = [];
    for (const port of part.type.imports.keys()) {
      const open = imports.of(part, port);
      const provider = open === undefined ? providerOf(part, port) : undefined;
      if (open !== undefined) needs.push(open.key);
      else if (provider !== undefined) needs.push(`${provider.part.index}\n${provider.name}`);
    }
    if (slice.length > 0 && slice.length + outside.size + needs.length >= GROUP_SIZE) {
      result.push(slice);
      slice = [];
      outside = new Set();
    }
    slice.push(part);
    for (const key of needs) outside.add(key);
  }
  result.push(slice);
  return result;
}

/** For every part the exports that are used outside of the group around it. */
function usersOf(
  composition: Composition,
): (part: ComponentPart, inside: ReadonlySet<ComponentPart>) => string[] {
  const users = new Map<ComponentPart, Map<string, (ComponentPart | undefined)[]>>();
  const note = ({ part, name }: ChosenExport, user: ComponentPart | undefined): void => {
    let ofPart = users.get(part);
    if (ofPart === undefined) users.set(part, (ofPart = new Map()));
    const list = ofPart.get(name);
    if (list === undefined) ofPart.set(name, [user]);
    else list.push(user);
  };
  for (const entry of composition.exports) note(entry, undefined);
  for (const part of composition.parts) {
    for (const port of part.type.imports.keys()) {
      if (composition.imports.of(part, port) !== undefined) continue;
      if (composition.isTypesOnly(part, port)) continue;
      const provider = composition.providerOf(part, port);
      if (provider !== undefined) note(provider, part);
    }
  }
  return (part, inside) => {
    const names: string[] = [];
    for (const [name, list] of users.get(part) ?? []) {
      if (list.some((user) => user === undefined || !inside.has(user))) names.push(name);
    }
    return names;
  };
}

/** What is open stays an import of the whole, under the name that it has there. */
function openPorts(
  { imports }: Composition,
  parts: readonly ComponentPart[],
  groupOf: ReadonlyMap<TypedPart, Group>,
  originalOf: ReadonlyMap<TypedPart, ComponentPart>,
): OpenPort[] {
  const ports: OpenPort[] = [];
  for (const part of parts) {
    const group = groupOf.get(part);
    if (group !== undefined) {
      for (const [port, outside] of group.imports) {
        if (outside.kind !== 'import') continue;
        const { key, name } = outside;
        ports.push({ part, import: port, as: { key, name } });
      }
      continue;
    }
    const original = originalOf.get(part);
    for (const port of part.type.imports.keys()) {
      const open = original && imports.of(original, port);
      if (open !== undefined) {
        ports.push({ part, import: port, as: { key: open.key, name: open.name } });
      }
    }
  }
  return ports;
}

/** Components that stand, byte for byte, in more than one group. */
function sharedParts(
  { parts }: Composition,
  placed: ReadonlyMap<TypedPart, Placed>,
): ComponentPart[] {
  const known = new Map<ComponentNode, { first: ComponentPart; in: Set<ComponentPart> }>();
  const shared = new Set<ComponentPart>();
  for (const part of parts) {
    const place = placed.get(part)?.part;
    if (place === undefined || bytesOf(part).length === 0) continue;
    const same = known.get(part.node);
    if (same === undefined) {
      known.set(part.node, { first: part, in: new Set([place]) });
      continue;
    }
    same.in.add(place);
    if (same.in.size > 1) shared.add(same.first);
  }
  return [...shared].toSorted((a, b) => bytesOf(b).length - bytesOf(a).length);
}
