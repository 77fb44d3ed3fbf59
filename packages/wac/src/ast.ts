/**
 * The syntax tree of a WAC document. What WAC shares with WIT (types, records, variants, flags, enums, resources) has the
 * nodes of WIT.
 *
 * Positions are offsets in UTF-16 code units into {@link WacDocument.text}.
 */
import type { ast } from '@wit-ts/wit-parser';

export type Node = ast.Node;
export type Name = ast.Name;

/** A document. */
export interface WacDocument {
  file: string;
  text: string;
  comments: readonly ast.Comment[];
  /** `package ns:name targets …;`; absent where it is missing or could not be understood. */
  directive: PackageDirective | undefined;
  statements: Statement[];
  /** Something could not be understood and is missing. */
  damaged: boolean;
}

/** `package ns:name@1.0.0 targets ns:name/world;` */
export interface PackageDirective extends Node {
  package: PackageRef;
  targets: PackagePath | undefined;
}

/** `ns:name@1.0.0`; the span covers all of it. */
export interface PackageRef extends Node {
  /** `ns:name`, without the version. */
  name: string;
  /** Where the name stands, without the version. */
  nameSpan: Node;
  version: ast.Version | undefined;
}

/** `ns:name/segment/segment@1.0.0`. */
export interface PackagePath extends Node {
  kind: 'path';
  package: PackageRef;
  /** At least one. */
  segments: Name[];
}

/** A path, or the name of something in the document. */
export type Path = PackagePath | NameRef;

/** A name of the document. */
export interface NameRef extends Node {
  kind: 'name';
  name: Name;
}

export type Statement = ImportStatement | LetStatement | ExportStatement | TypeStatement;

/** A name that imports and exports go by: a name, or a text in quotes. */
export interface ExternNameRef extends Node {
  text: string;
}

/** `import name as "extern": type;` */
export interface ImportStatement extends Node {
  kind: 'import';
  gates: ast.Gate[];
  name: Name;
  as: ExternNameRef | undefined;
  type: ItemType;
}

/** What an import, or an item of a world, is of: a name, a path, a function or an interface written out. */
export type ItemType = Path | FunctionItemType | InlineInterface;

export interface FunctionItemType extends Node {
  kind: 'function';
  function: ast.FunctionType;
}

/** `interface { … }`. */
export interface InlineInterface extends Node, ast.Body<InterfaceItem> {
  kind: 'interface';
}

/** `let name = expression;` */
export interface LetStatement extends Node {
  kind: 'let';
  name: Name;
  expression: Expression;
}

/** `export expression as name;`, `export expression...;` */
export interface ExportStatement extends Node {
  kind: 'export';
  gates: ast.Gate[];
  expression: Expression;
  as: ExternNameRef | undefined;
  /** The `...`. */
  spread: Node | undefined;
}

// ---- Expressions -----------------------------------------------------------------------------------------------------

export interface Expression extends Node {
  primary: PrimaryExpression;
  accesses: Access[];
}

export type PrimaryExpression = NewExpression | NestedExpression | NameRef;

/** `new ns:name { … }` */
export interface NewExpression extends Node {
  kind: 'new';
  package: PackageRef;
  arguments: Argument[];
}

/** `( … )` */
export interface NestedExpression extends Node {
  kind: 'nested';
  expression: Expression;
}

/** `.name` or `["name"]`. */
export interface Access extends Node {
  kind: 'name' | 'string';
  text: string;
}

export type Argument = NamedArgument | InferredArgument | SpreadArgument | FillArgument;

/** `name: expression` or `"name": expression`. */
export interface NamedArgument extends Node {
  kind: 'named';
  name: ExternNameRef;
  /** Whether the name stands in quotes, and so is exact. */
  quoted: boolean;
  expression: Expression;
}

/** `name`, for the import of that name. */
export interface InferredArgument extends Node {
  kind: 'inferred';
  name: Name;
}

/** `...name`: the exports of an instance. */
export interface SpreadArgument extends Node {
  kind: 'spread';
  name: Name;
}

/** `...`: what is left becomes imports. */
export interface FillArgument extends Node {
  kind: 'fill';
}

// ---- Types -----------------------------------------------------------------------------------------------------------

export type TypeStatement = Interface | World | TypeDefinition;

/** `type name = type;` or `type name = func(…);` */
export interface TypeAlias extends Node {
  kind: 'type';
  gates: ast.Gate[];
  name: Name;
  type: ast.TypeExpr | FunctionItemType;
}

export type TypeDefinition = TypeAlias | ast.Record | ast.Flags | ast.Variant | ast.Enum;
/** Resources are defined in interfaces and worlds only. */
export type InnerTypeDefinition = TypeDefinition | ast.Resource;

export interface Interface extends Node, ast.Body<InterfaceItem> {
  kind: 'interface';
  gates: ast.Gate[];
  name: Name;
}

export type InterfaceItem = FunctionExport | Use | InnerTypeDefinition;

/** `name: func(…);` or `name: function-type;` */
export interface FunctionExport extends Node {
  kind: 'function';
  gates: ast.Gate[];
  name: Name;
  type: FunctionItemType | NameRef;
}

/** `use path.{a, b as c};` */
export interface Use extends Node {
  kind: 'use';
  gates: ast.Gate[];
  path: Path;
  names: ast.UseName[];
}

export interface World extends Node, ast.Body<WorldItem> {
  kind: 'world';
  gates: ast.Gate[];
  name: Name;
}

export type WorldItem = WorldExtern | Include | Use | InnerTypeDefinition;

/** `import name: type;`, `export name: type;`, `import path;` */
export interface WorldExtern extends Node {
  kind: 'import' | 'export';
  gates: ast.Gate[];
  /** Absent where the interface gives the name. */
  name: Name | undefined;
  type: ItemType;
}

/** `include path with { a as b };` */
export interface Include extends Node {
  kind: 'include';
  gates: ast.Gate[];
  path: Path;
  renames: ast.Rename[];
}
