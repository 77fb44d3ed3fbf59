/** Completes worlds after an operation changed them or what they depend on. */

import * as messages from '../diagnostics/operation-messages.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Resolve, WorldId } from '../model/resolve.js';
import { Elaborator } from '../resolver/elaborate.js';
import { interfaceName, worldItemName, worldName } from './queries.js';

/** Completes these worlds, or all; a world that would export and import the same interface is reported. */
export function elaborateWorlds(
  resolve: Resolve,
  worlds: Iterable<WorldId> = resolve.worlds.keys(),
): Diagnostic[] {
  const elaborator = new Elaborator(resolve);
  const diagnostics: Diagnostic[] = [];
  for (const id of worlds) {
    const conflict = elaborator.elaborate(id);
    if (conflict === undefined) continue;
    const path = conflict.path.map((step) => interfaceName(resolve, step) ?? 'an inline interface');
    const key = worldItemName(resolve, conflict.key);
    diagnostics.push(messages.exportNeedsImport(worldName(resolve, id), key, path));
  }
  return diagnostics;
}
