/** `--new-instance`: a component of which every importer gets an instance of its own. */
import type { Diagnostic } from '@wit-ts/wit-parser';
import { linkMessages } from '../messages.js';
import type { ComponentPart } from '../part.js';
import type { Link } from './link.js';

export interface SeparateInstances {
  /** The parts, and after them the further instances. */
  parts: ComponentPart[];
  links: Link[];
  diagnostics: Diagnostic[];
}

/**
 * By default all importers of a component share one instance. For each named component, every importer but the first gets
 * another instance of it, which is linked as the first is.
 */
export function separateInstances(
  parts: readonly ComponentPart[],
  links: readonly Link[],
  names: readonly string[],
): SeparateInstances {
  const result: SeparateInstances = { parts: [...parts], links: [...links], diagnostics: [] };
  for (const name of new Set(names)) {
    const shared = parts.find((part) => part.name === name);
    if (shared === undefined) {
      const known = parts.map((part) => part.name);
      result.diagnostics.push(linkMessages.unknownComponent(name, known));
      continue;
    }
    const importers = [
      ...new Set(
        result.links.filter((link) => link.provider === shared.index).map((link) => link.importer),
      ),
    ].toSorted((a, b) => a - b);
    for (const importer of importers.slice(1)) {
      const index = result.parts.length;
      const user = result.parts[importer] as ComponentPart;
      result.parts.push({ ...shared, index, name: `${shared.name} for ${user.name}` });
      const own = result.links.filter((link) => link.importer === shared.index);
      result.links = result.links.map((link) =>
        link.importer === importer && link.provider === shared.index
          ? { ...link, provider: index }
          : link,
      );
      for (const link of own) result.links.push({ ...link, importer: index });
    }
  }
  return result;
}
