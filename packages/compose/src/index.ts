export { type ComposeResult, compose } from './compose.js';
export type { ComposeInput, ComposeOptions, ExportChoice, LinkChoice } from './inputs.js';
export {
  type Plan,
  type PlannedComponent,
  type PlannedExport,
  type PlannedImport,
  type PlannedLink,
  planText,
} from './plan/plan.js';
export { targets, type TargetsResult, type TargetWorld } from './targets/targets.js';
export { dot, mermaid } from './graph/text-formats.js';
export { html } from './graph/html.js';
export { sizeText } from './graph/size-text.js';
export { LINK_CATALOGUE } from './pages.js';
export {
  type AddedBytes,
  type ReportedComponent,
  reportText,
  type SizedInput,
  type SizeReport,
  sizeReport,
} from './report/report.js';
export { composeWac, type ComposeWacOptions, type ComposeWacResult } from './wac/compose-wac.js';
export type { LoadDependency, WacDependency } from './wac/packages.js';
export { DOCUMENT_CATALOGUE } from './wac/pages.js';
