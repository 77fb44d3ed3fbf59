/** What the names of a document stand for. */
import type {
  ComponentNode,
  ComponentTy,
  Entity,
  ExternItem,
  FuncTy,
  ResourceTy,
  ValTy,
} from '@wit-ts/component';
import type { Span } from '@wit-ts/wit-parser';
import type { ComponentPart } from '../part.js';

/** An interface. Equal ids mean the same one, and it has one object. */
export interface InterfaceDef {
  kind: 'interface';
  /** `ns:name/interface@1.0.0`; `undefined` for one without a name. */
  id: string | undefined;
  exports: Map<string, ExternItem>;
  /** The interfaces of which types are used, by id. */
  uses: Map<string, InterfaceDef>;
  /** Types that are not there, with the feature that is not enabled. */
  leftOut?: Map<string, string>;
}

/** A world; its imports hold the interfaces of used types, too. */
export interface WorldDef {
  kind: 'world';
  id: string;
  imports: Map<string, ExternItem>;
  exports: Map<string, ExternItem>;
}

/** A package that is a component, or that defines interfaces and worlds. */
export interface LoadedPackage {
  name: string;
  path: string;
  node: ComponentNode;
  type: ComponentTy;
  definitions: Map<string, InterfaceDef | WorldDef>;
}

/** Something of the composed component. */
export type Item = ImportItem | InstanceItem | AliasItem | DefinitionItem;

interface ItemBase {
  entity: Entity;
  /** The interface that an instance is of. */
  id: string | undefined;
}

export interface ImportItem extends ItemBase {
  kind: 'import';
  name: string;
}

/** An instance of a component. */
export interface InstanceItem extends ItemBase {
  kind: 'instance';
  part: ComponentPart;
  arguments: ReadonlyMap<string, Item>;
  /** The name of the package. */
  component: string;
  span: Span;
}

/** An export of an instance. */
export interface AliasItem extends ItemBase {
  kind: 'alias';
  of: Item;
  name: string;
}

/** A type that the document defines, and exports. */
export interface DefinitionItem extends ItemBase {
  kind: 'definition';
  name: string;
  /** What is exported, and its name there: an interface or world is wrapped as in a WIT package. */
  exported: ExternItem;
  word: string;
}

/** What a name means where types are written. */
export type Meaning =
  | InterfaceDef
  | WorldDef
  | { kind: 'value'; type: ValTy }
  | { kind: 'resource'; type: ResourceTy }
  | { kind: 'func'; type: FuncTy }
  | { kind: 'other'; word: string };

/** A name of the document or of one of its interfaces and worlds. */
export interface Binding {
  meaning: Meaning;
  /** What an expression gives; only names of the document can stand in one. */
  item: Item | undefined;
  /** Its definition had a mistake, which is reported. */
  broken?: boolean;
}
