import type { PackageUnit, ast } from '@wit-ts/wit-parser';
import type { Project } from '../workspace/project.js';
import { type BoundFile, bindFile } from './bind.js';
import { scopeOf } from './scope.js';
import {
  type BoundPart,
  type NameSymbol,
  type Occurrence,
  type Scope,
  type SymbolOf,
  packageKeyOf,
  packageNodesOf,
} from './symbol.js';

export type ItemSymbol = SymbolOf<'interface' | 'world'>;

/** A package with all its parts. */
export interface NamedPackage {
  readonly key: string | undefined;
  readonly parts: readonly BoundPart[];
  /** `undefined` for a package in binary form, whose parts have no file that can be opened. */
  readonly unit: PackageUnit | undefined;
}

/** What a place stands for: a definition, or something that has no definition of its own in a tree. */
export type Meaning =
  | { readonly kind: 'symbol'; readonly symbol: NameSymbol }
  | { readonly kind: 'package'; readonly key: string }
  | { readonly kind: 'feature'; readonly name: string };

/** No chain of names is longer; one that is goes round in a circle. */
const LONGEST_CHAIN = 200;

/** The names of a project: what each stands for, at one state of its texts. */
export class Names {
  readonly project: Project;
  readonly #packages = new Map<string, NamedPackage>();
  readonly #packageOfPart = new Map<BoundPart, NamedPackage>();
  readonly #files = new Map<string, BoundFile>();

  constructor(project: Project) {
    this.project = project;
    for (const { path, ast } of project.sources) this.#files.set(path, bindFile(ast));
    for (const unit of project.units) this.#addUnit(unit);
    for (const tree of project.decodedTrees) this.#addDecoded(tree);
  }

  get files(): IterableIterator<BoundFile> {
    return this.#files.values();
  }

  /** The packages by `ns:name@version`. */
  get packages(): ReadonlyMap<string, NamedPackage> {
    return this.#packages;
  }

  file(path: string): BoundFile | undefined {
    return this.#files.get(path);
  }

  /** Whether a definition stands in a file that can be opened. */
  isOpenable(symbol: NameSymbol): boolean {
    return this.#files.has(symbol.tree.file);
  }

  packageOf(part: BoundPart): NamedPackage | undefined {
    return this.#packageOfPart.get(part);
  }

