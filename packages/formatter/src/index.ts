export {
  formatEdits,
  formatWit,
  type FormatEdit,
  type FormatEditsResult,
  type FormatResult,
} from './format.js';
export type { FormatOptions } from './options.js';
