/** Whether an export would do for an import that it is not linked to. */
import {
  type ExternItem,
  type Resource,
  SubtypeChecker,
  type TypeDifference,
} from '@wit-ts/component';
import type { TypedPart } from '../part.js';

/** An import or export of a component. */
export interface Placed {
  part: TypedPart;
  item: ExternItem;
}

/**
 * What keeps the types of an export from doing for an import, whatever the two are called. Resources of the interface itself
 * are those of the provider; others are the same where both components import them under the same name.
 */
export function differenceBetween(given: Placed, wanted: Placed): TypeDifference | undefined {
  const shared = new Map<Resource, Resource>();
  for (const { item } of [given, wanted]) askForType(item);
  const theirs = new Map<string, Resource>();
  for (const [resource, path] of given.part.type.importedResources) {
    theirs.set(path.join('\n'), resource);
  }
  const own: [Resource, readonly string[]][] = [];
  for (const [resource, path] of wanted.part.type.importedResources) {
    if (path[0] === wanted.item.name.name) own.push([resource, path]);
    const same = theirs.get(path.join('\n'));
    if (same !== undefined) shared.set(resource, same);
  }
  const checker = new SubtypeChecker(new Map(), shared);
  const { name } = wanted.item.name;
  const difference = checker.open(
    new Map([[name, given.item]]),
    new Map([[name, wanted.item]]),
    new Map(own),
  );
  return difference && { ...difference, path: difference.path.slice(1) };
}

/** What was put off is evaluated, so that its resources are among those of the component. */
function askForType({ entity }: ExternItem): unknown {
  return entity.kind === 'instance' ? entity.type : undefined;
}
