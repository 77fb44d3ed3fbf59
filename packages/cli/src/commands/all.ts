/**
 * The commands, in the order of the help. Each is a function, as a run needs one of them, and V8 then keeps no compiled form of
 * the others.
 */
import { bindgen } from './bindgen.js';
import { build } from './build.js';
import { check } from './check.js';
import { compose } from './compose.js';
import type { Definition, Group } from './definition.js';
import { fmt } from './fmt.js';
import { lsp } from './lsp.js';
import { newProject } from './new.js';
import { run } from './run.js';
import { targets } from './targets.js';
import { wit } from './wit.js';

export const commands = new Map<string, () => Definition | Group>([
  ['new', newProject],
  ['check', check],
  ['wit', wit],
  ['fmt', fmt],
  ['lsp', lsp],
  ['bindgen', bindgen],
  ['build', build],
  ['compose', compose],
  ['targets', targets],
  ['run', run],
]);
