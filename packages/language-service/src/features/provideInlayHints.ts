import type { ast } from '@wit-ts/wit-parser';
import { containerText } from '../names/describe.js';
import { qualifiedItem } from '../names/describe.js';
import type { InlayHint, Range } from '../types.js';
import type { Context } from './context.js';

/** Members further on have numbers that nobody writes down. */
const MOST_MEMBERS = 200;

/**
 * What is not written: behind a name that a `use` at the top of the file gave, or that is of this package, the package and version
 * where it stands alone in a world; the bit of a flag; the discriminant of a case.
 */
export function provideInlayHints(context: Context, range: Range): InlayHint[] {
  const { names, path } = context;
  const hints: InlayHint[] = [];
  for (const occurrence of names.file(path)?.occurrences ?? []) {
    if (occurrence.end < range.start || occurrence.start > range.end) continue;
    if (occurrence.role === 'item' && occurrence.path.kind === 'local') {
      const hint = pathHint(context, occurrence);
      if (hint !== undefined) hints.push(hint);
    } else if (occurrence.role === 'definition' && occurrence.symbol.kind === 'type') {
      hints.push(...memberHints(occurrence.symbol.item));
    }
  }
  return hints
    .filter(({ offset }) => range.start <= offset && offset <= range.end)
    .toSorted((a, b) => a.offset - b.offset);
}

/** The path behind an alias of the file. */
function pathHint(
  { names }: Context,
  occurrence: { path: ast.Path; part: Parameters<Context['names']['itemOf']>[1] } & ast.Node,
): InlayHint | undefined {
  const named = names.itemOf(occurrence.path, occurrence.part, false);
  if (named?.kind !== 'alias') return undefined;
  const target = names.targetOf(named);
  const owner = target && names.packageOf(target.part);
  if (target === undefined || owner === undefined || owner === names.packageOf(occurrence.part))
    return undefined;
  return {
    offset: occurrence.end,
    label: `= ${qualifiedItem(owner, target.name)}`,
    tooltip: `the ${target.kind} \`${target.name}\` of \`${containerText({ ...target, owner: undefined }, names)}\``,
    kind: 'version',
  };
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
