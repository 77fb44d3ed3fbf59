import type { ast } from '@wit-ts/wit-parser';
import type {
  BoundPart,
  NameSymbol,
  Occurrence,
  PackageNameNodes,
  Scope,
  SymbolBase,
  SymbolOf,
} from './symbol.js';
import { packageNodesOf } from './symbol.js';

/** The names of one file. */
export interface BoundFile {
  readonly tree: ast.Ast;
  /** The file itself first, then each nested package. */
  readonly parts: readonly BoundPart[];
  /** All places of names, in the order of the text. */
  readonly occurrences: readonly Occurrence[];
}

const bound = new WeakMap<ast.Ast, BoundFile>();

/** The names of a file, found once for each tree. */
export function bindFile(tree: ast.Ast): BoundFile {
  let file = bound.get(tree);
  if (file === undefined) {
    file = new Binder(tree).bind();
    bound.set(tree, file);
  }
  return file;
}

type Owner = SymbolOf<'interface' | 'world' | 'inline'>;
type Item = ast.InterfaceItem | ast.WorldItem;

class Binder {
  readonly #tree: ast.Ast;
  readonly #occurrences: Occurrence[] = [];
  readonly #parts: BoundPart[] = [];

  constructor(tree: ast.Ast) {
    this.#tree = tree;
  }

  bind(): BoundFile {
    this.#part(this.#tree.items, this.#tree.package?.name, undefined);
    this.#occurrences.sort((a, b) => a.start - b.start || a.end - b.end);
    return { tree: this.#tree, parts: this.#parts, occurrences: this.#occurrences };
  }

  /** @param items those of a file, or of a package nested in it; packages nested deeper are a mistake, and have names too */
  #part(
    items: readonly ast.TopLevelItem[],
    header: ast.PackageName | undefined,
    nested: ast.NestedPackage | undefined,
  ): void {
    const part: BoundPart = {
      tree: this.#tree,
      items,
      header,
      nested,
      defined: new Map(),
      aliases: new Map(),
      scopes: new Map(),
    };
    this.#parts.push(part);
    if (header !== undefined) this.#packageName(part, header, true);
    for (const item of items) {
      switch (item.kind) {
        case 'package':
          this.#part(item.items, item.name, item);
          break;
        case 'interface':
          this.#item(
            part,
            this.#define({ ...this.#base(part, item.name), kind: 'interface', item }),
          );
          break;
        case 'world':
          this.#item(part, this.#define({ ...this.#base(part, item.name), kind: 'world', item }));
          break;
        case 'top-level-use': {
          this.#path(part, item.path, false);
          this.#gates(part, item.gates);
          const alias: SymbolOf<'alias'> = {
            kind: 'alias',
            item,
            ...this.#base(part, item.alias ?? item.path.name),
          };
          if (item.alias !== undefined)
            this.#add(item.alias, { role: 'definition', symbol: alias });
          if (!part.aliases.has(alias.name)) part.aliases.set(alias.name, alias);
          break;
        }
      }
    }
  }

  #item(part: BoundPart, symbol: SymbolOf<'interface' | 'world'>): void {
    if (!part.defined.has(symbol.name)) part.defined.set(symbol.name, symbol);
    this.#gates(part, symbol.item.gates);
    this.#body(part, symbol, symbol.item);
  }

  #body(part: BoundPart, owner: Owner, body: ast.Body<Item>): void {
    const scope: Scope = { part, owner, body, types: new Map(), others: new Map() };
    part.scopes.set(owner, scope);
    for (const item of body.items) {
      this.#gates(part, item.gates);
      switch (item.kind) {
        case 'use':
          this.#use(scope, item);
          break;
        case 'function': {
          const symbol = this.#define({
            ...this.#base(part, item.name, owner),
            kind: 'function',
            item,
          });
          keep(scope.others, symbol);
          this.#function(scope, symbol, item.function);
          break;
        }
        case 'include':
          this.#include(scope, item);
          break;
        case 'import':
        case 'export':
          this.#extern(scope, item);
          break;
        default:
          this.#type(scope, item);
      }
    }
  }

  #use(scope: Scope, use: ast.Use): void {
    const { part, owner } = scope;
    this.#path(part, use.path, false);
    for (const item of use.names) {
      const symbol: SymbolOf<'used'> = {
        kind: 'used',
        item,
        use,
        ...this.#base(part, item.alias ?? item.name, owner),
      };
      this.#add(item.name, { role: 'used', symbol });
      if (item.alias !== undefined) this.#add(item.alias, { role: 'definition', symbol });
      const known = scope.types.get(symbol.name);
      // A definition before a `use` of the same name is replaced by it.
      if (known === undefined || known.kind === 'type') scope.types.set(symbol.name, symbol);
    }
  }

  #include(scope: Scope, include: ast.Include): void {
    const { part, owner } = scope;
    this.#path(part, include.path, true);
    for (const item of include.renames) {
      const symbol: SymbolOf<'renamed'> = {
        kind: 'renamed',
        item,
        include,
        ...this.#base(part, item.alias, owner),
      };
      this.#add(item.name, { role: 'included', symbol });
      this.#add(item.alias, { role: 'definition', symbol });
      keep(scope.others, symbol);
    }
  }

  #extern(scope: Scope, item: ast.ExternItem): void {
    const { part, owner } = scope;
    const { extern } = item;
    switch (extern.kind) {
      case 'function': {
        const symbol = this.#define({
          ...this.#base(part, extern.name, owner),
          kind: 'extern',
          item,
          extern,
        });
        keep(scope.others, symbol);
        this.#function(scope, symbol, extern.function);
        break;
      }
      case 'interface': {
        const symbol = this.#define({
          ...this.#base(part, extern.name, owner),
          kind: 'inline',
          item,
          extern,
        });
        keep(scope.others, symbol);
        this.#body(part, symbol, extern);
        break;
      }
      case 'path':
        if (extern.label !== undefined) {
          keep(
            scope.others,
            this.#define({ ...this.#base(part, extern.label, owner), kind: 'label', item, extern }),
          );
        }
        this.#path(part, extern.path, false);
    }
  }

  #type(scope: Scope, item: ast.TypeItem): void {
    const { part, owner } = scope;
    const symbol = this.#define({ ...this.#base(part, item.name, owner), kind: 'type', item });
    keep(scope.types, symbol);
    switch (item.kind) {
      case 'type':
        this.#typeExpr(scope, item.type, symbol);
        break;
      case 'record':
        for (const field of item.items) {
          this.#define({ ...this.#base(part, field.name, symbol), kind: 'field', item: field });
          this.#typeExpr(scope, field.type, symbol);
        }
        break;
      case 'variant':
        for (const one of item.items) {
          this.#define({ ...this.#base(part, one.name, symbol), kind: 'case', item: one });
          if (one.type !== undefined) this.#typeExpr(scope, one.type, symbol);
        }
        break;
      case 'enum':
        for (const one of item.items)
          this.#define({ ...this.#base(part, one.name, symbol), kind: 'case', item: one });
        break;
      case 'flags':
        for (const flag of item.items)
          this.#define({ ...this.#base(part, flag.name, symbol), kind: 'flag', item: flag });
        break;
      case 'resource':
        for (const one of item.items) {
          this.#gates(part, one.gates);
          const method = this.#define({
            ...this.#base(part, one.name, symbol),
            kind: 'method',
            item: one,
          });
          this.#function(scope, method, one.function);
        }
    }
  }

  #function(scope: Scope, owner: NameSymbol, { params, result }: ast.FunctionType): void {
    for (const param of params) {
      this.#define({ ...this.#base(scope.part, param.name, owner), kind: 'param', item: param });
      this.#typeExpr(scope, param.type, owner);
    }
    if (result !== undefined) this.#typeExpr(scope, result, owner);
  }

  #typeExpr(scope: Scope, type: ast.TypeExpr, holder: NameSymbol): void {
    forEachTypeName(type, (name) => {
      this.#add(name, { role: 'type', text: name.text, scope, holder });
    });
  }

  #path(part: BoundPart, path: ast.Path, world: boolean): void {
    this.#add(path.name, { role: 'item', path, part, world });
    if (path.kind === 'package') this.#packageName(part, packageNodesOf(path), false);
  }

  #packageName(part: BoundPart, name: PackageNameNodes, header: boolean): void {
    this.#add(name.namespace, { role: 'package', which: 'namespace', name, part, header });
    this.#add(name.name, { role: 'package', which: 'name', name, part, header });
    if (name.version !== undefined) {
      this.#add(name.version, { role: 'package', which: 'version', name, part, header });
    }
  }

  #gates(part: BoundPart, gates: readonly ast.Gate[]): void {
    for (const gate of gates) {
      if (gate.kind !== 'unstable') continue;
      this.#add(gate.feature, { role: 'feature', text: gate.feature.text, part });
    }
  }

  #base(part: BoundPart, name: ast.Name, owner?: NameSymbol): SymbolBase {
    return { name: name.text, nameNode: name, tree: this.#tree, part, owner };
  }

  #define<Defined extends NameSymbol>(symbol: Defined): Defined {
    this.#add(symbol.nameNode, { role: 'definition', symbol });
    return symbol;
  }

  #add(node: ast.Node, occurrence: WithoutPlace<Occurrence>): void {
    this.#occurrences.push({ start: node.start, end: node.end, ...occurrence });
  }
}

