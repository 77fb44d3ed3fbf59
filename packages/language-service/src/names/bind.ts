import type { ast } from '@wit-ts/wit-parser';
import { occurrencesOfHeader, occurrencesOfItem } from './occurrences.js';
import { baseOf, scopeOf } from './scope.js';
import type { BoundPart, Occurrence, Scope } from './symbol.js';

/** An item at the top of a file or of a package nested in it. */
interface BoundItem {
  item: Exclude<ast.TopLevelItem, ast.NestedPackage>;
  part: BoundPart;
  /** With its attributes. */
  start: number;
  occurrences: readonly Occurrence[] | undefined;
}

const bound = new WeakMap<ast.Ast, BoundFile>();

/** The names of a file, found once for each tree. */
export function bindFile(tree: ast.Ast): BoundFile {
  let file = bound.get(tree);
  if (file === undefined) {
    file = new BoundFile(tree);
    bound.set(tree, file);
  }
  return file;
}

/** The names of one file. What stands in the bodies of its items is looked at when it is asked for. */
export class BoundFile {
  readonly tree: ast.Ast;
  /** The file itself first, then each nested package. */
  readonly parts: readonly BoundPart[];
  readonly #items: BoundItem[] = [];
  readonly #headers: Occurrence[] = [];
  #occurrences: readonly Occurrence[] | undefined;

  constructor(tree: ast.Ast) {
    this.tree = tree;
    const parts: BoundPart[] = [];
    this.#addPart(parts, tree.items, tree.package?.name, undefined);
    this.parts = parts;
  }

  /** All places of names, in the order of the text. */
  get occurrences(): readonly Occurrence[] {
    if (this.#occurrences === undefined) {
      const all = [...this.#headers];
      for (const item of this.#items) for (const one of occurrencesIn(item)) all.push(one);
      // Items are in the order of the text, but for those of nested packages.
      const isInOrder = this.parts.length === 1 && !hasLateHeader(this.#headers, this.#items);
      this.#occurrences = isInOrder ? all : all.toSorted(byPlace);
    }
    return this.#occurrences;
  }

  /** The places of names in the item that a place is in, and of the names of packages around it. */
  occurrencesNear(offset: number): readonly Occurrence[] {
    if (this.#occurrences !== undefined) return this.#occurrences;
    const found = this.#itemsAt(offset).flatMap(occurrencesIn);
    return [...this.#headers, ...found].toSorted(byPlace);
  }

  /** All bodies. */
  get scopes(): Scope[] {
    return this.#items.flatMap(scopesIn);
  }

  /** The bodies that a place is in, or that stand in the same item. */
  scopesNear(offset: number): Scope[] {
    return this.#itemsAt(offset).flatMap(scopesIn);
  }

  /** Where the text can be read from so that nothing before it matters: the start of the item that a place is in or behind. */
  startBefore(offset: number): number {
    const last = this.#items.findLast(({ start }) => start < offset);
    // What is before the first item of a nested package opens that package.
    return last === undefined || last.part.nested !== undefined ? 0 : last.start;
  }

  /** A place between two items belongs to both; one behind an item that is not closed belongs to it. */
  #itemsAt(offset: number): BoundItem[] {
    const last = this.#items.findLast(({ start }) => start <= offset);
    return this.#items.filter((one) => {
      const { start, item } = one;
      if (start > offset) return false;
      const isOpen = one === last && 'close' in item && item.close === -1;
      return offset <= item.end || isOpen;
    });
  }

  #addPart(
    parts: BoundPart[],
    items: readonly ast.TopLevelItem[],
    header: ast.PackageName | undefined,
    nested: ast.NestedPackage | undefined,
  ): void {
    const part: BoundPart = {
      tree: this.tree,
      items,
      header,
      nested,
      defined: new Map(),
      aliases: new Map(),
      tops: new Map(),
      scopes: new Map(),
    };
    parts.push(part);
    if (header !== undefined) this.#headers.push(...occurrencesOfHeader(part, header));
    for (const item of items) {
      if (item.kind === 'package') {
        this.#addPart(parts, item.items, item.name, item);
        continue;
      }
      addDefinition(part, item);
      const start = item.gates[0]?.start ?? item.start;
      this.#items.push({ item, part, start, occurrences: undefined });
    }
  }
}

/** The first definition of a name counts; the others are reported. */
function addDefinition(part: BoundPart, item: BoundItem['item']): void {
  switch (item.kind) {
    case 'interface': {
      const symbol = { ...baseOf(part, item.name), kind: 'interface' as const, item };
      part.tops.set(item, symbol);
      if (!part.defined.has(symbol.name)) part.defined.set(symbol.name, symbol);
      break;
    }
    case 'world': {
      const symbol = { ...baseOf(part, item.name), kind: 'world' as const, item };
      part.tops.set(item, symbol);
      if (!part.defined.has(symbol.name)) part.defined.set(symbol.name, symbol);
      break;
    }
    case 'top-level-use': {
      const base = baseOf(part, item.alias ?? item.path.name);
      const symbol = { ...base, kind: 'alias' as const, item };
      part.tops.set(item, symbol);
      if (!part.aliases.has(symbol.name)) part.aliases.set(symbol.name, symbol);
      break;
    }
  }
}

/** A header behind an item is a mistake that has names too. */
function hasLateHeader(headers: readonly Occurrence[], items: readonly BoundItem[]): boolean {
  return (headers.at(-1)?.end ?? 0) > (items[0]?.start ?? Infinity);
}

function occurrencesIn(one: BoundItem): readonly Occurrence[] {
  one.occurrences ??= occurrencesOfItem(one.part, one.item).toSorted(byPlace);
  return one.occurrences;
}

function scopesIn({ part, item }: BoundItem): Scope[] {
  const symbol = part.tops.get(item);
  const scope = symbol && scopeOf(symbol);
  if (scope === undefined) return [];
  const inner = [...scope.others.values()].flatMap((one) => scopeOf(one) ?? []);
  return [scope, ...inner];
}

function byPlace(a: Occurrence, b: Occurrence): number {
  return a.start - b.start || a.end - b.end;
}
