/** Keeps large compositions within what implementations accept: parts of them become components of their own. */
import type { ComponentNode } from '@wit-ts/component';
import type { ChosenExport } from '../exports/choose.js';
import { type OpenImport, OpenImports, type OpenPort } from '../imports/open-imports.js';
import { ByPort } from '../link/by-port.js';
import { type ComponentPart, type TypedPart, sizeOf } from '../part.js';
import { type Composition, type Emitted, emitComposition, fits, isTooLarge } from './emit.js';
import { type Group, makeGroup } from './group.js';
import { GROUP_SIZE, MAX_SHARED } from './limits.js';

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
  const usedAfter = usersOf(composition);
  /** By the index of the part that is placed. */
  const placed: (Placed | undefined)[] = [];
  const parts: ComponentPart[] = [];
  const groupOf = new Map<TypedPart, Group>();
  const originalOf = new Map<TypedPart, ComponentPart>();
  const { outside } = composition;
  const firstIndex = outside === undefined ? 0 : outside.index + 1;

  const add = (members: readonly ComponentPart[]): void => {
    const [only] = members;
    if (only === undefined) return;
    if (members.length === 1) {
      const part = { ...only, index: firstIndex + parts.length };
      parts.push(part);
      placed[only.index] = { part };
      originalOf.set(part, only);
      return;
    }
    const index = firstIndex + parts.length;
    const group = makeGroup(composition, members, index, usedAfter);
    if (group === undefined) {
      const middle = members.length >> 1;
      add(members.slice(0, middle));
      add(members.slice(middle));
      return;
    }
    parts.push(group.part);
    groupOf.set(group.part, group);
    embedded.set(group.part.node, group.emitted);
    const here: Placed = { part: group.part, group };
    for (const member of members) placed[member.index] = here;
  };
  for (const members of slices(composition)) add(members);

  const locate = (part: ComponentPart, name: string): ChosenExport | undefined => {
    const there = placed[part.index];
    const port = there?.group === undefined ? name : there.group.exportOf(part, name);
    return there === undefined || port === undefined ? undefined : { part: there.part, name: port };
  };
  const providerOf = (part: TypedPart, port: string): ChosenExport | undefined => {
    const from = groupOf.get(part)?.imports.get(port);
    if (from?.kind === 'import') return undefined;
    if (from !== undefined) return locate(from.part, from.name);
    const original = originalOf.get(part);
    const provider = original && composition.providerOf(original, port);
    return provider && locate(provider.part, provider.name);
  };
  const imports = new OpenImports(openPorts(composition, parts, groupOf, originalOf), providerOf);
  imports.addTypeOwners((part, name) => {
    const from = groupOf.get(part)?.imports.get(name.name);
    return composition.imports.called(from?.kind === 'export' ? from.asked : name);
  });
  return {
    parts,
    imports,
    ...(outside === undefined ? {} : { outside }),
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
  /** What the slice needs, each once. */
  let needed = 0;
  // With the slice that counted them last: so nothing has to be emptied for the next slice.
  const countedOpen = new Map<OpenImport, ComponentPart[]>();
  const countedExports = new ByPort<ComponentPart[]>();
  for (const part of parts) {
    let count = 0;
    for (const port of part.type.imports.keys()) {
      if (imports.of(part, port) !== undefined || providerOf(part, port) !== undefined) count++;
    }
    if (slice.length > 0 && slice.length + needed + count >= GROUP_SIZE) {
      result.push(slice);
      slice = [];
      needed = 0;
    }
    slice.push(part);
    for (const port of part.type.imports.keys()) {
      const open = imports.of(part, port);
      const provider = open === undefined ? providerOf(part, port) : undefined;
      if (open !== undefined) {
        if (countedOpen.get(open) === slice) continue;
        countedOpen.set(open, slice);
      } else if (provider !== undefined) {
        const { index } = provider.part;
        if (countedExports.get(index, provider.name) === slice) continue;
        countedExports.set(index, provider.name, slice);
      } else continue;
      needed++;
    }
  }
  result.push(slice);
  return result;
}

/** An export that something uses, with where its last user stands in the order of instantiation: the result itself comes last. */
class UsedExport {
  constructor(
    readonly name: string,
    public lastUser: number,
  ) {}
}

/** For every part the exports that are used after another one, which stands at `last`. Nothing is used before it is there. */
function usersOf(composition: Composition): (part: ComponentPart, last: ComponentPart) => string[] {
  const byName = new ByPort<UsedExport>();
  /** By the index of the part. */
  const ofPart: (UsedExport[] | undefined)[] = [];
  const positions: number[] = [];
  const note = ({ part, name }: ChosenExport, user: number): void => {
    const known = byName.get(part.index, name);
    if (known !== undefined) {
      known.lastUser = Math.max(known.lastUser, user);
      return;
    }
    const used = new UsedExport(name, user);
    byName.set(part.index, name, used);
    const list = ofPart[part.index];
    if (list === undefined) ofPart[part.index] = [used];
    else list.push(used);
  };
  for (const entry of composition.exports) note(entry, composition.parts.length);
  composition.parts.forEach((part, position) => {
    positions[part.index] = position;
    for (const port of part.type.imports.keys()) {
      if (composition.imports.of(part, port) !== undefined) continue;
      if (composition.isTypesOnly(part, port)) continue;
      const provider = composition.providerOf(part, port);
      if (provider !== undefined) note(provider, position);
    }
  });
  return (part, last) => {
    const names: string[] = [];
    const end = positions[last.index] as number;
    for (const { name, lastUser } of ofPart[part.index] ?? []) {
      if (lastUser > end) names.push(name);
    }
    return names;
  };
}

/** What is open stays an import of the whole, under the name that it has there. */
function openPorts(
  { imports, outside }: Composition,
  parts: readonly ComponentPart[],
  groupOf: ReadonlyMap<TypedPart, Group>,
  originalOf: ReadonlyMap<TypedPart, ComponentPart>,
): OpenPort[] {
  const ports: OpenPort[] = [];
  const add = (part: TypedPart, port: string, open: OpenPort['as']): void => {
    if (open !== undefined) ports.push({ part, import: port, as: open });
  };
  if (outside !== undefined) {
    for (const port of outside.type.imports.keys()) add(outside, port, imports.of(outside, port));
  }
  for (const part of parts) {
    const group = groupOf.get(part);
    if (group !== undefined) {
      for (const [port, from] of group.imports) if (from.kind === 'import') add(part, port, from);
      continue;
    }
    const original = originalOf.get(part);
    if (original === undefined) continue;
    for (const port of part.type.imports.keys()) add(part, port, imports.of(original, port));
  }
  return ports;
}

/** Components that stand, byte for byte, in more than one group. */
function sharedParts(
  { parts }: Composition,
  placed: readonly (Placed | undefined)[],
): ComponentPart[] {
  /** The first of each. */
  const known = new Map<ComponentNode, ComponentPart>();
  const shared = new Set<ComponentPart>();
  for (const part of parts) {
    const place = placed[part.index]?.part;
    if (place === undefined || sizeOf(part) === 0) continue;
    const same = known.get(part.node);
    if (same === undefined) known.set(part.node, part);
    else if (placed[same.index]?.part !== place) shared.add(same);
  }
  return [...shared].toSorted((a, b) => sizeOf(b) - sizeOf(a));
}
