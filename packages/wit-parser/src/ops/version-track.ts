/** Which versions can stand for each other. */

import type { Version } from '../semver/index.js';

/**
 * The text that versions have in common which are compatible with each other: `1` of 1.2.3, `0.2` of 0.2.12, the version
 * itself of 0.0.1 and of pre-releases (without what stands behind `+`).
 *
 * Specification: component-model design/mvp/Explainer.md, "Canonical Interface Name".
 */
export function compatibilityTrack(version: Version): string {
  const { major, minor, patch, pre } = version;
  if (pre !== '') return `${major}.${minor}.${patch}-${pre}`;
  if (major !== 0n) return `${major}`;
  if (minor !== 0n) return `0.${minor}`;
  return `0.0.${patch}`;
}
