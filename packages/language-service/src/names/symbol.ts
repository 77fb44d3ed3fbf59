/** What a file gives names to, and where names stand. Found from the syntax tree alone, so that files with mistakes have them too. */

import type { ast } from '@wit-ts/wit-parser';

/** The definition of a name. Two of them are the same where they are the same object, as long as the text of the file is. */
export type NameSymbol = SymbolBase & SymbolItem;

export interface SymbolBase {
  readonly name: string;
  readonly tree: ast.Ast;
  readonly part: BoundPart;
  /** The name in the text; for a constructor the keyword. */
  readonly nameNode: ast.Node;
  /** What the name is part of: the type of a field, the interface of a type. */
  readonly owner: NameSymbol | undefined;
}

export type SymbolItem =
  | { readonly kind: 'interface'; readonly item: ast.Interface }
  | { readonly kind: 'world'; readonly item: ast.World }
  | { readonly kind: 'inline'; readonly item: ast.ExternItem; readonly extern: ast.ExternInterface }
  | { readonly kind: 'label'; readonly item: ast.ExternItem; readonly extern: ast.ExternPath }
  | { readonly kind: 'extern'; readonly item: ast.ExternItem; readonly extern: ast.ExternFunction }
  | { readonly kind: 'type'; readonly item: ast.TypeItem }
  | { readonly kind: 'used'; readonly item: ast.UseName; readonly use: ast.Use }
  | { readonly kind: 'alias'; readonly item: ast.TopLevelUse }
  | { readonly kind: 'renamed'; readonly item: ast.Rename; readonly include: ast.Include }
  | { readonly kind: 'function'; readonly item: ast.FunctionItem }
  | { readonly kind: 'method'; readonly item: ast.ResourceFunction }
  | { readonly kind: 'field'; readonly item: ast.Field }
  | { readonly kind: 'case'; readonly item: ast.Case | ast.EnumCase }
  | { readonly kind: 'flag'; readonly item: ast.Flag }
  | { readonly kind: 'param'; readonly item: ast.Param };

export type SymbolOf<Kind extends NameSymbol['kind']> = Extract<NameSymbol, { kind: Kind }>;

/** The names of the body of an interface or a world. */
export interface Scope {
  readonly part: BoundPart;
  readonly owner: SymbolOf<'interface' | 'world' | 'inline'>;
  readonly body: ast.Body<ast.InterfaceItem | ast.WorldItem>;
  /** Types that are defined or brought in. */
  readonly types: Map<string, NameSymbol>;
  /** The definitions by what they stand in: items, names of a `use`, new names of a `with`. */
  readonly symbols: Map<ast.Node, NameSymbol>;
  /** Functions; in a world also the labels of imports and exports, and new names of an `include`. */
  readonly others: Map<string, NameSymbol>;
}

/** The file without its nested packages, or one nested package. */
export interface BoundPart {
  readonly tree: ast.Ast;
  readonly items: readonly ast.TopLevelItem[];
  readonly header: ast.PackageName | undefined;
  readonly nested: ast.NestedPackage | undefined;
  /** Interfaces and worlds that are defined here. */
  readonly defined: Map<string, SymbolOf<'interface' | 'world'>>;
  /** Names that a `use` at the top gives. */
  readonly aliases: Map<string, SymbolOf<'alias'>>;
  /** The definitions of its items. */
  readonly tops: Map<ast.Node, SymbolOf<'interface' | 'world' | 'alias'>>;
  /** Those that were asked for: see `scopeOf`. */
  readonly scopes: Map<NameSymbol, Scope>;
}

/** A place where a name stands. */
export type Occurrence = ast.Node &
  (
    | { readonly role: 'definition'; readonly symbol: NameSymbol }
    /** The last name of a path to an interface or world. */
    | {
        readonly role: 'item';
        readonly path: ast.Path;
        readonly part: BoundPart;
        readonly world: boolean;
      }
    /** A part of the name of a package, in a path or header. */
    | {
        readonly role: 'package';
        readonly which: 'namespace' | 'name' | 'version';
        readonly name: PackageNameNodes;
        readonly part: BoundPart;
        readonly header: boolean;
      }
    /** A name between the braces of a `use`. */
    | { readonly role: 'used'; readonly symbol: SymbolOf<'used'> }
    /** A type by its name. */
    | {
        readonly role: 'type';
        readonly text: string;
        readonly scope: Scope;
        /** The type or function whose definition names it. */
        readonly holder: NameSymbol;
      }
    /** The old name in a `with`. */
    | { readonly role: 'included'; readonly symbol: SymbolOf<'renamed'> }
    | { readonly role: 'feature'; readonly text: string; readonly part: BoundPart }
  );

export interface PackageNameNodes {
  readonly namespace: ast.Name;
  readonly name: ast.Name;
  readonly version: ast.Version | undefined;
}

/** `ns:name@version`. */
export function packageKeyOf({ namespace, name, version }: PackageNameNodes): string {
  const bare = `${namespace.text}:${name.text}`;
  return version === undefined ? bare : `${bare}@${version.text}`;
}

/** The name of the package that a path names. */
export function packageNodesOf(path: ast.PackagePath): PackageNameNodes {
  return { namespace: path.namespace, name: path.package, version: path.version };
}

/** The item with the attributes and comments of a definition; a name in a `use` has none of its own. */
export function documentedOf(symbol: NameSymbol): (ast.Documented & ast.Node) | undefined {
  switch (symbol.kind) {
    case 'used':
      return symbol.use;
    case 'renamed':
      return symbol.include;
    case 'param':
      return undefined;
    default:
      return symbol.item;
  }
}

/** The attributes of a definition. */
export function gatesOf(symbol: NameSymbol): readonly ast.Gate[] {
  switch (symbol.kind) {
    case 'used':
      return symbol.use.gates;
    case 'renamed':
      return symbol.include.gates;
    case 'param':
    case 'field':
    case 'case':
    case 'flag':
      return [];
    default:
      return symbol.item.gates;
  }
}
