/** Why an import was left over: what nearly serves it, and the rule that kept it from doing so. */
import { type Diagnostic, Suggester } from '@wit-ts/wit-parser';
import type { Part, Port } from '../link/link.js';
import { parseInterfaceName, trackKey } from '../link/interface-name.js';
import { linkMessages } from '../messages.js';

/** An export that has something in common with an open import. */
interface Near {
  part: Part;
  name: string;
}

/**
 * One note for every open import that some other component nearly serves. An import that nothing resembles is the host's, as
 * WASI is, and needs no words.
 */
export function explainOpenImports(
  parts: readonly Part[],
  open: readonly { importer: number; port: Port }[],
): Diagnostic[] {
  const notes: Diagnostic[] = [];
  const exports = exportsOf(parts);
  const suggester = new Suggester();
  for (const { importer, port } of open) {
    const user = parts[importer];
    if (user === undefined) continue;
    const others = exports.filter(({ part }) => part !== user);
    // Whatever has the right name was left out on purpose: by choice, or because it would close a circle.
    const key = trackKey(port.name);
    if (others.some(({ name }) => trackKey(name) === key)) continue;
    const note =
      otherTrack(user, port, others) ??
      otherLabel(user, port, others) ??
      otherPackage(user, port, others) ??
      otherSpelling(user, port, others, suggester);
    if (note !== undefined) notes.push(note);
  }
  return notes;
}

function exportsOf(parts: readonly Part[]): Near[] {
  const list: Near[] = [];
  for (const part of parts) {
    for (const { name } of part.exports) list.push({ part, name });
  }
  return list;
}

/** The same interface in a version that is not compatible, or without one. */
function otherTrack(user: Part, port: Port, others: readonly Near[]): Diagnostic | undefined {
  const wanted = parseInterfaceName(port.name);
  if (wanted === undefined) return undefined;
  const near = others.find(({ name }) => parseInterfaceName(name)?.base === wanted.base);
  return near && linkMessages.otherTrack(user, port.name, near.part, near.name);
}

/** What a label implements is exported under the name of the interface. */
function otherLabel(user: Part, port: Port, others: readonly Near[]): Diagnostic | undefined {
  if (port.implements === undefined) return undefined;
  const near = others.find(({ name }) => name === port.implements);
  return near && linkMessages.labelled(user, port.name, near.part, near.name);
}

/** An interface of the same name in another package. */
function otherPackage(user: Part, port: Port, others: readonly Near[]): Diagnostic | undefined {
  const wanted = lastName(port.name);
  if (wanted === undefined) return undefined;
  const near = others.find(({ name }) => lastName(name) === wanted);
  return near && linkMessages.similarName(user, port.name, near.part, near.name);
}

function lastName(name: string): string | undefined {
  return parseInterfaceName(name)?.base.split('/').at(-1);
}

function packageName(name: string): string | undefined {
  return parseInterfaceName(name)?.base.split('/', 1)[0];
}

/** Another interface of the same package, or another plain name, that differs by a slip of the pen. */
function otherSpelling(
  user: Part,
  port: Port,
  others: readonly Near[],
  suggester: Suggester,
): Diagnostic | undefined {
  const home = packageName(port.name);
  const byLastName = new Map<string, Near>();
  for (const near of others) {
    if (packageName(near.name) === home) byLastName.set(lastName(near.name) ?? near.name, near);
  }
  const closest = suggester.closest(lastName(port.name) ?? port.name, byLastName.keys());
  const near = closest === undefined ? undefined : byLastName.get(closest);
  return near && linkMessages.similarName(user, port.name, near.part, near.name);
}
