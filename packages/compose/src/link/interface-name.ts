/**
 * Names of interfaces as imports and exports spell them, and the semver track they are on.
 *
 * @see Explainer.md, "Import and Export Definitions" and "Canonical Interface Name"
 */

import { compatibilityTrack, parseVersion } from '@wit-ts/wit-parser';

export interface InterfaceName {
  /** `ns:pkg/interface`, without the version. */
  base: string;
  /** Semver text, absent for an unversioned package. */
  version?: string;
}

/** Splits `ns:pkg/interface@version`; `undefined` for a plain name such as a bare function's. */
export function parseInterfaceName(text: string): InterfaceName | undefined {
  const slash = text.indexOf('/');
  if (slash < 0 || text.indexOf(':') < 0) return undefined;
  const at = text.indexOf('@', slash);
  if (at < 0) return { base: text };
  return { base: text.slice(0, at), version: text.slice(at + 1) };
}

/** The version that was asked for last: names that follow one another mostly have the same. */
let last = { version: '', track: '' };

/** The track of a version; one that is no full version, as canonical interface names have it, is its own track. */
function trackOf(version: string): string {
  if (version !== last.version) {
    const parsed = parseVersion(version);
    last = { version, track: parsed === undefined ? version : compatibilityTrack(parsed) };
  }
  return last.track;
}

/** The key under which compatible names meet: the base and the track; a plain name is its own key. */
export function trackKey(name: string): string {
  const parsed = parseInterfaceName(name);
  if (parsed?.version === undefined) return name;
  return `${parsed.base}@${trackOf(parsed.version)}`;
}
