export {
  mergeResolve,
  type MergeOptions,
  type MergeRemap,
  type MergeResult,
} from './merge/merge.js';
export * from './queries.js';
export { selectWorld, type SelectedWorld } from './select-world.js';
export { containedTypes } from './type-order.js';
