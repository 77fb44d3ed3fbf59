import { distinctPlaces, linkTo, rangeOf, type Context } from './context.js';
import type { LocationLink } from '../types.js';

/**
 * Where the name at a place is defined: behind every `use`, `as` and `with`, in whatever package. For the name of a package, its
 * headers.
 */
export function provideDefinition({ names, path }: Context, offset: number): LocationLink[] {
  const occurrence = names.occurrenceAt(path, offset);
  const meaning = occurrence && names.meaning(occurrence);
  if (occurrence === undefined || meaning === undefined) return [];
  switch (meaning.kind) {
    case 'symbol': {
      const definition = names.definitionOf(meaning.symbol);
      return names.isOpenable(definition) ? [linkTo(definition, occurrence)] : [];
    }
    case 'package': {
      const { parts = [], unit } = names.packages.get(meaning.key) ?? {};
      if (unit === undefined) return [];
      return distinctPlaces(
        parts.flatMap(({ header, tree }) =>
          header === undefined
            ? []
            : {
                origin: rangeOf(occurrence),
                path: tree.file,
                range: rangeOf(header),
                selection: rangeOf(header),
              },
        ),
      );
    }
    case 'feature':
      return [];
  }
}
