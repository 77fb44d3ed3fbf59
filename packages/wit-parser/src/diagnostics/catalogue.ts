/** Everything that is known of the codes of this package. */

import type { CatalogueEntry } from './catalogue-entry.js';
import { CHARACTER_PAGES } from './pages/characters.js';
import { FILE_PAGES } from './pages/files.js';
import { GATE_PAGES } from './pages/gates.js';
import { NAME_PAGES } from './pages/names.js';
import { OPERATION_PAGES } from './pages/operations.js';
import { PACKAGE_PAGES } from './pages/packages.js';
import { SYNTAX_PAGES } from './pages/syntax.js';
import { TYPE_PAGES } from './pages/types.js';
import { WARNING_PAGES } from './pages/warnings.js';
import { WORLD_PAGES } from './pages/worlds.js';

/** The table of the codes of this package, in their order. */
export const WIT_CATALOGUE: readonly CatalogueEntry[] = [
  ...CHARACTER_PAGES,
  ...SYNTAX_PAGES,
  ...FILE_PAGES,
  ...PACKAGE_PAGES,
  ...NAME_PAGES,
  ...TYPE_PAGES,
  ...GATE_PAGES,
  ...WORLD_PAGES,
  ...WARNING_PAGES,
  ...OPERATION_PAGES,
];
