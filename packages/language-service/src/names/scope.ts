import type { ast } from '@wit-ts/wit-parser';
import type { BoundPart, NameSymbol, Scope, SymbolBase, SymbolOf } from './symbol.js';

/** The body of an interface, inline or not, or of a world, with the names that it defines; found when it is first asked for. */
export function scopeOf(symbol: NameSymbol): Scope | undefined {
  switch (symbol.kind) {
    case 'interface':
    case 'world':
      return known(symbol, symbol.item);
    case 'inline':
      return known(symbol, symbol.extern);
    default:
      return undefined;
  }
}

type Owner = SymbolOf<'interface' | 'world' | 'inline'>;
type Item = ast.InterfaceItem | ast.WorldItem;

function known(owner: Owner, body: ast.Body<Item>): Scope {
  const { part } = owner;
  let scope = part.scopes.get(owner);
  if (scope === undefined) {
    scope = { part, owner, body, symbols: new Map(), types: new Map(), others: new Map() };
    part.scopes.set(owner, scope);
    for (const item of body.items) addItem(scope, item);
  }
  return scope;
}

function addItem(scope: Scope, item: Item): void {
  const { part, owner } = scope;
  switch (item.kind) {
    case 'use':
      for (const one of item.names) {
        const base = baseOf(part, one.alias ?? one.name, owner);
        const symbol: SymbolOf<'used'> = { ...base, kind: 'used', item: one, use: item };
        scope.symbols.set(one, symbol);
        const before = scope.types.get(symbol.name);
        // A definition before a `use` of the same name is replaced by it.
        if (before === undefined || before.kind === 'type') scope.types.set(symbol.name, symbol);
      }
      break;
    case 'include':
      for (const one of item.renames) {
        const base = baseOf(part, one.alias, owner);
        add(scope, scope.others, one, { ...base, kind: 'renamed', item: one, include: item });
      }
      break;
    case 'function':
      add(scope, scope.others, item, { ...baseOf(part, item.name, owner), kind: 'function', item });
      break;
    case 'import':
    case 'export':
      addExtern(scope, item);
      break;
    default:
      add(scope, scope.types, item, { ...baseOf(part, item.name, owner), kind: 'type', item });
  }
}

function addExtern(scope: Scope, item: ast.ExternItem): void {
  const { part, owner, others } = scope;
  const { extern } = item;
  switch (extern.kind) {
    case 'function':
      add(scope, others, item, {
        ...baseOf(part, extern.name, owner),
        kind: 'extern',
        item,
        extern,
      });
      break;
    case 'interface':
      add(scope, others, item, {
        ...baseOf(part, extern.name, owner),
        kind: 'inline',
        item,
        extern,
      });
      break;
    case 'path':
      if (extern.label === undefined) break;
      add(scope, others, item, {
        ...baseOf(part, extern.label, owner),
        kind: 'label',
        item,
        extern,
      });
  }
}

/** The first definition of a name counts; the others are reported. */
function add(
  { symbols }: Scope,
  names: Map<string, NameSymbol>,
  node: ast.Node,
  symbol: NameSymbol,
): void {
  symbols.set(node, symbol);
  if (!names.has(symbol.name)) names.set(symbol.name, symbol);
}

export function baseOf(part: BoundPart, name: ast.Name, owner?: NameSymbol): SymbolBase {
  return { name: name.text, nameNode: name, tree: part.tree, part, owner };
}

/** The body that the types of a definition are looked up in. */
export function enclosingScope(symbol: NameSymbol): Scope | undefined {
  for (let { owner } = symbol; owner !== undefined; owner = owner.owner) {
    const scope = scopeOf(owner);
    if (scope !== undefined) return scope;
  }
  return undefined;
}
