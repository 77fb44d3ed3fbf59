/** Which exports the result has. */
import type { AnyTy, ExternName } from '@wit-ts/component';
import type { Diagnostic } from '@wit-ts/wit-parser';
import { compareTexts } from '../imports/open-imports.js';
import type { ExportChoice } from '../inputs.js';
import { ByPort } from '../link/by-port.js';
import { resourceOf, uniqueKey } from '../link/interface-name.js';
import type { Link } from '../link/link.js';
import { linkMessages } from '../messages.js';
import { type ComponentPart, namesOf, needsName, typesOf } from '../part.js';

/** An export of the result, by the part and the name under which that exports it. */
export interface ChosenExport {
  part: ComponentPart;
  name: string;
  /** How the result spells it, where not as the part does. */
  as?: ExternName;
}

/** As {@link ChosenExport}, of which there is one for each link: a class, for the reason that `MadePart` says. */
export class LinkedExport implements ChosenExport {
  constructor(
    readonly part: ComponentPart,
    readonly name: string,
  ) {}
}

/** The part and export that serve an import; `undefined` where it stays one of the result. */
type Providers = (part: ComponentPart, port: string) => ChosenExport | undefined;

export interface ChosenExports {
  /** In the order in which they have to be written. */
  list: ChosenExport[];
  diagnostics: Diagnostic[];
}

/** `--export` where it is given, else all that nobody consumed; with the owners of the types that they use, owners first. */
export function chooseExports(
  parts: readonly ComponentPart[],
  links: readonly Link[],
  choices: readonly ExportChoice[] | undefined,
  providerOf: Providers,
): ChosenExports {
  const diagnostics: Diagnostic[] = [];
  const wanted =
    choices === undefined
      ? leftOver(parts, links, diagnostics)
      : chosen(parts, choices, diagnostics);
  const list = withoutRivals(withOwners(wanted, providerOf), wanted, providerOf);
  reportDuplicates(list, diagnostics);
  return { list, diagnostics };
}

/** What nobody consumed, sorted by name; without what tools left behind. */
function leftOver(
  parts: readonly ComponentPart[],
  links: readonly Link[],
  diagnostics: Diagnostic[],
): ChosenExport[] {
  const consumed = new ByPort<true>();
  for (const link of links) consumed.set(link.provider, link.export, true);
  const list: ChosenExport[] = [];
  for (const part of parts) {
    for (const { name } of part.exports) {
      if (consumed.get(part.index, name) === true) continue;
      const tool = part.leftovers.get(name);
      if (tool !== undefined) {
        diagnostics.push(linkMessages.leftover(part, name, tool));
        continue;
      }
      list.push({ part, name });
    }
  }
  return list.toSorted((a, b) => compareTexts(a.name, b.name) || a.part.index - b.part.index);
}

function chosen(
  parts: readonly ComponentPart[],
  choices: readonly ExportChoice[],
  diagnostics: Diagnostic[],
): ChosenExport[] {
  const list: ChosenExport[] = [];
  for (const { name, from } of choices) {
    const candidates = parts.filter((part) => from === undefined || part.name === from);
    if (from !== undefined && candidates.length === 0) {
      const known = parts.map((part) => part.name);
      diagnostics.push(linkMessages.unknownComponent(from, known));
      continue;
    }
    const owners = candidates.filter((part) => part.type.exports.has(name));
    if (owners.length === 0) {
      const known = candidates.flatMap((part) => part.exports.map((port) => port.name));
      diagnostics.push(linkMessages.unknownExport(name, from, [...new Set(known)]));
    }
    for (const part of owners) list.push({ part, name });
  }
  return list;
}

/**
 * Closes a list of exports: whatever type an export uses that another export names must itself be exported, and before.
 * Types of open imports are named by those imports.
 */
