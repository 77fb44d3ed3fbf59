import type { Node } from '../ast/ast.js';
import type { PackageId, Resolve, TypeId } from '../model/resolve.js';

import type { Elaborator } from './elaborate.js';
import type { Gates } from './gates.js';
import type { KnownPackages } from './known-packages.js';
import type { Origins } from './origins.js';
import type { Reporter } from './reporter.js';
import type { SymbolTable } from './symbols.js';
import type { TypeFacts } from './type-facts.js';
import type { UnresolvedPackage } from './unresolved.js';

/** Entries of the maps of {@link JoinState} that are no ids. */
export const GATED = -1;
/** Left out because of a mistake that is reported. */
export const MISSING = -2;

/** What outlives the joining of one package. */
export interface JoinContext {
  resolve: Resolve;
  reporter: Reporter;
  origins: Origins;
  facts: TypeFacts;
  elaborator: Elaborator;
  symbols: SymbolTable | undefined;
  /** By key. */
  packages: Map<string, PackageId>;
  /** The keys of all packages that were read, joined already or not. */
  known: KnownPackages;
  /** Packages with mistakes of their own: what seems to be missing in them is not reported. */
  damaged: Set<string>;
  options: { features: ReadonlySet<string>; allFeatures: boolean };
  /** How many items and types `include` and elaboration may still make, all packages together. */
  budget: { left: number };
}

/** One package on its way into the `Resolve`: its own ids on the left, the final ones on the right. */
export interface JoinState extends JoinContext {
  /** What is being looked at, for diagnostics. */
  ast: { file: string };
  node: Node;
  /** Nothing was missing in the type that is being renumbered. */
  complete: boolean;
  unresolved: UnresolvedPackage;
  package: PackageId;
  gates: Gates;
  types: number[];
  interfaces: number[];
  worlds: number[];
  /** The `own` handle of a type that leads to a resource, by that type's final id. */
  ownHandles: Map<TypeId, TypeId>;
}
