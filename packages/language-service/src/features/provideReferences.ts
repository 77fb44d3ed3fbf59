import type { Meaning, Names } from '../names/names.js';
import type { Occurrence } from '../names/symbol.js';
import type { Highlight, Location, Range } from '../types.js';
import { type Context, rangeOf } from './context.js';

/**
 * All places that stand for what the name at a place stands for, in all files that are resolved together: through `use … as`,
 * `include … with` and labels.
 *
 * @param declaration whether the definition itself is among them
 */
export function provideReferences(
  context: Context,
  offset: number,
  declaration: boolean,
): Location[] {
  const target = targetAt(context, offset);
  if (target === undefined) return [];
  const { names } = context;
  return [...names.files].flatMap(({ tree }) => {
    const found = referencesIn(names, tree.file, target);
    return found
      .filter(({ isDefinition }) => declaration || !isDefinition)
      .map(({ range }) => ({ path: tree.file, range }));
  });
}

/** The same within the document, with what defines told from what uses. */
export function provideHighlights(context: Context, offset: number): Highlight[] {
  const target = targetAt(context, offset);
  if (target === undefined) return [];
  return referencesIn(context.names, context.path, target).map(({ range, isWrite }) => ({
    range,
    kind: isWrite ? 'write' : 'read',
  }));
}

/** What the name at a place stands for in the end. */
export function targetAt({ names, path }: Context, offset: number): Meaning | undefined {
  const occurrence = names.occurrenceAt(path, offset);
  const meaning = occurrence && names.meaning(occurrence);
  return meaning && finalMeaning(names, meaning);
}

function finalMeaning(names: Names, meaning: Meaning): Meaning {
  if (meaning.kind !== 'symbol') return meaning;
  return { kind: 'symbol', symbol: names.definitionOf(meaning.symbol) };
}

interface Reference {
  range: Range;
  /** The definition itself. */
  isDefinition: boolean;
  /** A definition, or a new name for it. */
  isWrite: boolean;
}

/** The places of a file that stand for something. */
function referencesIn(names: Names, path: string, target: Meaning): Reference[] {
  const found: Reference[] = [];
  for (const occurrence of names.file(path)?.occurrences ?? []) {
    const own = names.meaning(occurrence);
    if (own === undefined || !isSame(finalMeaning(names, own), target)) continue;
    if (occurrence.role === 'package') {
      // Namespace, name and version are one place.
      if (occurrence.which !== 'namespace') continue;
      const { name, version } = occurrence.name;
      found.push({
        range: { start: occurrence.start, end: (version ?? name).end },
        isDefinition: occurrence.header,
        isWrite: occurrence.header,
      });
      continue;
    }
    found.push({
      range: rangeOf(occurrence),
      isDefinition: isDefinitionOf(occurrence, target),
      isWrite: occurrence.role === 'definition',
    });
  }
  return found;
}

function isDefinitionOf(occurrence: Occurrence, target: Meaning): boolean {
  return (
    occurrence.role === 'definition' &&
    target.kind === 'symbol' &&
    occurrence.symbol === target.symbol
  );
}

function isSame(a: Meaning, b: Meaning): boolean {
  switch (a.kind) {
    case 'symbol':
      return b.kind === 'symbol' && a.symbol === b.symbol;
    case 'package':
      return b.kind === 'package' && a.key === b.key;
    case 'feature':
      return b.kind === 'feature' && a.name === b.name;
  }
}
