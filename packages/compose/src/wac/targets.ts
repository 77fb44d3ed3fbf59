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
import { sidesOf } from '../explain/sides.js';
import { exportedInstead } from '../targets/world-differences.js';
import { wacMessages } from './messages.js';
import type { TypedPart } from '../part.js';
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
  const offeredTo = (part: TypedPart): Map<string, ExternItem> => {
    const items = new Map(world.imports);
    for (const name of part.type.imports.keys()) {
      const near = items.has(name) ? undefined : onTrack(world.imports, name);
      if (near !== undefined) items.set(name, near);
    }
    return items;
  };
  for (const open of imports.list) {
    const { name } = open.name;
    const at = importSpans.get(name) ?? span;
    const item = world.imports.get(name) ?? onTrack(world.imports, name);
    if (item === undefined) {
      diagnostics.push(wacMessages.notInTarget(name, worldName, at));
      continue;
    }
    for (const { part, item: wanted } of open.members) {
      const checker = new SubtypeChecker();
      checker.open(offeredTo(part), part.type.imports, part.type.importedResources);
      for (const [resource, from] of checker.bound) bound.set(resource, from);
      const difference = checker.entity(item.entity, wanted.entity);
      if (difference === undefined) continue;
      const text = differenceText(difference);
      const sides = sidesOf(
        difference,
        { part, does: 'imports', item: wanted },
        { part: { name: worldName, path: at.file }, does: 'imports', item, span },
      );
      diagnostics.push(wacMessages.targetMismatch('import', name, worldName, text, at, sides));
    }
  }
  const given = new Map<string, { entity: Entity }>();
  for (const [name, { item }] of exports) given.set(name, item);
  for (const name of world.exports.keys()) {
    const near = given.has(name) ? undefined : onTrack(exports, name);
    if (near !== undefined) given.set(name, near.item);
  }
  const own = exportedInstead(offered, given, bound);
  for (const [name, wanted] of world.exports) {
    const found = exports.get(name) ?? onTrack(exports, name);
    if (found === undefined) {
      diagnostics.push(wacMessages.targetNeedsExport(name, worldName, span));
      continue;
    }
    const checker = new SubtypeChecker(bound, wanted.entity.kind === 'instance' ? own : undefined);
    checker.open(given, world.exports, offered.definedResources);
    const difference = checker.entity(found.item.entity, wanted.entity);
    if (difference === undefined) continue;
    const text = differenceText(difference);
    const sides = sidesOf(
      difference,
      { part: { name: worldName, path: span.file }, does: 'exports', item: wanted, span },
      {
        part: { name: span.file, path: span.file },
        does: 'exports',
        item: { name: found.name, entity: found.item.entity, at: undefined },
        span: found.span,
      },
    );
    diagnostics.push(
      wacMessages.targetMismatch('export', name, worldName, text, found.span, sides),
    );
  }
  return diagnostics;
}

/** What stands under a name on the same semver track. */
function onTrack<T>(items: ReadonlyMap<string, T>, name: string): T | undefined {
  const track = trackKey(name);
  for (const [other, item] of items) {
    if (trackKey(other) === track) return item;
  }
  return undefined;
}
