/** The messages about components that do not fit a world. */
import type { ExternItem, TypeDifference } from '@wit-ts/component';
import type { Diagnostic, RelatedPlace, Span } from '@wit-ts/wit-parser';
import { declarationsOf, itemDeclaration } from '../explain/declaration.js';
import { parseInterfaceName } from '../link/interface-name.js';
import { fileOf, listFor, type Named, quote, type Side } from '../explain/sides.js';

export const targetMessages = {
  notInWorld(part: Named, item: ExternItem, world: string, near: string[], at: Span): Diagnostic {
    const { name } = item.name;
    const message = `${quote(part.name)} imports ${quote(itemDeclaration(item))}`;
    return {
      code: 'LNK0124',
      severity: 'error',
      message: `the world ${quote(world)} has no import ${quote(name)}, which ${quote(part.name)} needs${near.length === 0 ? '' : `; it has ${listFor(name, near)}`}`,
      span: at,
      related: [{ span: fileOf(part), message }],
      help: 'add the import to the world, or compose the component with one that exports it',
    };
  },
  notExported(part: Named, wanted: ExternItem, world: string, has: string[], at: Span): Diagnostic {
    const { name } = wanted.name;
    const message =
      has.length === 0
        ? `${quote(part.name)} exports nothing`
        : `${quote(part.name)} exports ${listFor(name, has)}`;
    return {
      code: 'LNK0125',
      severity: 'error',
      message: `the world ${quote(world)} wants an export ${quote(name)}, which ${quote(part.name)} does not have`,
      span: at,
      related: [{ span: fileOf(part), message }],
      help: `export it from the component, as ${quote(itemDeclaration(wanted))}`,
    };
  },
  mismatch(
    side: Side,
    world: string,
    worldItem: ExternItem,
    difference: TypeDifference,
    at: Span,
    hasText: boolean,
  ): Diagnostic {
    const { part, does, item } = side;
    const declared = declarationsOf(difference);
    const [own, other] =
      does === 'imports' ? [declared.wanted, declared.given] : [declared.given, declared.wanted];
    const related: RelatedPlace[] = [
      {
        span: fileOf(part),
        message: `${quote(part.name)} ${does} ${quote(item.name.name)} ${says(own, item)}`,
      },
    ];
    if (!hasText) {
      related.unshift({
        span: at,
        message: `the world ${does} ${quote(worldItem.name.name)} ${says(other, worldItem)}`,
      });
    }
    const kind = does === 'imports' ? 'import' : 'export';
    return {
      code: 'LNK0126',
      severity: 'error',
      message: `the ${kind} ${quote(item.name.name)} of ${quote(part.name)} does not fit the world ${quote(world)}: ${bothSides(difference, does)}`,
      span: at,
      related,
      help: 'build the component against this version of the WIT',
    };
  },
};

function says(text: string | undefined, whole: ExternItem): string {
  return text === undefined
    ? `without it: ${quote(itemDeclaration(whole))}`
    : `with ${quote(text)}`;
}

/** `record event › field value: f32 in the component, f64 in the world`. */
function bothSides({ path, expected, found }: TypeDifference, does: Side['does']): string {
  const [own, other] = does === 'imports' ? [expected, found] : [found, expected];
  const what =
    own === 'nothing'
      ? 'missing in the component'
      : other === 'nothing'
        ? 'missing in the world'
        : `${own} in the component, ${other} in the world`;
  return path.length === 0 ? what : `${path.join(' › ')}: ${what}`;
}

/** Names of the same interface in other versions. */
export function otherVersions(name: string, names: Iterable<string>): string[] {
  const base = parseInterfaceName(name)?.base;
  if (base === undefined) return [];
  return [...names].filter((other) => parseInterfaceName(other)?.base === base);
}
