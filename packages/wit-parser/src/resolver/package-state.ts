import type { Ast, Documented, Name, Node, Path } from '../ast/ast.js';
import { spanOf } from '../ast/ast.js';
import { docsOf } from '../ast/docs.js';
import type { Span } from '../diagnostics/diagnostic.js';
import * as messages from '../diagnostics/resolve-messages.js';
import type { Stability, Type, TypeDef, TypeId } from '../model/resolve.js';
import type { Mention } from './mentions.js';
import { spanOfSite } from './origins.js';
import { type PackageFile, packageKey } from './package-syntax.js';
import type { Reporter } from './reporter.js';
import type { PendingReference } from './symbols.js';
import { TypeInterner } from './type-interner.js';
import type {
  ForeignItem,
  ForeignPackage,
  ForeignType,
  TypeNode,
  UnresolvedInterface,
  UnresolvedWorld,
} from './unresolved.js';

/** What a path leads to, with its id in the package's arena. `lost`: its mistake is reported already. */
export type ItemRef =
  { kind: 'interface'; id: number } | { kind: 'world'; id: number } | { kind: 'lost'; id: -1 };

export const LOST: ItemRef = { kind: 'lost', id: -1 };

/** Entries of {@link Scope.names} that are no ids of types. */
export const FUNCTION = -1;
/** The definition has a mistake that is reported already. */
export const BROKEN = -2;

/** The names of one interface or world: types by id, {@link FUNCTION} or {@link BROKEN}. */
export interface Scope {
  names: Map<string, number>;
  /** Names may be missing because of a mistake that is reported already. */
  incomplete: boolean;
}

/** All that grows while one package is resolved on its own. */
export class PackageState {
  readonly reporter: Reporter;
  readonly files: readonly PackageFile[];
  readonly mentions: Mention[][] = [];

  readonly foreignPackages = new Map<string, ForeignPackage>();
  readonly #foreignItems = new Map<string, Map<string, ItemRef>>();
  readonly foreignInterfaces: ForeignItem[] = [];
  readonly foreignWorlds: ForeignItem[] = [];
  readonly foreignTypes: ForeignType[] = [];
  readonly requiredResources: { type: number; site: { ast: Ast; node: Node } }[] = [];

  readonly types: TypeDef[] = [];
  readonly typeAsts: Ast[] = [];
  readonly typeNodes: TypeNode[] = [];
  /** What an alias leads to in the end, by id of any type; the type itself where it is none. */
  readonly roots: number[] = [];
  readonly interfaces: UnresolvedInterface[] = [];
  readonly worlds: UnresolvedWorld[] = [];
  readonly interner = new TypeInterner();

  /** By id of interface, the foreign ones first. */
  readonly scopes: Scope[] = [];
  /** The interfaces and worlds of the package. */
  readonly packageItems = new Map<string, ItemRef>();
  /** By file, with its aliases. */
  readonly fileItems: Map<string, ItemRef>[] = [];
  #typesByName: Map<string, { name: string; span: Span }> | undefined;
  damaged = false;
  readonly references: PendingReference[] | undefined;

  readonly #docs: boolean;

  /** @param docs whether comments become documentation, which only those need who write the model out */
  constructor(
    files: readonly PackageFile[],
    reporter: Reporter,
    { symbols, docs }: { symbols: boolean; docs: boolean },
  ) {
    this.#docs = docs;
    this.references = symbols ? [] : undefined;
    this.files = files;
    this.reporter = reporter;
    this.damaged = files.some((file) => file.damaged);
  }

  /** The id that the next interface or world of this package gets. */
  get nextInterface(): number {
    return this.foreignInterfaces.length + this.interfaces.length;
  }

  get nextWorld(): number {
    return this.foreignWorlds.length + this.worlds.length;
  }

  docsOf(ast: Ast, item: Documented): string | undefined {
    return this.#docs ? docsOf(ast, item) : undefined;
  }

  addType(type: TypeDef, ast: Ast, node: TypeNode): TypeId {
    const id = this.foreignTypes.length + this.types.length;
    this.types.push(type);
    this.typeAsts.push(ast);
    this.typeNodes.push(node);
    const { kind } = type;
    this.roots[id] =
      kind.kind === 'alias' && typeof kind.type === 'number' ? this.rootOf(kind.type) : id;
    return id;
  }

  rootOf(id: TypeId): TypeId {
    return this.roots[id] ?? id;
  }

  /** The definition of a type of this package; `undefined` for one of another package. */
  typeOf(id: TypeId): TypeDef | undefined {
    return this.types[id - this.foreignTypes.length];
  }

