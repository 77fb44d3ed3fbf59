/**
 * Decides, by names alone, which component serves which import. Whether the types fit is asked later.
 *
 * For an import the first of these that has a candidate decides: what the user chose, an export of the same name, an export
 * on the same semver track. A component never serves itself, and more than one candidate is an error.
 */
import type { Diagnostic } from '@wit-ts/wit-parser';
import type { LinkChoice } from '../inputs.js';
import { linkMessages } from '../messages.js';
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

/** Links the imports of all parts; `choices` come from `--link`. */
export function linkParts(parts: readonly Part[], choices: readonly LinkChoice[]): LinkResult {
  const byName = new Map<string, Candidate[]>();
  const byTrack = new Map<string, Candidate[]>();
  for (const [part, { exports }] of parts.entries()) {
    for (const port of exports) {
      push(byName, port.name, { part, port });
      push(byTrack, trackKey(port.name), { part, port });
    }
  }
  const chosen = readChoices(parts, choices);
  const result: LinkResult = { links: [], open: [], diagnostics: chosen.diagnostics };
  for (const [importer, part] of parts.entries()) {
    for (const port of part.imports) {
      const choice = chosen.links.get(choiceKey(importer, port.name));
      if (choice !== undefined) {
        result.links.push(choice);
        continue;
      }
      const others = (list: Candidate[] | undefined): Candidate[] =>
        (list ?? []).filter((candidate) => candidate.part !== importer);
      const exact = others(byName.get(port.name));
      const candidates = exact.length > 0 ? exact : others(byTrack.get(trackKey(port.name)));
      const [first] = candidates;
      if (first === undefined) {
        result.open.push({ importer, port });
      } else if (candidates.length > 1) {
        result.diagnostics.push(
          linkMessages.ambiguousProvider(
            part,
            port.name,
            candidates.map(({ part: index, port: { name } }) => ({
              part: parts[index] as Part,
              export: name,
            })),
          ),
        );
      } else {
        result.links.push({
          importer,
          import: port.name,
          provider: first.part,
          export: first.port.name,
          reason: exact.length > 0 ? 'same name' : 'same semver track',
        });
      }
    }
  }
  return result;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function choiceKey(importer: number, name: string): string {
  return `${importer}\n${name}`;
}

/** Turns the user's choices into links; each that fits nothing is an error that says what there is. */
function readChoices(
  parts: readonly Part[],
  choices: readonly LinkChoice[],
): { links: Map<string, Link>; diagnostics: Diagnostic[] } {
  const links = new Map<string, Link>();
  const diagnostics: Diagnostic[] = [];
  const indexOf = (name: string): number => parts.findIndex((part) => part.name === name);
  const names = parts.map((part) => part.name);
  for (const choice of choices) {
    const importer = indexOf(choice.importer);
    const provider = indexOf(choice.provider);
    const importerPart = parts[importer];
    const providerPart = parts[provider];
    if (importerPart === undefined || providerPart === undefined) {
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
    const served = findExport(providerPart, port);
    if (served === undefined) {
      diagnostics.push(linkMessages.notExported(importerPart, port, providerPart));
      continue;
    }
    const key = choiceKey(importer, port.name);
    const before = links.get(key);
    if (before !== undefined && before.provider !== provider) {
      diagnostics.push(
        linkMessages.chosenTwice(importerPart, port.name, [
          (parts[before.provider] as Part).name,
          providerPart.name,
        ]),
      );
      continue;
    }
    links.set(key, { importer, import: port.name, provider, export: served, reason: 'chosen' });
  }
  return { links, diagnostics };
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