export function withOwners(wanted: readonly ChosenExport[], providerOf: Providers): ChosenExport[] {
  const started = new Set<string>();
  const list: ChosenExport[] = [];
  // Without recursion: a chain of owners can be as long as there are components.
  const stack: { entry: ChosenExport; owners: Iterator<ChosenExport> }[] = [];
  const start = (entry: ChosenExport): void => {
    const key = keyOf(entry);
    if (started.has(key)) return;
    started.add(key);
    stack.push({ entry, owners: ownersOf(entry, providerOf).values() });
  };
  for (const entry of wanted) {
    start(entry);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const owner = top.owners.next();
      if (owner.done !== true) {
        start(owner.value);
      } else {
        list.push(top.entry);
        stack.pop();
      }
    }
  }
  return list;
}

/**
 * Leaves owners out whose names are taken by what was wanted, or by another owner: two components export one interface, and what
 * is exported uses both. Then types have the names only that their users give them, so far as those do.
 */
function withoutRivals(
  list: readonly ChosenExport[],
  wanted: readonly ChosenExport[],
  providerOf: Providers,
): ChosenExport[] {
  const taken = new Set(wanted.map(({ name }) => uniqueKey(name)));
  const kept = new Set(wanted.map(keyOf));
  const rivals: ChosenExport[] = [];
  for (const entry of list) {
    const folded = uniqueKey(entry.name);
    if (kept.has(keyOf(entry))) continue;
    if (taken.has(folded)) rivals.push(entry);
    else kept.add(keyOf(entry));
    taken.add(folded);
  }
  if (rivals.length === 0) return [...list];
  // Users come after the owners of their types.
  for (const entry of list.toReversed()) {
    if (!kept.has(keyOf(entry))) continue;
    for (const owner of ownersOf(entry, providerOf, isUnnamed)) kept.add(keyOf(owner));
  }
  return list.filter((entry) => kept.has(keyOf(entry)));
}

/** Whether a type that an export mentions needs a name that the export itself does not give it. */
function isUnnamed({ part, name }: ChosenExport, type: AnyTy): boolean {
  if (part.exportedTypes.get(type)?.port === name) return false;
  return type.kind === 'resource' || (type.kind === 'defined' && needsName(type));
}

function keyOf({ part, name }: ChosenExport): string {
  return `${part.index}\n${name}`;
}

/** The exports that name types which this one uses. */
function ownersOf(
  entry: ChosenExport,
  providerOf: Providers,
  counts: (user: ChosenExport, type: AnyTy) => boolean = () => true,
): ChosenExport[] {
  const { part, name } = entry;
  const item = part.type.exports.get(name);
  if (item === undefined) return [];
  const found: ChosenExport[] = [];
  const seen = new Set<string>();
  const push = (owner: ChosenExport | undefined): void => {
    if (owner === undefined || seen.has(keyOf(owner))) return;
    seen.add(keyOf(owner));
    found.push(owner);
  };
  const resource = resourceOf(name);
  if (resource !== undefined && part.type.exports.has(resource)) push({ part, name: resource });
  for (const mentioned of typesOf(item.entity)) {
    if (!counts(entry, mentioned)) continue;
    for (const type of namesOf(mentioned)) {
      const own = part.exportedTypes.get(type);
      if (own !== undefined && own.port !== name) push({ part, name: own.port });
      const imported = part.importedTypes.get(type);
      if (imported !== undefined) push(providerOf(part, imported.port));
    }
  }
  return found;
}

function reportDuplicates(list: readonly ChosenExport[], diagnostics: Diagnostic[]): void {
  const byName = new Map<string, ComponentPart[]>();
  const byCase = new Map<string, ChosenExport>();
  for (const { part, name } of list) {
    const before = byName.get(name);
    if (before === undefined) byName.set(name, [part]);
    else before.push(part);
    const folded = uniqueKey(name);
    const other = byCase.get(folded);
    if (other !== undefined && other.name !== name) {
      diagnostics.push(linkMessages.nameConflict('export', other, { part, name }));
    }
    byCase.set(folded, { part, name });
  }
  for (const [name, owning] of byName) {
    if (owning.length > 1) diagnostics.push(linkMessages.duplicateExport(name, owning));
  }
}
