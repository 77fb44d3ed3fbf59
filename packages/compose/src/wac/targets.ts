/** Whether what a document describes fits the world that it targets. */
import {
  differenceText,
  type Entity,
  type ExternItem,
  makeComponent,
  type Resource,
  SubtypeChecker,
} from '@wit-ts/component';
import type { Diagnostic } from '@wit-ts/wit-parser';
import { trackKey } from '../link/interface-name.js';
import type { OpenImports } from '../imports/open-imports.js';
import { wacMessages } from './messages.js';
import type { Resolution } from './resolver.js';

/**
 * The result may import less than the world, and must export all of it.
 *
 * @see Subtyping.md
 */
export function checkTarget(
  { target, importSpans, exports }: Resolution,
  imports: OpenImports,
): Diagnostic[] {
  if (target === undefined) return [];
  const { world, name: worldName, span } = target;
  const diagnostics: Diagnostic[] = [];
  const offered = makeComponent(world.imports, world.exports);
  const bound = new Map<Resource, Resource>();
  for (const open of imports.list) {
    const { name } = open.name;
    const at = importSpans.get(name) ?? span;
    const item = importOf(world.imports, name);
    if (item === undefined) {
      diagnostics.push(wacMessages.notInTarget(name, worldName, at));
      continue;
    }
    for (const { part, item: wanted } of open.members) {
      const checker = new SubtypeChecker();
      checker.open(world.imports, part.type.imports, part.type.importedResources);
      for (const [resource, from] of checker.bound) bound.set(resource, from);
      const difference = checker.entity(item.entity, wanted.entity);
      if (difference === undefined) continue;
      const text = differenceText(difference);
      diagnostics.push(wacMessages.targetMismatch('import', name, worldName, text, at));
    }
  }
  const given = new Map<string, { entity: Entity }>();
  for (const [name, { item }] of exports) given.set(name, item);
  for (const [name, wanted] of world.exports) {
    const found = exports.get(name);
    if (found === undefined) {
      diagnostics.push(wacMessages.targetNeedsExport(name, worldName, span));
      continue;
    }
    const checker = new SubtypeChecker(bound);
    checker.open(given, world.exports, offered.definedResources);
    const difference = checker.entity(found.item.entity, wanted.entity);
    if (difference === undefined) continue;
    const text = differenceText(difference);
    diagnostics.push(wacMessages.targetMismatch('export', name, worldName, text, found.span));
  }
  return diagnostics;
}

/** The import of a name, or one on its semver track. */
function importOf(imports: ReadonlyMap<string, ExternItem>, name: string): ExternItem | undefined {
  const exact = imports.get(name);
  if (exact !== undefined) return exact;
  const track = trackKey(name);
  for (const [other, item] of imports) {
    if (trackKey(other) === track) return item;
  }
  return undefined;
}
