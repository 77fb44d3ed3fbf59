/**
 * The syntax tree of one WIT file.
 *
 * Positions are offsets in UTF-16 code units into {@link Ast.text}; the file is named once, in {@link Ast.file} (see
 * {@link spanOf}). A node's `start` is its first own token (for an item with attributes, its keyword or name; the
 * attributes stand in `gates`), its `end` lies behind its last token, the closing `;` or `}` included.
 *
 * A file with mistakes still gives a tree: what cannot be understood is left out, and the enclosing list is marked
 * {@link Body.damaged}, so that a later stage need not complain about names that were only lost. A type that cannot be
 * understood is an {@link ErrorType}, so that the item around it keeps its name.
 *
 * Grammar: component-model design/mvp/WIT.md.
 */

import type { Span } from '../diagnostics/diagnostic.js';
import type { PrimitiveType } from '../model/resolve.js';

export interface Node {
  start: number;
  end: number;
}

/** One file. */
export interface Ast extends ItemList<TopLevelItem> {
  file: string;
  text: string;
  /** All comments of the file in order, wherever they stand. */
  comments: readonly Comment[];
  /** The header `package ns:name;`, not a `package ns:name { … }`. */
  package: PackageHeader | undefined;
}

/** A line comment without its line end, or a block comment. */
export interface Comment extends Node {
  block: boolean;
}

/** What is the same for every list of items. */
export interface ItemList<Item> {
  items: Item[];
  /** Something in this list, not in a list inside it, could not be understood and is missing. */
  damaged: boolean;
}

/** A list of items in braces. */
export interface Body<Item> extends ItemList<Item> {
  /** Offset of `{`; -1 where there is none (`resource r;`, or it was forgotten). */
  open: number;
  /** Offset of `}`; -1 where there is none. */
  close: number;
}

/** The comments that stand before an item: `comments[docsStart]` up to, not with, `comments[docsEnd]`. See `docsOf`. */
export interface Documented {
  docsStart: number;
  docsEnd: number;
}

/** A name as it is used: `text` is without the leading `%`, the span with it. See {@link isExplicitName}. */
export interface Name extends Node {
  text: string;
}

/** A valid semantic version; `text` is exact. */
export interface Version extends Node {
  text: string;
}

// ---- Packages --------------------------------------------------------------------------------------------------------

/** `ns:name@1.2.3`; the span covers all of it. */
export interface PackageName extends Node {
  namespace: Name;
  name: Name;
  version: Version | undefined;
}

/** `package ns:name;` at the top of a file. */
export interface PackageHeader extends Node, Documented {
  name: PackageName;
}

export type TopLevelItem = Interface | World | TopLevelUse | NestedPackage;

/** `package ns:name { … }`. Nested deeper than once it is a mistake, which the resolver reports. */
export interface NestedPackage extends Node, Documented, Body<TopLevelItem> {
  kind: 'package';
  name: PackageName;
}

/** `use a:b/c@1.0.0 as d;` outside of interfaces and worlds. */
export interface TopLevelUse extends Node, Documented {
  kind: 'top-level-use';
  gates: Gate[];
  path: Path;
  alias: Name | undefined;
}

export interface Interface extends Node, Documented, Body<InterfaceItem> {
  kind: 'interface';
  gates: Gate[];
  name: Name;
}

export interface World extends Node, Documented, Body<WorldItem> {
  kind: 'world';
  gates: Gate[];
  name: Name;
}

// ---- Paths -----------------------------------------------------------------------------------------------------------

export type Path = LocalPath | PackagePath;

/** `name`: an interface or world of this package or an alias of this file. */
export interface LocalPath extends Node {
  kind: 'local';
  name: Name;
}

/** `ns:package/name@1.2.3`. */
export interface PackagePath extends Node {
  kind: 'package';
  namespace: Name;
  package: Name;
  name: Name;
  version: Version | undefined;
}

// ---- Gates -----------------------------------------------------------------------------------------------------------

/** An attribute; the span is from `@` to `)`. */
export type Gate = SinceGate | UnstableGate | DeprecatedGate | ExternalIdGate;

/** `@since(version = 1.2.3)`. */
export interface SinceGate extends Node {
  kind: 'since';
  /** `since`, behind the `@`. */
  name: Name;
  version: Version;
}

/** `@unstable(feature = some-name)`. */
export interface UnstableGate extends Node {
  kind: 'unstable';
  name: Name;
  feature: Name;
}

/** `@deprecated(version = 1.2.3)`. */
export interface DeprecatedGate extends Node {
  kind: 'deprecated';
  name: Name;
  version: Version;
}

/** `@external-id("…")`. */
export interface ExternalIdGate extends Node {
  kind: 'external-id';
  name: Name;
  /** The text with its escapes resolved; the span is that of the literal, quotes included. */
  value: StringLiteral;
}

export interface StringLiteral extends Node {
  text: string;
}

// ---- Worlds ----------------------------------------------------------------------------------------------------------

export type WorldItem = ExternItem | Use | Include | TypeItem;

/** `import …;` or `export …;`. */
export interface ExternItem extends Node, Documented {
  kind: 'import' | 'export';
  gates: Gate[];
  extern: Extern;
}

export type Extern = ExternFunction | ExternInterface | ExternPath;

/** `name: async func(…) -> …`. */
export interface ExternFunction extends Node {
  kind: 'function';
  name: Name;
  function: FunctionType;
}

