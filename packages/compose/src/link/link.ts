/**
 * Decides, by names alone, which component serves which import. Whether the types fit is asked later.
 *
 * For an import the first of these that has a candidate decides: what the user chose, an export of the same name, an export
 * on the same semver track. A component never serves itself, nor one that it needs, and more than one candidate is an error.
 */
import type { Diagnostic } from '@wit-ts/wit-parser';
import type { LinkChoice } from '../inputs.js';
import { linkMessages } from '../messages.js';
import { ByPort } from './by-port.js';
import { trackKey } from './interface-name.js';

/** A name of an import or export with the interface it says to implement, if it has a label. */
export interface Port {
  name: string;
  implements?: string;
}

/** What linking sees of a component. */
export interface Part {
  name: string;
  path: string;
  imports: readonly Port[];
  exports: readonly Port[];
}

/** An import and the export that serves it; both are named as their components spell them. */
export interface Link {
  importer: number;
  import: string;
  provider: number;
  export: string;
  /** Why this provider: for plans and explanations. */
  reason: 'chosen' | 'same name' | 'same semver track';
}

export interface LinkResult {
  links: Link[];
  /** Imports that nobody serves. */
  open: { importer: number; port: Port }[];
  diagnostics: Diagnostic[];
}

interface Candidate {
  part: number;
  port: Port;
}

const NOBODY: readonly Candidate[] = [];

/** Links the imports of all parts; `choices` come from `--link`. */
export function linkParts(parts: readonly Part[], choices: readonly LinkChoice[]): LinkResult {
  const exports = new ExportIndex(parts);
  const chosen = readChoices(parts, choices);
  const result: LinkResult = {
    links: chosen.links,
    open: [],
    diagnostics: chosen.diagnostics,
  };
  const needs = new Needs();
  for (const link of result.links) needs.add(link);
  // First what is clear, so that it can rule out candidates of what is not.
  const unclear: { importer: number; port: Port; candidates: readonly Candidate[] }[] = [];
  for (let importer = 0; importer < parts.length; importer++) {
    for (const port of (parts[importer] as Part).imports) {
      const choice = chosen.of.get(importer, port.name);
      if (choice !== undefined && choice !== 'left') continue;
      const candidates = choice === 'left' ? NOBODY : exports.candidates(port, importer);
      const possible = needs.without(candidates, importer);
      const first = possible[0];
      if (first === undefined) result.open.push({ importer, port });
      else if (possible.length > 1) unclear.push({ importer, port, candidates: possible });
      else result.links.push(linkOf(importer, port, first));
    }
  }
  if (unclear.length === 0) return result;
  for (const link of result.links) needs.add(link);
  for (const { importer, port, candidates } of unclear) {
    const possible = needs.without(candidates, importer);
    const [first] = possible;
    if (first !== undefined && possible.length === 1) {
      const link = linkOf(importer, port, first);
      result.links.push(link);
      needs.add(link);
    } else if (first === undefined) {
      result.open.push({ importer, port });
    } else {
      result.diagnostics.push(ambiguous(parts, importer, port, possible));
    }
  }
  return result;
}

function linkOf(importer: number, port: Port, candidate: Candidate): Link {
  return {
    importer,
    import: port.name,
    provider: candidate.part,
    export: candidate.port.name,
    reason: candidate.port.name === port.name ? 'same name' : 'same semver track',
  };
}

function ambiguous(
  parts: readonly Part[],
  importer: number,
  port: Port,
  candidates: readonly Candidate[],
): Diagnostic {
  return linkMessages.ambiguousProvider(
    parts[importer] as Part,
    port.name,
    candidates.map(({ part: index, port: { name } }) => ({
      part: parts[index] as Part,
      export: name,
    })),
  );
}

/** The exports of all parts by name and, from when that is asked for, by track. */
class ExportIndex {
  private readonly byName: ReadonlyMap<string, Candidate[]>;
  private byTrack: ReadonlyMap<string, Candidate[]> | undefined = undefined;

  constructor(private readonly parts: readonly Part[]) {
    this.byName = this.by(undefined);
  }

  /** By the name itself, or by what `keyOf` makes of it. */
  private by(keyOf: ((name: string) => string) | undefined): Map<string, Candidate[]> {
    const { parts } = this;
    const found = new Map<string, Candidate[]>();
    for (let part = 0; part < parts.length; part++) {
      for (const port of (parts[part] as Part).exports) {
        const key = keyOf === undefined ? port.name : keyOf(port.name);
        const candidate: Candidate = { part, port };
        const list = found.get(key);
        if (list === undefined) found.set(key, [candidate]);
        else list.push(candidate);
      }
    }
    return found;
  }

