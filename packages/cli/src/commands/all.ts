/** The commands, in the order of the help. */
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

export const commands: readonly (Definition | Group)[] = [
  newProject,
  check,
  wit,
  fmt,
  lsp,
  bindgen,
  build,
  compose,
  targets,
  run,
];
