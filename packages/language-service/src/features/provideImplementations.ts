import type { NameSymbol } from '../names/symbol.js';
import { WorldUses } from '../names/worlds.js';
import type { LocationLink } from '../types.js';
import { type Context, distinctPlaces, rangeOf } from './context.js';

/**
 * Who implements what stands at a place: of an interface, and of a type or function in it, the worlds that export it, with the
 * `include` where that brings it; of a world those that include it.
 */
export function provideImplementations({ names, path }: Context, offset: number): LocationLink[] {
  const occurrence = names.occurrenceAt(path, offset);
  const meaning = occurrence && names.meaning(occurrence);
  if (occurrence === undefined || meaning?.kind !== 'symbol') return [];
  const target = itemOf(names.definitionOf(meaning.symbol));
  const worlds = new WorldUses(names);
  const uses =
    target.kind === 'world'
      ? worlds.includesOf(target)
      : worlds.of(target).filter(({ direction }) => direction === 'export');
  return distinctPlaces(
    uses
      .filter(({ world: user }) => names.isOpenable(user))
      .map(({ world, item, site }) => ({
        origin: rangeOf(occurrence),
        path: world.tree.file,
        range: rangeOf(item),
        selection: rangeOf(site),
      })),
  );
}

/** The interface or world that a definition is in. */
function itemOf(symbol: NameSymbol): NameSymbol {
  let current = symbol;
  while (current.owner !== undefined) current = current.owner;
  return current;
}
