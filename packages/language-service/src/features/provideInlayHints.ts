import type { ast } from '@wit-ts/wit-parser';
import { qualifiedItem } from '../names/describe.js';
import type { Names } from '../names/names.js';
import type { BoundPart } from '../names/symbol.js';
import type { InlayHint, Range } from '../types.js';
import type { Context } from './context.js';

/** Members further on have numbers that nobody writes down. */
const MOST_MEMBERS = 200;

/**
 * What is not written: the package and version behind a name that a `use` at the top of the file gave, and behind an interface of this
 * package where a world imports or exports it; the bit of a flag; the discriminant of a case.
 */
export function provideInlayHints(context: Context, range: Range): InlayHint[] {
  const { names, path } = context;
  const hints: InlayHint[] = [];
  const file = names.file(path);
  for (const occurrence of file?.occurrences ?? []) {
    if (occurrence.end < range.start || occurrence.start > range.end) continue;
    if (occurrence.role === 'item' && occurrence.path.kind === 'local') {
      hints.push(...pathHints(names, occurrence.path, occurrence.part, false));
    } else if (occurrence.role === 'definition' && occurrence.symbol.kind === 'type') {
      hints.push(...memberHints(occurrence.symbol.item));
    }
  }
  for (const { owner, part } of file?.scopes ?? []) {
    if (owner.kind !== 'world') continue;
    for (const item of owner.item.items) {
      if (item.kind !== 'import' && item.kind !== 'export') continue;
      const { extern } = item;
      if (extern.kind !== 'path' || extern.label !== undefined) continue;
      if (extern.path.kind === 'local') hints.push(...pathHints(names, extern.path, part, true));
    }
  }
  return hints
    .filter(({ offset }) => range.start <= offset && offset <= range.end)
    .toSorted((a, b) => a.offset - b.offset);
}

/**
 * What a name without a package is in full.
 *
 * @param own whether that is told of what this package defines, instead of what an alias leads to
 */
function pathHints(names: Names, path: ast.LocalPath, part: BoundPart, own: boolean): InlayHint[] {
  const named = names.itemOf(path, part, false);
  const target = named?.kind === 'alias' ? names.targetOf(named) : named;
  const owner = target && names.packageOf(target.part);
  if (target === undefined || owner === undefined || (named?.kind === 'alias') === own) return [];
  // Without a version there is nothing that the name does not tell.
  if (own && owner.key?.includes('@') !== true) return [];
  return [
    {
      offset: path.end,
      label: `= ${qualifiedItem(owner, target.name)}`,
      tooltip: `the ${target.kind} \`${target.name}\` of \`${owner.key ?? ''}\``,
      kind: 'version',
    },
  ];
}

function memberHints(item: ast.TypeItem): InlayHint[] {
  switch (item.kind) {
    case 'flags':
      return valueHints(
        item.items,
        (index) => `= 1 << ${index}`,
        (index) => `bit ${index}`,
      );
    case 'enum':
    case 'variant':
      return valueHints(
        item.items,
        (index) => `= ${index}`,
        (index) => `discriminant ${index}`,
      );
    case 'type':
    case 'record':
    case 'resource':
      return [];
  }
}

function valueHints(
  members: readonly { name: ast.Name }[],
  label: (index: number) => string,
  tooltip: (index: number) => string,
): InlayHint[] {
  return members.slice(0, MOST_MEMBERS).map(({ name }, index) => ({
    offset: name.end,
    label: label(index),
    tooltip: tooltip(index),
    kind: 'value',
  }));
}
