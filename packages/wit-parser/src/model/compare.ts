/** When parts of a model are the same. */

import type { Stability, TypeOwner } from './resolve.js';

export function sameOwner(a: TypeOwner, b: TypeOwner): boolean {
  return a.kind === b.kind && a.id === b.id;
}

/** Whether two gates say the same. */
export function sameStability(a: Stability | undefined, b: Stability | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (a.deprecated !== b.deprecated) return false;
  return a.kind === 'stable'
    ? b.kind === 'stable' && a.since === b.since
    : b.kind === 'unstable' && a.feature === b.feature;
}

/** A gate as WIT writes it, for messages. */
export function stabilityText(stability: Stability | undefined): string {
  if (stability === undefined) return 'no gate';
  const gate =
    stability.kind === 'stable'
      ? `@since(version = ${stability.since})`
      : `@unstable(feature = ${stability.feature})`;
  const { deprecated } = stability;
  return deprecated === undefined ? gate : `${gate} @deprecated(version = ${deprecated})`;
}