/** `name: interface { … }`. */
export interface ExternInterface extends Node, Body<InterfaceItem> {
  kind: 'interface';
  name: Name;
}

/** `path`, or `label: path`. `a:b` without `/` is the label `a` of the interface `b`. */
export interface ExternPath extends Node {
  kind: 'path';
  label: Name | undefined;
  path: Path;
}

/** `include path with { a as b };` */
export interface Include extends Node, Documented {
  kind: 'include';
  gates: Gate[];
  path: Path;
  renames: Rename[];
}

/** `a as b`. */
export interface Rename extends Node {
  name: Name;
  alias: Name;
}

// ---- Interfaces ------------------------------------------------------------------------------------------------------

export type InterfaceItem = FunctionItem | Use | TypeItem;

/** `use path.{a, b as c};` in an interface or a world. */
export interface Use extends Node, Documented {
  kind: 'use';
  gates: Gate[];
  path: Path;
  names: UseName[];
  /** Names between the braces were lost to a mistake. */
  damaged: boolean;
}

export interface UseName extends Node {
  name: Name;
  alias: Name | undefined;
}

/** `name: func(…);` */
export interface FunctionItem extends Node, Documented {
  kind: 'function';
  gates: Gate[];
  name: Name;
  function: FunctionType;
}

/** `async func(a: u8) -> u8`, or what follows `constructor`. */
export interface FunctionType extends Node {
  async: boolean;
  /** Offset of `func`, or of `constructor`. */
  keyword: number;
  params: Param[];
  /** Parameters were lost to a mistake. */
  damaged: boolean;
  result: TypeExpr | undefined;
}

export interface Param extends Node {
  name: Name;
  type: TypeExpr;
}

// ---- Definitions of types --------------------------------------------------------------------------------------------

export type TypeItem = TypeAlias | Record | Flags | Variant | Enum | Resource;

interface TypeItemBase extends Node, Documented {
  gates: Gate[];
  name: Name;
}

/** `type name = …;` */
export interface TypeAlias extends TypeItemBase {
  kind: 'type';
  type: TypeExpr;
}

export interface Record extends TypeItemBase, Body<Field> {
  kind: 'record';
}

export interface Field extends Node, Documented {
  name: Name;
  type: TypeExpr;
}

export interface Flags extends TypeItemBase, Body<Flag> {
  kind: 'flags';
}

export interface Flag extends Node, Documented {
  name: Name;
}

export interface Variant extends TypeItemBase, Body<Case> {
  kind: 'variant';
}

export interface Case extends Node, Documented {
  name: Name;
  type: TypeExpr | undefined;
}

export interface Enum extends TypeItemBase, Body<EnumCase> {
  kind: 'enum';
}

export interface EnumCase extends Node, Documented {
  name: Name;
}

/** `resource name;` (then `open` is -1) or `resource name { … }`. */
export interface Resource extends TypeItemBase, Body<ResourceFunction> {
  kind: 'resource';
}

export interface ResourceFunction extends Node, Documented {
  kind: 'method' | 'static' | 'constructor';
  gates: Gate[];
  /** For a constructor the keyword. */
  name: Name;
  function: FunctionType;
}

// ---- Types -----------------------------------------------------------------------------------------------------------

export type TypeExpr =
  | PrimitiveTypeExpr
  | NamedType
  | ListType
  | FixedLengthListType
  | MapType
  | OptionType
  | ResultType
  | TupleType
  | FutureType
  | StreamType
  | HandleType
  | ErrorType;

export interface PrimitiveTypeExpr extends Node {
  kind: 'primitive';
  name: PrimitiveType;
}

/** A type by its name; it is itself a {@link Name}. */
export interface NamedType extends Name {
  kind: 'name';
}

export interface ListType extends Node {
  kind: 'list';
  element: TypeExpr;
}

/** `list<T, 16>`. */
export interface FixedLengthListType extends Node {
  kind: 'fixed-length-list';
  element: TypeExpr;
  /** Fits 32 bits. */
  length: number;
  lengthSpan: Node;
}

export interface MapType extends Node {
  kind: 'map';
  key: TypeExpr;
  value: TypeExpr;
}

export interface OptionType extends Node {
  kind: 'option';
  element: TypeExpr;
}

/** `result`, `result<T>`, `result<_, E>`, `result<T, E>`. */
export interface ResultType extends Node {
  kind: 'result';
  ok: TypeExpr | undefined;
  err: TypeExpr | undefined;
}

export interface TupleType extends Node {
  kind: 'tuple';
  elements: TypeExpr[];
}

export interface FutureType extends Node {
  kind: 'future';
  element: TypeExpr | undefined;
}

export interface StreamType extends Node {
  kind: 'stream';
  element: TypeExpr | undefined;
}

/** `own<r>` or `borrow<r>`. */
export interface HandleType extends Node {
  kind: 'handle';
  handle: 'own' | 'borrow';
  resource: Name;
}

/** A type that could not be understood; its mistake is reported already. */
export interface ErrorType extends Node {
  kind: 'error';
}

// ---- Helpers ---------------------------------------------------------------------------------------------------------

/** The place of a node, for a diagnostic. */
export function spanOf(ast: { file: string }, node: Node): Span {
  return { file: ast.file, start: node.start, end: node.end };
}

/** Whether the name was written with a leading `%`. */
export function isExplicitName(name: Name): boolean {
  return name.end - name.start > name.text.length;
}
