/** Why an import was left over: what nearly serves it, and the rule that kept it from doing so. */
import { type ExternItem, type TypeDifference } from '@wit-ts/component';
import { type Diagnostic, Suggester } from '@wit-ts/wit-parser';
import type { Port } from '../link/link.js';
import { parseInterfaceName, trackKey } from '../link/interface-name.js';
import { type Candidate, linkMessages, type Side } from '../messages.js';
import type { TypedPart } from '../part.js';
import { differenceBetween } from './fit.js';

/** An export that has something in common with an open import. */
interface Near {
  part: TypedPart;
  name: string;
}

/** The most candidates that one note names. */
const MAX_CANDIDATES = 3;

/**
 * One note for every open import that some other component nearly serves. An import that nothing resembles is the host's, as
 * WASI is, and needs no words.
 */
export function explainOpenImports(
  parts: readonly TypedPart[],
  open: readonly { importer: number; port: Port }[],
): Diagnostic[] {
  if (open.length === 0) return [];
  const notes: Diagnostic[] = [];
  const exports = exportsOf(parts);
  const suggester = new Suggester();
  for (const { importer, port } of open) {
    const user = parts[importer];
    const item = user?.type.imports.get(port.name);
    if (user === undefined || item === undefined) continue;
    const others = exports.filter(({ part }) => part !== user);
    // Whatever has the right name was left out on purpose: by choice, or because it would close a circle.
    const key = trackKey(port.name);
    if (others.some(({ name }) => trackKey(name) === key)) continue;
    const wanted: Side = { part: user, does: 'imports', item };
    const note =
      noteOf('otherTrack', wanted, user, otherTrack(port, others)) ??
      noteOf('labelled', wanted, user, otherLabel(port, others)) ??
      noteOf('similarName', wanted, user, otherPackage(port, others)) ??
      noteOf('similarName', wanted, user, otherSpelling(port, others, suggester));
    if (note !== undefined) notes.push(note);
  }
  return notes;
}

/** The note on the candidates of one rule, with what their types say. */
function noteOf(
  rule: 'otherTrack' | 'labelled' | 'similarName',
  wanted: Side,
  user: TypedPart,
  near: readonly Near[],
): Diagnostic | undefined {
  const candidates = near.slice(0, MAX_CANDIDATES).flatMap((entry): Candidate[] => {
    const given = sideOf(entry);
    if (given === undefined) return [];
    const difference = fit(user, wanted.item, entry.part, given.item);
    return [{ side: given, difference }];
  });
  const [first, ...rest] = candidates;
  return first && linkMessages[rule](wanted, [first, ...rest]);
}

function sideOf({ part, name }: Near): Side | undefined {
  const item = part.type.exports.get(name);
  return item && { part, does: 'exports', item };
}

function fit(
  user: TypedPart,
  wanted: ExternItem,
  part: TypedPart,
  given: ExternItem,
): TypeDifference | undefined {
  return differenceBetween({ part, item: given }, { part: user, item: wanted });
}

function exportsOf(parts: readonly TypedPart[]): Near[] {
  const list: Near[] = [];
  for (const part of parts) {
    for (const { name } of part.exports) list.push({ part, name });
  }
  return list;
}

/** The same interface in a version that is not compatible, or without one. */
function otherTrack(port: Port, others: readonly Near[]): Near[] {
  const wanted = parseInterfaceName(port.name);
  if (wanted === undefined) return [];
  return others.filter(({ name }) => parseInterfaceName(name)?.base === wanted.base);
}

/** What a label implements is exported under the name of the interface. */
function otherLabel(port: Port, others: readonly Near[]): Near[] {
  return port.implements === undefined ? [] : others.filter(({ name }) => name === port.implements);
}

/** An interface of the same name in another package. */
function otherPackage(port: Port, others: readonly Near[]): Near[] {
  const wanted = lastName(port.name);
  return wanted === undefined ? [] : others.filter(({ name }) => lastName(name) === wanted);
}

function lastName(name: string): string | undefined {
  return parseInterfaceName(name)?.base.split('/').at(-1);
}

function packageName(name: string): string | undefined {
  return parseInterfaceName(name)?.base.split('/', 1)[0];
}

/** Another interface of the same package, or another plain name, that differs by a slip of the pen. */
function otherSpelling(port: Port, others: readonly Near[], suggester: Suggester): Near[] {
  const home = packageName(port.name);
  const byLastName = new Map<string, Near>();
  for (const near of others) {
    if (packageName(near.name) === home) byLastName.set(lastName(near.name) ?? near.name, near);
  }
  const closest = suggester.closest(lastName(port.name) ?? port.name, byLastName.keys());
  const near = closest === undefined ? undefined : byLastName.get(closest);
  return near === undefined ? [] : [near];
}
