/** Types of core WebAssembly items after evaluation: value types are texts, so that equal types are equal strings. */
import type { CoreLimits } from '../binary/core-model.js';

/** `i32`, `ref null func`, or `ref null $7` where 7 is the {@link CoreTy.id} of a defined type. */
export type CoreValTy = string;

export interface CoreFuncShape {
  readonly kind: 'func';
  readonly params: readonly CoreValTy[];
  readonly results: readonly CoreValTy[];
}

/** A core type in canonical form: structurally equal types have the same id. */
export interface CoreTy {
  readonly kind: 'core-type';
  readonly id: number;
  readonly shared: boolean;
  /** Whether it can have no subtypes. */
  readonly final: boolean;
  readonly shape: CoreFuncShape | { readonly kind: 'struct' | 'array' | 'cont' };
  readonly supertype: CoreTy | undefined;
}

export type CoreEntity =
  | { readonly kind: 'core-func'; readonly type: CoreTy; readonly exact: boolean }
  | { readonly kind: 'core-table'; readonly element: CoreValTy; readonly limits: CoreLimits }
  | { readonly kind: 'core-memory'; readonly limits: CoreLimits }
  | {
      readonly kind: 'core-global';
      readonly type: CoreValTy;
      readonly mutable: boolean;
      readonly shared: boolean;
    }
  | { readonly kind: 'core-tag'; readonly type: CoreTy };

/** The type of a core module: imports by module and name, exports by name. */
export interface ModuleTy {
  readonly kind: 'module';
  readonly imports: ReadonlyMap<string, ReadonlyMap<string, CoreEntity>>;
  readonly exports: ReadonlyMap<string, CoreEntity>;
}

/** What a core instance offers. */
export interface CoreInstanceTy {
  readonly exports: ReadonlyMap<string, CoreEntity>;
}