  stabilityOfType(type: Type): Stability | undefined {
    if (typeof type !== 'number') return undefined;
    const base = this.foreignTypes.length;
    return type < base ? this.foreignTypes[type]?.stability : this.types[type - base]?.stability;
  }

  addForeignItem(mention: Mention, path: Extract<Path, { kind: 'package' }>): ForeignItem {
    const name = foreignPackageName(path);
    const key = packageKey(name);
    const { ast } = mention;
    let items = this.#foreignItems.get(key);
    if (items === undefined) {
      items = new Map();
      this.#foreignItems.set(key, items);
      const node = { start: path.namespace.start, end: path.package.end };
      this.foreignPackages.set(key, { name, key, site: { ast, node } });
    }
    const known = items.get(path.name.text);
    if (known !== undefined) {
      const list = known.kind === 'world' ? this.foreignWorlds : this.foreignInterfaces;
      const item = list[known.id];
      if (item !== undefined) return item;
    }
    const item: ForeignItem = {
      package: this.foreignPackages.get(key) ?? { name, key, site: { ast, node: path } },
      name: path.name.text,
      site: { ast, node: path.name },
      gates: [],
    };
    if (mention.world) {
      items.set(path.name.text, { kind: 'world', id: this.foreignWorlds.length });
      this.foreignWorlds.push(item);
    } else {
      items.set(path.name.text, { kind: 'interface', id: this.foreignInterfaces.length });
      this.foreignInterfaces.push(item);
      this.scopes.push({ names: new Map(), incomplete: false });
    }
    return item;
  }

  /** What a path leads to; a local name that nothing has is reported. */
  lookUp(path: Path, ast: Ast, file: number): ItemRef {
    const found = this.#find(path, ast, file);
    if (this.references !== undefined && found.kind !== 'lost') {
      this.references.push({ ast, name: path.name, kind: found.kind, id: found.id });
    }
    return found;
  }

  #find(path: Path, ast: Ast, file: number): ItemRef {
    if (path.kind === 'package') {
      const items = this.#foreignItems.get(packageKey(foreignPackageName(path)));
      return items?.get(path.name.text) ?? LOST;
    }
    const found =
      this.fileItems[file]?.get(path.name.text) ?? this.packageItems.get(path.name.text);
    if (found !== undefined) return found;
    this.reportMissingItem(path.name, ast, file);
    return LOST;
  }

  /** As {@link lookUp}, for a path that must lead to an interface. */
  interfaceOf(path: Path, ast: Ast, file: number): number | undefined {
    const item = this.lookUp(path, ast, file);
    if (item.kind === 'world') {
      this.reporter.report(
        messages.worldAsInterface(
          path.name.text,
          spanOf(ast, path.name),
          this.firstMention(this.foreignWorlds[item.id]),
        ),
      );
      this.damaged = true;
    }
    return item.kind === 'interface' ? item.id : undefined;
  }

  /** Where another package's item is mentioned first, which decides what it is taken for. */
  firstMention(item: ForeignItem | undefined): Span | undefined {
    return item && spanOfSite(item.site);
  }

  reportMissingItem(name: Name, ast: Ast, file: number): void {
    this.damaged = true;
    if (this.files.some((other) => other.damaged)) return;
    const close = this.reporter.suggester.closest(name.text, this.#itemNames(file));
    this.reporter.report(messages.unknownItem(name.text, spanOf(ast, name), close));
  }

  /** The first interface of the package that defines a type of this name, for one that was not brought in. */
  interfaceWithType(name: string): { name: string; span: Span } | undefined {
    if (this.#typesByName === undefined) {
      this.#typesByName = new Map();
      for (const { ast, items } of this.files) {
        for (const item of items) {
          if (item.kind !== 'interface') continue;
          for (const type of item.items) {
            if (type.kind === 'use' || type.kind === 'function') continue;
            if (this.#typesByName.has(type.name.text)) continue;
            const span = spanOf(ast, type.name);
            this.#typesByName.set(type.name.text, { name: item.name.text, span });
          }
        }
      }
    }
    return this.#typesByName.get(name);
  }

  /** What a file can name, lazily: see {@link Suggester}. */
  *#itemNames(file: number): Generator<string | undefined> {
    yield* this.fileItems[file]?.keys() ?? [];
    for (const { items } of this.files) {
      for (const item of items) {
        yield item.kind === 'interface' || item.kind === 'world' ? item.name.text : undefined;
      }
    }
  }
}

export function foreignPackageName(path: Extract<Path, { kind: 'package' }>): {
  namespace: string;
  name: string;
  version?: string;
} {
  const name = { namespace: path.namespace.text, name: path.package.text };
  return path.version === undefined ? name : { ...name, version: path.version.text };
}