  /** Who can serve an import of a part that is not that part itself: those of the same name, else those on the track. */
  candidates(port: Port, importer: number): readonly Candidate[] {
    const exact = othersThan(importer, this.byName.get(port.name));
    if (exact.length > 0) return exact;
    this.byTrack ??= this.by(trackKey);
    return othersThan(importer, this.byTrack.get(trackKey(port.name)));
  }
}

/** The list itself where nothing of it is left out, which is nearly always so. */
function othersThan(
  importer: number,
  list: readonly Candidate[] | undefined,
): readonly Candidate[] {
  if (list === undefined) return NOBODY;
  for (const { part } of list) {
    if (part === importer) return list.filter((candidate) => candidate.part !== importer);
  }
  return list;
}

/** Which part needs which, to rule out providers that need the importer themselves. */
class Needs {
  private readonly of = new Map<number, Set<number>>();

  add({ importer, provider }: Link): void {
    const known = this.of.get(importer);
    if (known === undefined) this.of.set(importer, new Set([provider]));
    else known.add(provider);
  }

  /** The candidates that do not need the importer themselves; the list itself where nobody needs anybody yet. */
  without(candidates: readonly Candidate[], importer: number): readonly Candidate[] {
    if (this.of.size === 0) return candidates;
    return candidates.filter(({ part }) => !this.reaches(part, importer));
  }

  /** Whether `from` needs `to`, directly or through others. */
  private reaches(from: number, to: number): boolean {
    if (!this.of.has(from)) return false;
    const seen = new Set<number>([from]);
    const todo = [from];
    for (let part = todo.pop(); part !== undefined; part = todo.pop()) {
      for (const next of this.of.get(part) ?? []) {
        if (next === to) return true;
        if (seen.has(next)) continue;
        seen.add(next);
        todo.push(next);
      }
    }
    return false;
  }
}

interface Choices {
  /** In the order in which they were made. */
  links: Link[];
  /** Imports that were chosen for; `left` is one that stays an import of the result. */
  of: ByPort<Link | 'left'>;
  diagnostics: Diagnostic[];
}

/** Turns the user's choices into links; each that fits nothing is an error that says what there is. */
function readChoices(parts: readonly Part[], choices: readonly LinkChoice[]): Choices {
  const links: Link[] = [];
  const of: Choices['of'] = new ByPort();
  const diagnostics: Diagnostic[] = [];
  const indexOf = (name: string): number => parts.findIndex((part) => part.name === name);
  const names = parts.map((part) => part.name);
  for (const choice of choices) {
    const importer = indexOf(choice.importer);
    const provider = indexOf(choice.provider);
    const importerPart = parts[importer];
    const providerPart = parts[provider];
    const toHost = choice.provider === '';
    if (importerPart === undefined || (providerPart === undefined && !toHost)) {
      const unknown = importerPart === undefined ? choice.importer : choice.provider;
      diagnostics.push(linkMessages.unknownComponent(unknown, names));
      continue;
    }
    if (importer === provider) {
      diagnostics.push(linkMessages.linkToItself(importerPart, choice.import));
      continue;
    }
    const port = importerPart.imports.find(({ name }) => name === choice.import);
    if (port === undefined) {
      diagnostics.push(linkMessages.unknownImport(importerPart, choice.import));
      continue;
    }
    if (providerPart === undefined) {
      if (!of.has(importer, port.name)) of.set(importer, port.name, 'left');
      continue;
    }
    const served = findExport(providerPart, port);
    if (served === undefined) {
      diagnostics.push(linkMessages.notExported(importerPart, port, providerPart));
      continue;
    }
    const before = of.get(importer, port.name);
    if (before !== undefined && before !== 'left') {
      if (before.provider === provider) continue;
      diagnostics.push(
        linkMessages.chosenTwice(importerPart, port.name, [
          (parts[before.provider] as Part).name,
          providerPart.name,
        ]),
      );
      continue;
    }
    const link: Link = {
      importer,
      import: port.name,
      provider,
      export: served,
      reason: 'chosen',
    };
    links.push(link);
    of.set(importer, port.name, link);
  }
  return { links, of, diagnostics };
}

/** The export of `part` that can serve `port`: by name, by track, or as the interface that a label implements. */
export function findExport(part: Part, port: Port): string | undefined {
  const wanted = port.implements === undefined ? [port.name] : [port.name, port.implements];
  for (const name of wanted) {
    const exact = part.exports.find((candidate) => candidate.name === name);
    if (exact !== undefined) return exact.name;
  }
  for (const name of wanted) {
    const key = trackKey(name);
    const near = part.exports.find((candidate) => trackKey(candidate.name) === key);
    if (near !== undefined) return near.name;
  }
  for (const name of wanted) {
    const labelled = part.exports.find((candidate) => candidate.implements === name);
    if (labelled !== undefined) return labelled.name;
  }
  return undefined;
}
