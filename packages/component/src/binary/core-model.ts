/**
 * Core WebAssembly types as a component binary spells them: the operands of core types, core module types and of the
 * sections of a core module that describe its imports and exports. Indices are indices of the surrounding type space.
 */

export type CoreNumType = 'i32' | 'i64' | 'f32' | 'f64' | 'v128';

export type AbstractHeapType =
  | 'func'
  | 'extern'
  | 'any'
  | 'none'
  | 'noextern'
  | 'nofunc'
  | 'eq'
  | 'struct'
  | 'array'
  | 'i31'
  | 'exn'
  | 'noexn'
  | 'cont'
  | 'nocont';

export type CoreHeapType =
  | { kind: 'abstract'; name: AbstractHeapType; shared: boolean }
  | { kind: 'concrete'; index: number; exact: boolean };

export interface CoreRefType {
  kind: 'ref';
  nullable: boolean;
  heap: CoreHeapType;
  /** Whether an abstract nullable type was written in its short form (`funcref`). */
  short: boolean;
}

export type CoreValType = CoreNumType | CoreRefType;

export type CoreStorageType = CoreValType | 'i8' | 'i16';

export interface CoreFieldType {
  type: CoreStorageType;
  mutable: boolean;
}

export interface CoreFuncType {
  kind: 'func';
  params: readonly CoreValType[];
  results: readonly CoreValType[];
}

export type CoreCompositeInner =
  | CoreFuncType
  | { kind: 'struct'; fields: readonly CoreFieldType[] }
  | { kind: 'array'; field: CoreFieldType }
  | { kind: 'cont'; index: number };

/** A `core:subtype`; a bare composite type is a final one without supertypes. */
export interface CoreSubType {
  /** How it was written: a bare composite type, `sub final` (0x4f) or `sub` (0x50). */
  form: 'bare' | 'sub-final' | 'sub';
  supertypes: readonly number[];
  shared: boolean;
  /** Index of the type that this one describes (custom descriptors). */
  describes: number | undefined;
  /** Index of the descriptor of this type (custom descriptors). */
  descriptor: number | undefined;
  composite: CoreCompositeInner;
}

/** A `core:rectype`: one subtype, or an explicit group. */
export interface CoreRecType {
  kind: 'rec';
  explicit: boolean;
  types: readonly CoreSubType[];
}

/** `core:limits` with the flags of memory64, shared memories and custom page sizes. */
export interface CoreLimits {
  minimum: bigint;
  maximum: bigint | undefined;
  shared: boolean;
  index64: boolean;
  /** Logarithm of the page size to base 2; only where it is written. */
  pageSizeLog2: number | undefined;
}

export type CoreExternType =
  | { kind: 'core-func'; index: number; exact: boolean }
  | { kind: 'core-table'; element: CoreRefType; limits: CoreLimits }
  | { kind: 'core-memory'; limits: CoreLimits }
  | { kind: 'core-global'; type: CoreValType; mutable: boolean; shared: boolean }
  | { kind: 'core-tag'; index: number };

export interface CoreImport {
  module: string;
  name: string;
  type: CoreExternType;
}

/** One declaration of a `core:moduletype`. */
export type CoreModuleDecl =
  | { kind: 'import'; start: number; end: number; import: CoreImport }
  | { kind: 'type'; start: number; end: number; type: CoreRecType }
  | { kind: 'alias-outer-type'; start: number; end: number; count: number; index: number }
  | { kind: 'export'; start: number; end: number; name: string; type: CoreExternType };

export interface CoreModuleTypeSyntax {
  kind: 'module';
  decls: readonly CoreModuleDecl[];
}

/** A `core:deftype`. */
export type CoreDefType = CoreRecType | CoreModuleTypeSyntax;