type WithoutPlace<T> = T extends ast.Node ? Omit<T, 'start' | 'end'> : never;

/** The first definition of a name counts; the others are reported. */
function keep(names: Map<string, NameSymbol>, symbol: NameSymbol): void {
  if (!names.has(symbol.name)) names.set(symbol.name, symbol);
}

/** Calls back for each name in a type, in the order of the text. Types nest less than a hundred times. */
export function forEachTypeName(type: ast.TypeExpr, callback: (name: ast.Name) => void): void {
  switch (type.kind) {
    case 'name':
      callback(type);
      break;
    case 'handle':
      callback(type.resource);
      break;
    default:
      for (const part of partsOfType(type)) forEachTypeName(part, callback);
  }
}

/** The types that a type expression consists of directly. */
export function partsOfType(type: ast.TypeExpr): ast.TypeExpr[] {
  switch (type.kind) {
    case 'list':
    case 'fixed-length-list':
    case 'option':
      return [type.element];
    case 'future':
    case 'stream':
      return type.element === undefined ? [] : [type.element];
    case 'map':
      return [type.key, type.value];
    case 'result':
      return [type.ok, type.err].filter((part) => part !== undefined);
    case 'tuple':
      return type.elements;
    case 'name':
    case 'handle':
    case 'primitive':
    case 'error':
      return [];
  }
}
