import type { Diagnostic } from '@wit-ts/wit-parser';
import { pathTo, useEdit } from '../edits.js';
import type { Context } from '../features/context.js';
import type { Repair } from '../features/provideCodeActions.js';

/** So many interfaces are offered for one name. */
const MOST_OFFERED = 5;

/** For a type that is not there (`WIT0140`): a `use` of each interface, of any package, that has one of that name. */
export function useActions({ names, path }: Context, { code, span, fixes }: Diagnostic): Repair[] {
  if (code !== 'WIT0140' || span === undefined) return [];
  const occurrence = names.occurrenceAt(path, span.start);
  if (occurrence?.role !== 'type') return [];
  const { scope, text } = occurrence;
  const own = names.packageOf(scope.part);
  const repairs: Repair[] = [];
  for (const named of names.packages.values()) {
    // The diagnostic itself knows the first interface of its own package.
    if (named === own && (fixes ?? []).length > 0) continue;
    for (const item of names.itemsOf(named)) {
      if (item.kind !== 'interface' || item === scope.owner) continue;
      if (names.scopeOf(item)?.types.get(text)?.kind !== 'type') continue;
      if (repairs.length >= MOST_OFFERED) return repairs;
      repairs.push({
        title: `use \`${text}\` of \`${pathTo(names, item, scope.part)}\``,
        preferred: repairs.length === 0 && (fixes ?? []).length === 0,
        edit: { changes: [{ kind: 'edit', path, edits: [useEdit(names, scope, item, text)] }] },
      });
    }
  }
  return repairs;
}
