/** What messages say of the two sides of a difference, and of exports that come near. */
import { differenceText, type ExternItem, type TypeDifference } from '@wit-ts/component';
import { type RelatedPlace, type Span, Suggester } from '@wit-ts/wit-parser';
import type { Part } from '../link/link.js';
import { declarationsOf, itemDeclaration } from './declaration.js';
import type { ResourceOrigin } from './resource-origin.js';

/** How a component is called, and its file. */
export type Named = Pick<Part, 'name' | 'path'>;

/** A name in a message. */
export const quote = (name: string): string => `\`${name}\``;

/** So many names are listed; of more, the rest is counted. */
const MOST_NAMES = 10;

/** `a`, `b` and `c`; of very many names some, and how many more there are. */
export function listOf(names: readonly string[]): string {
  if (names.length > MOST_NAMES + 1) {
    const shown = names.slice(0, MOST_NAMES).map(quote).join(', ');
    return `${shown} and ${names.length - MOST_NAMES} more`;
  }
  const quoted = names.map(quote);
  const last = quoted.pop();
  if (last === undefined) return 'none';
  return quoted.length === 0 ? last : `${quoted.join(', ')} and ${last}`;
}

/** As {@link listOf}, where one of the names was meant by one that is not among them: of very many it comes first. */
export function listFor(name: string, names: readonly string[]): string {
  if (names.length <= MOST_NAMES + 1) return listOf(names);
  const closest = new Suggester().closest(name, names);
  return listOf(closest === undefined ? names : [...new Set([closest, ...names])]);
}

/** One side of a difference: an import or export of a component, or of a world. */
export interface Side {
  part: Named;
  does: 'imports' | 'exports';
  item: ExternItem;
  /** Where it stands, if that is a text. */
  span?: Span;
}

/** A component has no places inside: the file is the place. */
export function fileOf(part: Named): RelatedPlace['span'] {
  return { file: part.path, start: 0, end: 0 };
}

/** What both sides of a difference declare, each with its file. */
export function sidesOf(difference: TypeDifference, wanted: Side, given: Side): RelatedPlace[] {
  const whole = difference.wantedItem === undefined && difference.givenItem === undefined;
  const declared = declarationsOf(
    whole ? { ...difference, wantedItem: wanted.item, givenItem: given.item } : difference,
  );
  return [sideNote(wanted, declared.wanted), sideNote(given, declared.given)];
}

/** An export that nearly serves an import, and what keeps its type from fitting. */
export interface Candidate {
  side: Side;
  difference: TypeDifference | undefined;
}

/** What a component exports. */
export function exportNote({ part, item }: Side): string {
  return `${quote(part.name)} exports ${quote(itemDeclaration(item))}`;
}

/** Another export that would do, or what keeps it from that. */
export function candidateNote({ side, difference }: Candidate): RelatedPlace {
  const fits =
    difference === undefined
      ? 'whose type would fit'
      : `whose type would not fit: ${differenceText(difference)}`;
  const message = `${quote(side.part.name)} exports ${quote(side.item.name.name)}, ${fits}`;
  return { span: fileOf(side.part), message };
}

/** Where a component has a resource from. */
export function originNote({ part, resource, port, owner }: ResourceOrigin): RelatedPlace {
  const who = quote(part.name);
  const message =
    port === undefined
      ? `${who} defines a resource ${quote(resource)} of its own`
      : owner === undefined
        ? `${who} gets ${quote(resource)} by ${quote(port)} from the host`
        : `${who} gets ${quote(resource)} by ${quote(port)} from ${quote(owner.name)}`;
  return { span: fileOf(owner ?? part), message };
}

function sideNote({ part, does, item, span }: Side, declaration: string | undefined): RelatedPlace {
  const what =
    declaration === undefined
      ? `without it: ${quote(itemDeclaration(item))}`
      : `with ${quote(declaration)}`;
  const message = `${quote(part.name)} ${does} ${quote(item.name.name)} ${what}`;
  return { span: span ?? fileOf(part), message };
}