  /** The name that covers an offset, its end included, as a cursor behind a name means the name; of two the one that starts there. */
  occurrenceAt(path: string, offset: number): Occurrence | undefined {
    const all = this.#files.get(path)?.occurrencesNear(offset) ?? [];
    let low = 0;
    let high = all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((all[middle]?.start ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const found = all[low - 1];
    return found !== undefined && offset <= found.end ? found : undefined;
  }

  // ---- What names stand for ------------------------------------------------------------------------------------------

  /** What a place stands for, as it is written: a name that a `use` brought in is that of the `use`. */
  meaning(occurrence: Occurrence): Meaning | undefined {
    switch (occurrence.role) {
      case 'definition':
        return { kind: 'symbol', symbol: occurrence.symbol };
      case 'item':
        return symbolMeaning(this.itemOf(occurrence.path, occurrence.part, false));
      case 'package':
        return { kind: 'package', key: packageKeyOf(occurrence.name) };
      case 'used':
        return symbolMeaning(this.targetOf(occurrence.symbol));
      case 'type':
        return symbolMeaning(occurrence.scope.types.get(occurrence.text));
      case 'included':
        return symbolMeaning(this.targetOf(occurrence.symbol));
      case 'feature':
        return { kind: 'feature', name: occurrence.text };
    }
  }

  /**
   * What a path leads to.
   *
   * @param follow whether a name that a `use` at the top of the file gave is followed to what it stands for
   */
  itemOf(
    path: ast.Path,
    part: BoundPart,
    follow = true,
  ): ItemSymbol | SymbolOf<'alias'> | undefined {
    if (path.kind === 'package') {
      return this.itemIn(packageKeyOf(packageNodesOf(path)), path.name.text);
    }
    return this.itemNamed(path.name.text, part, follow);
  }

  /** An interface or world of a package by its name. */
  itemIn(key: string, name: string): ItemSymbol | undefined {
    for (const part of this.#packages.get(key)?.parts ?? []) {
      const found = part.defined.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** What a name without a package means in a file. */
  itemNamed(
    name: string,
    part: BoundPart,
    follow = true,
  ): ItemSymbol | SymbolOf<'alias'> | undefined {
    const own = part.defined.get(name);
    if (own !== undefined) return own;
    const alias = part.aliases.get(name);
    if (alias !== undefined) return follow ? this.#itemOfAlias(alias) : alias;
    for (const other of this.#packageOfPart.get(part)?.parts ?? []) {
      const found = other.defined.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** An interface or world that a path leads to; `undefined` for one that is not there. */
  finalItem(path: ast.Path, part: BoundPart): ItemSymbol | undefined {
    const found = this.itemOf(path, part);
    return found?.kind === 'alias' ? undefined : found;
  }

  scopeOf(symbol: NameSymbol): Scope | undefined {
    return scopeOf(symbol);
  }

  /** One step from a name that a `use` or `with` gave to what it stands for; `undefined` for other names. */
  targetOf(symbol: NameSymbol): NameSymbol | undefined {
    switch (symbol.kind) {
      case 'used': {
        const from = this.finalItem(symbol.use.path, symbol.part);
        const scope = from && this.scopeOf(from);
        return scope?.types.get(symbol.item.name.text);
      }
      case 'alias':
        return this.#itemOfAlias(symbol);
      case 'renamed': {
        const world = this.finalItem(symbol.include.path, symbol.part);
        return world && this.#plainName(world, symbol.item.name.text, new Set());
      }
      default:
        return undefined;
    }
  }

  /** The definition behind all names that `use` and `with` gave. */
  definitionOf(symbol: NameSymbol): NameSymbol {
    let current = symbol;
    for (let steps = 0; steps < LONGEST_CHAIN; steps += 1) {
      const next = this.targetOf(current);
      if (next === undefined) return current;
      current = next;
    }
    return symbol;
  }

  /**
   * The definition that gave a place its spelling: a name that a `use` brought in without `as` is spelt as its definition, one
   * with `as` has a spelling of its own.
   */
  spellingOf(symbol: NameSymbol): NameSymbol {
    let current = symbol;
    for (let steps = 0; steps < LONGEST_CHAIN; steps += 1) {
      const isOwn = !(
        (current.kind === 'used' || current.kind === 'alias') &&
        current.item.alias === undefined
      );
      const next = isOwn ? undefined : this.targetOf(current);
      if (next === undefined) return current;
      current = next;
    }
    return symbol;
  }

  /** The interfaces and worlds of a package, in the order of the files. */
  *itemsOf({ parts }: Pick<NamedPackage, 'parts'>): Generator<ItemSymbol> {
    for (const part of parts) yield* part.defined.values();
  }

  /** A plain name of a world, its own or one that an `include` brings. */
  #plainName(world: NameSymbol, name: string, seen: Set<NameSymbol>): NameSymbol | undefined {
    const scope = this.scopeOf(world);
    if (scope === undefined || seen.has(world) || seen.size > LONGEST_CHAIN) return undefined;
    seen.add(world);
    const own = scope.others.get(name) ?? scope.types.get(name);
    if (own !== undefined) return own;
    for (const item of scope.body.items) {
      if (item.kind !== 'include' || item.renames.some((rename) => rename.name.text === name))
        continue;
      const next = this.finalItem(item.path, scope.part);
      const found = next && this.#plainName(next, name, seen);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #itemOfAlias({ item, part }: SymbolOf<'alias'>): ItemSymbol | undefined {
    // A `use` at the top names an interface or world, never another alias.
    if (item.path.kind === 'package') {
      return this.itemIn(packageKeyOf(packageNodesOf(item.path)), item.path.name.text);
    }
    const name = item.path.name.text;
    for (const other of this.#packageOfPart.get(part)?.parts ?? [part]) {
      const found = other.defined.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #addDecoded(tree: ast.Ast): void {
    for (const part of bindFile(tree).parts) {
      if (part.header === undefined) continue;
      const key = packageKeyOf(part.header);
      const named: NamedPackage = { key, parts: [part], unit: undefined };
      this.#packageOfPart.set(part, named);
      // One that is there as text too is a mistake, which is reported; what is decoded counts.
      this.#packages.set(key, named);
    }
  }

  #addUnit(unit: PackageUnit): void {
    const parts = unit.files.flatMap(({ ast, items }) => {
      const all = bindFile(ast).parts;
      return (unit.nested ? all.find((part) => part.items === items) : all[0]) ?? [];
    });
    const named: NamedPackage = { key: unit.key, parts, unit };
    for (const part of parts) this.#packageOfPart.set(part, named);
    if (unit.key === undefined) return;
    const known = this.#packages.get(unit.key);
    if (
      known === undefined ||
      (known.unit?.packageId === undefined && unit.packageId !== undefined)
    ) {
      this.#packages.set(unit.key, named);
    }
  }
}

function symbolMeaning(symbol: NameSymbol | undefined): Meaning | undefined {
  return symbol && { kind: 'symbol', symbol };
}
