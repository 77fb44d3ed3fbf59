export { exportize, importize } from './importize.js';
export { mergeWorldImportsBasedOnSemver } from './merge-imports.js';
export {
  mergeResolve,
  type MergeOptions,
  type MergeRemap,
  type MergeResult,
} from './merge/merge.js';
export * from './queries.js';
export { selectWorld, type SelectedWorld } from './select-world.js';
export { containedTypes } from './type-order.js';
export { compatibilityTrack } from './version-track.js';
