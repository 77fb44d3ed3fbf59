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
    last = { version, track: plainTrack(version) ?? anyTrack(version) };
  }
  return last.track;
}

function anyTrack(version: string): string {
  const parsed = parseVersion(version);
  return parsed === undefined ? version : compatibilityTrack(parsed);
}

/** The track of three numbers, as nearly all versions are, without regular expressions: they take long to be made. */
function plainTrack(version: string): string | undefined {
  const first = version.indexOf('.');
  const second = version.indexOf('.', first + 1);
  if (first < 0 || second < 0) return undefined;
  const major = version.slice(0, first);
  const minor = version.slice(first + 1, second);
  const patch = version.slice(second + 1);
  if (!isPlainNumber(major) || !isPlainNumber(minor) || !isPlainNumber(patch)) return undefined;
  return major === '0' ? (minor === '0' ? `0.0.${patch}` : `0.${minor}`) : major;
}

/** Whether it is a number in decimal digits, as short as it can be, and surely below 2^64. */
function isPlainNumber(text: string): boolean {
  const { length } = text;
  if (length === 0 || length > 15 || (length > 1 && text.startsWith('0'))) return false;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x30 || code > 0x39) return false;
  }
  return true;
}

/** The key under which compatible names meet: the base and the track; a plain name is its own key. */
export function trackKey(name: string): string {
  const parsed = parseInterfaceName(name);
  if (parsed?.version === undefined) return name;
  return `${parsed.base}@${trackOf(parsed.version)}`;
}

/** The resource that a function belongs to: `r` of `[method]r.m`. Its name has to stand before that of the function. */
export function resourceOf(name: string): string | undefined {
  // Hardly any name is one.
  return name.startsWith('[') ? /^\[[^\]]+\]([^.]+)/.exec(name)?.[1] : undefined;
}

/**
 * Equal for names of which a component imports, or exports, one at most: they differ in case only, or in what a function of a
 * resource is. For names that are valid: what checks their grammar finds such pairs by itself (`validate/extern-name.ts` of the
 * component package), and is not loaded where nothing is checked.
 *
 * @see Explainer.md, "strongly-unique"
 */
export function uniqueKey(name: string): string {
  const folded = name.toLowerCase();
  if (!folded.startsWith('[') || folded.startsWith('[constructor]')) return folded;
  const member = folded.slice(folded.indexOf(']') + 1);
  const [resource, label] = member.split('.', 2);
  return resource === label ? (resource ?? '') : `[]${member}`;
}
