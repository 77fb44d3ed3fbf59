/** Why an import was left over: what nearly serves it, and the rule that kept it from doing so. */
import { type ExternItem, type TypeDifference } from '@wit-ts/component';
import { type Diagnostic, Suggester } from '@wit-ts/wit-parser';
import type { Port } from '../link/link.js';
import { parseInterfaceName, trackKey } from '../link/interface-name.js';
import { linkMessages } from '../messages.js';
import type { Candidate, Side } from './sides.js';
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
  const exports = new Exports(parts);
  const suggester = new Suggester();
  for (const { importer, port } of open) {
    const user = parts[importer];
    const item = user?.type.imports.get(port.name);
    if (user === undefined || item === undefined || !exports.resemble(port)) continue;
    // Whatever has the right name was left out on purpose: by choice, or because it would close a circle.
    if (exports.onTrack(port, user).length > 0) continue;
    const wanted: Side = { part: user, does: 'imports', item };
    const note =
      noteOf('otherTrack', wanted, user, exports.onOtherTrack(port, user)) ??
      noteOf('labelled', wanted, user, exports.ofLabel(port, user)) ??
      noteOf('similarName', wanted, user, exports.inOtherPackage(port, user)) ??
      noteOf('similarName', wanted, user, exports.ofOtherSpelling(port, user, suggester));
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

/** The exports of all parts, by what they may have in common with an import. */
class Exports {
  private readonly byTrack = new Map<string, Near[]>();
  private readonly byBase = new Map<string, Near[]>();
  private readonly byName = new Map<string, Near[]>();
  private readonly byLastName = new Map<string, Near[]>();
  private readonly byPackage = new Map<string | undefined, Near[]>();

  constructor(parts: readonly TypedPart[]) {
    for (const part of parts) {
      for (const { name } of part.exports) {
        const near: Near = { part, name };
        const base = parseInterfaceName(name)?.base;
        add(this.byTrack, trackKey(name), near);
        add(this.byName, name, near);
        add(this.byPackage, packageOf(base), near);
        if (base === undefined) continue;
        add(this.byBase, base, near);
        add(this.byLastName, lastNameOf(base), near);
      }
    }
  }

  /** Whether any of them has a package or a name in common with an import: for most, as those of WASI, none has. */
  resemble(port: Port): boolean {
    const base = parseInterfaceName(port.name)?.base;
    if (this.byPackage.has(packageOf(base))) return true;
    if (base !== undefined && this.byLastName.has(lastNameOf(base))) return true;
    return port.implements !== undefined && this.byName.has(port.implements);
  }

  onTrack(port: Port, user: TypedPart): Near[] {
    return ofOthers(this.byTrack.get(trackKey(port.name)), user);
  }

  /** The same interface in a version that is not compatible, or without one. */
  onOtherTrack(port: Port, user: TypedPart): Near[] {
    const base = parseInterfaceName(port.name)?.base;
    return base === undefined ? [] : ofOthers(this.byBase.get(base), user);
  }

  /** What a label implements is exported under the name of the interface. */
  ofLabel(port: Port, user: TypedPart): Near[] {
    return port.implements === undefined ? [] : ofOthers(this.byName.get(port.implements), user);
  }

  /** An interface of the same name in another package. */
  inOtherPackage(port: Port, user: TypedPart): Near[] {
    const base = parseInterfaceName(port.name)?.base;
    return base === undefined ? [] : ofOthers(this.byLastName.get(lastNameOf(base)), user);
  }

  /** Another interface of the same package, or another plain name, that differs by a slip of the pen. */
  ofOtherSpelling(port: Port, user: TypedPart, suggester: Suggester): Near[] {
    const base = parseInterfaceName(port.name)?.base;
    const home = this.byPackage.get(packageOf(base));
    if (home === undefined) return [];
    const wanted = base === undefined ? port.name : lastNameOf(base);
    const closest = suggester.closest(wanted, shortNames(home, user));
    if (closest === undefined) return [];
    const near = home.findLast((other) => other.part !== user && shortName(other) === closest);
    return near === undefined ? [] : [near];
  }
}

function add<K>(map: Map<K, Near[]>, key: K, near: Near): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [near]);
  else list.push(near);
}

function ofOthers(list: readonly Near[] | undefined, user: TypedPart): Near[] {
  return (list ?? []).filter(({ part }) => part !== user);
}

function lastNameOf(base: string): string {
  return base.slice(base.lastIndexOf('/') + 1);
}

function packageOf(base: string | undefined): string | undefined {
  return base?.split('/', 1)[0];
}

function shortName({ name }: Near): string {
  const base = parseInterfaceName(name)?.base;
  return base === undefined ? name : lastNameOf(base);
}

/** Made on demand: after some work the suggester looks at no more. */
function* shortNames(list: readonly Near[], user: TypedPart): Iterable<string> {
  for (const near of list) {
    if (near.part !== user) yield shortName(near);
  }
}
