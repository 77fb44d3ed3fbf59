/**
 * Evaluated types: what the definitions of a component mean. The names end in `Ty` to tell them from the syntax in
 * `binary/model.ts`.
 *
 * Identity matters. A {@link Resource} is one resource type; two are the same only if they are the same object. A
 * {@link DefinedTy} or {@link ResourceTy} object stands for one *name* of a type: an import or export of a type makes a
 * new object ({@link TypeBase.aliasOf} leads to what it renames), because whether a type may be used in an import or
 * export depends on the name it is used by. Two objects of the same structure are equal types otherwise.
 *
 * All objects are immutable once their definition has been evaluated and may be shared.
 */
import type { ModuleTy } from '../core/model.js';
import type { ExternName, PrimitiveValType } from '../binary/model.js';

/** One resource type: an import, a definition, or a fresh one of an instantiation. */
export interface Resource {
  /** A number for debugging only; never show it to people. */
  readonly id: number;
  /** The name by which it was first imported or exported, for messages; `undefined` for a local one without a name. */
  readonly name: string | undefined;
  /** The import or instance that it came in with, for messages: `wasi:io/streams`. */
  readonly owner: string | undefined;
}

/** Names that lead from a list of imports or exports to a resource in it, through instances. */
export type ResourcePath = readonly string[];

/** Facts about a type, kept so that no check has to walk it again. */
export interface TypeInfo {
  /** Number of nodes of the type written out as a tree; limited, so that every walk ends soon. */
  readonly size: number;
  /** Depth of that tree; limited, so that walks can be recursive. */
  readonly depth: number;
  /** Whether a `borrow` stands somewhere in it. */
  readonly borrow: boolean;
  /** Whether a resource is mentioned anywhere in it. */
  readonly resources: boolean;
}

/**
 * A further name that an import or export gave a type. It stays when parts of the type are replaced, so that the same name
 * can be recognised in two instances.
 */
export interface Rename {
  /** The name that this one was given to; `undefined` for the definition. */
  readonly of: Rename | undefined;
}

interface TypeBase<Self> extends TypeInfo {
  /** Which name of the type this is; `undefined` for the definition or introduction itself. */
  readonly rename: Rename | undefined;
  /** The type that an import, export or alias gave this new name to. */
  readonly aliasOf: Self | undefined;
  /** The name of that import or export, for messages. */
  readonly name: string | undefined;
}

/** A primitive, or a type that was defined. */
export type ValTy = PrimitiveValType | DefinedTy;

export interface FieldTy {
  readonly label: string;
  readonly type: ValTy;
}

export interface CaseTy {
  readonly label: string;
  readonly type: ValTy | undefined;
}

export type DefinedShape =
  | { readonly kind: 'primitive'; readonly type: PrimitiveValType }
  | { readonly kind: 'record'; readonly fields: readonly FieldTy[] }
  | { readonly kind: 'variant'; readonly cases: readonly CaseTy[] }
  | { readonly kind: 'list'; readonly element: ValTy }
  | { readonly kind: 'fixed-length-list'; readonly element: ValTy; readonly length: number }
  | { readonly kind: 'tuple'; readonly types: readonly ValTy[] }
  | { readonly kind: 'flags'; readonly labels: readonly string[] }
  | { readonly kind: 'enum'; readonly labels: readonly string[] }
  | { readonly kind: 'option'; readonly type: ValTy }
  | { readonly kind: 'result'; readonly ok: ValTy | undefined; readonly error: ValTy | undefined }
  | { readonly kind: 'own'; readonly resource: ResourceTy }
  | { readonly kind: 'borrow'; readonly resource: ResourceTy }
  | { readonly kind: 'stream'; readonly type: ValTy | undefined }
  | { readonly kind: 'future'; readonly type: ValTy | undefined }
  | { readonly kind: 'map'; readonly key: ValTy; readonly value: ValTy };

/** A value type that has a type index. */
export interface DefinedTy extends TypeBase<DefinedTy> {
  readonly kind: 'defined';
  readonly shape: DefinedShape;
  /** `elem_size` of the canonical ABI for 64-bit pointers, which is limited; 0 where nothing is checked. */
  readonly byteSize: number;
  /** `alignment` of the canonical ABI for 64-bit pointers; 1 where nothing is checked. */
  readonly alignment: number;
}

/** A name of a resource type. */
export interface ResourceTy extends TypeBase<ResourceTy> {
  readonly kind: 'resource';
  readonly resource: Resource;
}

export interface FuncTy extends TypeInfo {
  readonly kind: 'func';
  readonly async: boolean;
  readonly params: readonly FieldTy[];
  readonly result: ValTy | undefined;
}

/** The type of an instance, or an instance type. */
export interface InstanceTy extends TypeInfo {
  readonly kind: 'instance';
  readonly exports: ReadonlyMap<string, ExternItem>;
  /**
   * Resources that the type binds: an instance *type* has those it declares by `(sub resource)`, and every use of the
   * type makes fresh ones. An actual instance has none.
   */
  readonly definedResources: ReadonlySet<Resource>;
  /** Where resources are exported, those of nested instances included. */
  readonly explicitResources: ReadonlyMap<Resource, ResourcePath>;
}

/** The type of a component, or a component type. */
export interface ComponentTy extends TypeInfo {
  readonly kind: 'component';
  readonly imports: ReadonlyMap<string, ExternItem>;
  readonly exports: ReadonlyMap<string, ExternItem>;
  /** Resources that are imported, with the place in {@link imports}: the arguments of an instantiation fix them. */
  readonly importedResources: ReadonlyMap<Resource, ResourcePath>;
  /** Resources that every instantiation makes anew, with the place in {@link exports}. */
  readonly definedResources: ReadonlyMap<Resource, ResourcePath>;
  /** Where resources are exported, whoever defined them. */
  readonly explicitResources: ReadonlyMap<Resource, ResourcePath>;
}

/** Whatever can stand in the type index space. */
export type AnyTy = DefinedTy | ResourceTy | FuncTy | InstanceTy | ComponentTy;

/** What an import or export is, or what an index refers to. */
export type Entity =
  | { readonly kind: 'core-module'; readonly type: ModuleTy }
  | { readonly kind: 'func'; readonly type: FuncTy }
  | { readonly kind: 'value'; readonly type: ValTy }
  | TypeEntity
  | { readonly kind: 'instance'; readonly type: InstanceTy }
  | { readonly kind: 'component'; readonly type: ComponentTy };

export interface TypeEntity {
  readonly kind: 'type';
  /** The type that was named in the import or export. */
  readonly referenced: AnyTy;
  /** The new name for it; the same object as `referenced` where a new resource was introduced. */
  readonly created: AnyTy;
}

/** One import or export with its attributes. */
export interface ExternItem {
  readonly name: ExternName;
  readonly entity: Entity;
  /** Where its declaration begins, in bytes from the start of the file whose type this is; `undefined` where no file has it. */
  readonly at: number | undefined;
}

/** The sort of an entity in imports and exports. */
export type EntitySort = Entity['kind'];
