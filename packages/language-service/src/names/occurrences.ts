import { type ast, forEachTypeName } from '@wit-ts/wit-parser';
import { baseOf, scopeOf } from './scope.js';
import {
  type BoundPart,
  type NameSymbol,
  type Occurrence,
  type PackageNameNodes,
  type Scope,
  type SymbolOf,
  packageNodesOf,
} from './symbol.js';

/** The places of the names in an item at the top of a file or nested package, in no order. */
export function occurrencesOfItem(
  part: BoundPart,
  item: Exclude<ast.TopLevelItem, ast.NestedPackage>,
): Occurrence[] {
  const collector = new Collector(part);
  collector.item(item);
  return collector.found;
}

/** Those of the name of a package in its header. */
export function occurrencesOfHeader(part: BoundPart, header: ast.PackageName): Occurrence[] {
  const collector = new Collector(part);
  collector.packageName(header, true);
  return collector.found;
}

class Collector {
  readonly found: Occurrence[] = [];
  readonly #part: BoundPart;

  constructor(part: BoundPart) {
    this.#part = part;
  }

  item(item: Exclude<ast.TopLevelItem, ast.NestedPackage>): void {
    const symbol = this.#part.tops.get(item);
    if (symbol === undefined) return;
    this.#gates(item.gates);
    if (item.kind === 'top-level-use') {
      this.#path(item.path, false);
      if (item.alias !== undefined) this.#add(item.alias, { role: 'definition', symbol });
      return;
    }
    this.#add(item.name, { role: 'definition', symbol });
    this.#scope(symbol);
  }

  packageName(name: PackageNameNodes, header: boolean): void {
    const part = this.#part;
    this.#add(name.namespace, { role: 'package', which: 'namespace', name, part, header });
    this.#add(name.name, { role: 'package', which: 'name', name, part, header });
    if (name.version !== undefined) {
      this.#add(name.version, { role: 'package', which: 'version', name, part, header });
    }
  }

  #scope(owner: NameSymbol): void {
    const scope = scopeOf(owner);
    for (const item of scope?.body.items ?? []) {
      if (scope === undefined) break;
      this.#gates(item.gates);
      switch (item.kind) {
        case 'use':
          this.#use(scope, item);
          break;
        case 'include':
          this.#include(scope, item);
          break;
        default:
          this.#definition(scope, item);
      }
    }
  }

  #use({ symbols }: Scope, use: ast.Use): void {
    this.#path(use.path, false);
    for (const item of use.names) {
      const symbol = symbols.get(item);
      if (symbol?.kind !== 'used') continue;
      this.#add(item.name, { role: 'used', symbol });
      if (item.alias !== undefined) this.#add(item.alias, { role: 'definition', symbol });
    }
  }

  #include({ symbols }: Scope, include: ast.Include): void {
    this.#path(include.path, true);
    for (const item of include.renames) {
      const symbol = symbols.get(item);
      if (symbol?.kind !== 'renamed') continue;
      this.#add(item.name, { role: 'included', symbol });
      this.#add(item.alias, { role: 'definition', symbol });
    }
  }

  #definition(
    scope: Scope,
    item: Exclude<ast.InterfaceItem | ast.WorldItem, ast.Use | ast.Include>,
  ): void {
    const symbol = scope.symbols.get(item);
    if (symbol !== undefined) this.#add(symbol.nameNode, { role: 'definition', symbol });
    switch (symbol?.kind) {
      case 'function':
        this.#function(scope, symbol, symbol.item.function);
        break;
      case 'extern':
        this.#function(scope, symbol, symbol.extern.function);
        break;
      case 'inline':
        this.#scope(symbol);
        break;
      case 'type':
        this.#type(scope, symbol);
        break;
      default:
    }
    if ((item.kind === 'import' || item.kind === 'export') && item.extern.kind === 'path') {
      this.#path(item.extern.path, false);
    }
  }

  #type(scope: Scope, symbol: SymbolOf<'type'>): void {
    const { item } = symbol;
    switch (item.kind) {
      case 'type':
        this.#typeExpr(scope, item.type, symbol);
        break;
      case 'record':
        for (const field of item.items) {
          this.#define({ ...baseOf(this.#part, field.name, symbol), kind: 'field', item: field });
          this.#typeExpr(scope, field.type, symbol);
        }
        break;
      case 'variant':
        for (const one of item.items) {
          this.#define({ ...baseOf(this.#part, one.name, symbol), kind: 'case', item: one });
          if (one.type !== undefined) this.#typeExpr(scope, one.type, symbol);
        }
        break;
      case 'enum':
        for (const one of item.items) {
          this.#define({ ...baseOf(this.#part, one.name, symbol), kind: 'case', item: one });
        }
        break;
      case 'flags':
        for (const flag of item.items) {
          this.#define({ ...baseOf(this.#part, flag.name, symbol), kind: 'flag', item: flag });
        }
        break;
      case 'resource':
        for (const one of item.items) {
          this.#gates(one.gates);
          const method: SymbolOf<'method'> = {
            ...baseOf(this.#part, one.name, symbol),
            kind: 'method',
            item: one,
          };
          this.#define(method);
          this.#function(scope, method, one.function);
        }
    }
  }

  #function(scope: Scope, owner: NameSymbol, { params, result }: ast.FunctionType): void {
    for (const param of params) {
      this.#define({ ...baseOf(this.#part, param.name, owner), kind: 'param', item: param });
      this.#typeExpr(scope, param.type, owner);
    }
    if (result !== undefined) this.#typeExpr(scope, result, owner);
  }

  #typeExpr(scope: Scope, type: ast.TypeExpr, holder: NameSymbol): void {
    forEachTypeName(type, (name) => {
      this.#add(name, { role: 'type', text: name.text, scope, holder });
    });
  }

  #path(path: ast.Path, world: boolean): void {
    this.#add(path.name, { role: 'item', path, part: this.#part, world });
    if (path.kind === 'package') this.packageName(packageNodesOf(path), false);
  }

  #gates(gates: readonly ast.Gate[]): void {
    for (const gate of gates) {
      if (gate.kind !== 'unstable') continue;
      this.#add(gate.feature, { role: 'feature', text: gate.feature.text, part: this.#part });
    }
  }

  #define(symbol: NameSymbol): void {
    this.#add(symbol.nameNode, { role: 'definition', symbol });
  }

  #add(node: ast.Node, occurrence: WithoutPlace<Occurrence>): void {
    this.found.push({ start: node.start, end: node.end, ...occurrence });
  }
}

type WithoutPlace<T> = T extends ast.Node ? Omit<T, 'start' | 'end'> : never;
