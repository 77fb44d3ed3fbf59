/**
 * Names of interfaces as imports and exports spell them, and the semver track they are on.
 *
 * @see Explainer.md, "Import and Export Definitions" and "Canonical Interface Name"
 */

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

/**
 * The track on which versions are compatible: `1.2.3` → `1`, `0.2.6` → `0.2`, `0.0.1` and pre-releases only themselves.
 */
export function semverTrack(version: string): string {
  const core = version.split('+', 1)[0] ?? version;
  if (core.includes('-')) return core;
  const [major = '0', minor = '0'] = core.split('.');
  if (major !== '0') return major;
  if (minor !== '0') return `0.${minor}`;
  return core;
}

/** The key under which compatible names meet: the base and the track; a plain name is its own key. */
export function trackKey(name: string): string {
  const parsed = parseInterfaceName(name);
  if (parsed?.version === undefined) return name;
  return `${parsed.base}@${semverTrack(parsed.version)}`;
}
