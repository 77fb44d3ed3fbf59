import type { Span } from '../diagnostics/diagnostic.js';
import * as warnings from '../diagnostics/resolve-warnings.js';
import type { MemberKind } from '../diagnostics/resolve-warnings.js';
import type { Resolve, Type, TypeDef, TypeId } from '../model/resolve.js';
import { type Origins, type Site, spanOfSite } from './origins.js';
import type { Reporter } from './reporter.js';
import { type TypeFacts, forEachPart } from './type-facts.js';
import { hasUpperCase } from './warn-names.js';
import { isNode, nameNode } from './type-node.js';

/** Limits of the validation of components. */
const MOST_FLAGS = 32;
const MOST_MEMBERS = 10_000;
const LONGEST_LIST = 2 ** 30;
const MOST_PARTS = 1_000_000;
const DEEPEST = 100;

/**
 * Warns about types that are accepted, and refused where they become types of a component.
 *
 * @param sizes what is known of the types before `from`, which are not looked at again
 */
export function warnAboutTypes(
  resolve: Resolve,
  origins: Origins,
  facts: TypeFacts,
  reporter: Reporter,
  sizes: TypeSizes = new TypeSizes(resolve.types),
  from = 0,
): void {
  for (let id = from; id < resolve.types.length; id += 1) {
    const type = resolve.types[id];
    const site = origins.types.site(id);
    if (type === undefined) continue;
    const tooLarge = sizes.add(id, type);
    // Without a place it is a decoded type, a copy that `include` made, or a handle.
    if (site === undefined) continue;
    if (tooLarge !== undefined) {
      const size = tooLarge === 'size' ? MOST_PARTS : undefined;
      reporter.report(warnings.typeTooLarge(type.name ?? undefined, size, nameSpan(site)));
    }
    warnAboutType(type, site, facts, reporter);
  }
}

function warnAboutType(type: TypeDef, site: Site, facts: TypeFacts, reporter: Reporter): void {
  const { kind } = type;
  switch (kind.kind) {
    case 'record':
      if (kind.fields.length === 0)
        reportEmpty(`record \`${type.name ?? ''}\``, 'field', site, reporter);
      warnAboutMembers('field', type, kind.fields, site, reporter);
      break;
    case 'variant':
    case 'enum':
      warnAboutMembers('case', type, kind.cases, site, reporter);
      break;
    case 'flags': {
      const { length } = kind.flags;
      if (length === 0) reportEmpty(`flags \`${type.name ?? ''}\``, 'flag', site, reporter);
      if (length > MOST_FLAGS) {
        reporter.report(warnings.tooManyFlags(type.name ?? '', length, nameSpan(site)));
      }
      warnAboutMembers('flag', type, kind.flags, site, reporter);
      break;
    }
    case 'tuple':
      if (kind.types.length === 0) reportEmpty('this tuple', 'type', site, reporter);
      reportMany('types of the tuple', kind.types.length, site, reporter);
      break;
    case 'fixed-length-list':
      if (kind.length === 0 || kind.length > LONGEST_LIST) {
        reporter.report(warnings.badListLength(kind.length, nameSpan(site)));
      }
      break;
    case 'stream':
    case 'future':
      if (facts.hasBorrow(kind.type)) {
        reporter.report(warnings.borrowInStream(kind.kind, nameSpan(site)));
      }
      break;
    case 'alias':
    case 'handle':
    case 'list':
    case 'map':
    case 'option':
    case 'resource':
    case 'result':
      break;
  }
}

function reportEmpty(what: string, part: string, site: Site, reporter: Reporter): void {
  const { node } = site;
  if ('damaged' in node && node.damaged === true) return;
  // Fields whose types are unknown are left out, and reported for that.
  if ('items' in node && Array.isArray(node.items) && node.items.length > 0) return;
  reporter.report(warnings.emptyType(what, part, nameSpan(site)));
}

function reportMany(what: string, count: number, site: Site, reporter: Reporter): void {
  if (count > MOST_MEMBERS) {
    reporter.report(warnings.tooManyMembers(what, count, MOST_MEMBERS, nameSpan(site)));
  }
}

/** The names of fields, cases and flags must differ, and in more than case. */
function warnAboutMembers(
  kind: MemberKind,
  type: TypeDef,
  members: readonly { name: string }[],
  site: Site,
  reporter: Reporter,
): void {
  if (kind !== 'flag')
    reportMany(`${kind}s of \`${type.name ?? ''}\``, members.length, site, reporter);
  if (members.length <= 16 && differClearly(members)) return;
  const seen = new Map<string, number>();
  for (let i = 0; i < members.length; i += 1) {
    const name = members[i]?.name ?? '';
    const folded = name.toLowerCase();
    const known = seen.get(folded);
    if (known === undefined) {
      seen.set(folded, i);
      continue;
    }
    const before = members[known]?.name ?? '';
    reporter.report(
      warnings.repeatedMember(
        kind,
        name,
        before,
        type.name ?? '',
        memberSpan(site, i),
        memberSpan(site, known),
      ),
    );
  }
}

/** Whether a few names are all different and without capital letters, by which they could be alike. */
function differClearly(members: readonly { name: string }[]): boolean {
  for (let i = 0; i < members.length; i += 1) {
    const name = members[i]?.name ?? '';
    if (hasUpperCase(name)) return false;
    for (let j = 0; j < i; j += 1) if (members[j]?.name === name) return false;
  }
  return true;
}

/** The place of a field, case or flag in the definition. */
function memberSpan({ ast, node }: Site, index: number): Span {
  const items: readonly unknown[] = 'items' in node && Array.isArray(node.items) ? node.items : [];
  const item = items[index];
  return spanOfSite({ ast, node: isNode(item) ? nameNode(item) : nameNode(node) });
}

function nameSpan({ ast, node }: Site): Span {
  return spanOfSite({ ast, node: nameNode(node) });
}

/** Counts the parts of types as the validation of components does, each as often as it is used. */
export class TypeSizes {
  readonly #types: readonly TypeDef[];
  readonly #sizes: number[] = [];
  readonly #depths: number[] = [];

  constructor(types: readonly TypeDef[]) {
    this.#types = types;
  }

  /** Forgets the types from this id on, which are being replaced. */
  truncate(length: number): void {
    if (this.#sizes.length <= length) return;
    this.#sizes.length = length;
    this.#depths.length = length;
  }

  /** Takes in the next type; tells the limit that it is the first to break, its parts being within it. */
  add(id: TypeId, type: TypeDef): 'size' | 'depth' | undefined {
    let size = 1;
    let depth = 1;
    if (type.kind.kind === 'alias') {
      size = this.#sizeOf(type.kind.type);
      depth = this.#depthOf(type.kind.type);
    } else {
      forEachPart(type, (part) => {
        size += this.#sizeOf(part);
        depth = Math.max(depth, this.#depthOf(part) + 1);
      });
    }
    const tooBig = size > MOST_PARTS;
    const tooDeep = depth > DEEPEST;
    // What contains such a type is not told again.
    this.#sizes[id] = tooBig ? 1 : size;
    this.#depths[id] = tooDeep ? 1 : depth;
    return tooBig ? 'size' : tooDeep ? 'depth' : undefined;
  }

  #sizeOf(part: Type): number {
    return typeof part === 'number' ? (this.#sizes[part] ?? 1) : 1;
  }

  #depthOf(part: Type): number {
    if (typeof part !== 'number') return 1;
    return this.#types[part] === undefined ? 1 : (this.#depths[part] ?? 1);
  }
}
