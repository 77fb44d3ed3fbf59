/**
 * One package after its own names are resolved and before it is joined with the packages that it uses.
 *
 * Every kind of id is an index into an arena of its own: the placeholders for what other packages define come first, the
 * things of this package behind them.
 */

import type { Ast, Name, Node, TypeExpr, TypeItem } from '../ast/ast.js';
import type {
  Interface,
  PackageName,
  Stability,
  TypeDef,
  World,
  WorldItem,
} from '../model/resolve.js';
import type { Site } from './origins.js';
import type { PendingReference } from './symbols.js';

/** An interface or world of another package, as this package mentions it. */
export interface ForeignItem {
  package: ForeignPackage;
  name: string;
  /** Its name where it is mentioned first. */
  site: Site;
  /** The gates of the mentions in order, up to the first without one. */
  gates: (Stability | undefined)[];
}

/** Another package that this one mentions. */
export interface ForeignPackage {
  name: PackageName;
  key: string;
  /** `ns:name` where it is mentioned first. */
  site: Site;
}

/** A type of a {@link ForeignItem} that a `use` names. */
export interface ForeignType {
  /** Id of the foreign interface in this package's arena. */
  interface: number;
  name: string;
  /** The gate of the `use` that names it first. */
  stability: Stability | undefined;
  site: Site;
}

/** What a type came from: its definition, the type expression of an anonymous one, or the name in a `use`. */
export type TypeNode = TypeItem | TypeExpr | Name | Node;

export interface UnresolvedInterface {
  interface: Interface;
  ast: Ast;
  node: Node;
  /** The names of `interface.functions`, in their order. */
  functionNames: Name[];
}

/** An import or export of a world before its interfaces have their final ids. */
export interface UnresolvedWorldItem {
  /** `undefined` for an interface by path, whose key is its id. */
  name: string | undefined;
  item: WorldItem;
  site: Node;
}

export interface UnresolvedInclude {
  world: number;
  stability: Stability | undefined;
  renames: { name: string; alias: string; site: Node }[];
  site: Node;
}

export interface UnresolvedWorld {
  world: World;
  ast: Ast;
  node: Node;
  imports: UnresolvedWorldItem[];
  exports: UnresolvedWorldItem[];
  includes: UnresolvedInclude[];
}

export interface UnresolvedPackage {
  name: PackageName;
  key: string;
  docs: string | undefined;
  site: Site;
  /** Packages in the order of their first mention. */
  foreignPackages: ForeignPackage[];
  foreignInterfaces: ForeignItem[];
  foreignWorlds: ForeignItem[];
  foreignTypes: ForeignType[];
  /** The type of id `foreignTypes.length + i` is `types[i]`; so for the other arenas. */
  types: TypeDef[];
  typeAsts: Ast[];
  typeNodes: TypeNode[];
  interfaces: UnresolvedInterface[];
  worlds: UnresolvedWorld[];
  /** Foreign types that a handle of this package takes for resources. */
  requiredResources: { type: number; site: Site }[];
  /** What its names stand for; only where that is asked for. */
  references: PendingReference[] | undefined;
  /** Something of this package was left out because of a mistake that is reported. */
  damaged: boolean;
}
