/**
 * A type as the canonical ABI sees it: a tree without names of types. `resource` is a number that the user of this
 * module gives a meaning to.
 */
export type AbiType =
  | { readonly kind: PrimitiveKind }
  | { readonly kind: 'record'; readonly fields: readonly AbiField[] }
  | { readonly kind: 'tuple'; readonly types: readonly AbiType[] }
  | { readonly kind: 'variant'; readonly cases: readonly AbiCase[] }
  | { readonly kind: 'enum'; readonly cases: readonly string[] }
  | { readonly kind: 'option'; readonly type: AbiType }
  | { readonly kind: 'result'; readonly ok: AbiType | null; readonly err: AbiType | null }
  | { readonly kind: 'flags'; readonly flags: readonly string[] }
  | { readonly kind: 'list'; readonly element: AbiType }
  | { readonly kind: 'fixed-length-list'; readonly element: AbiType; readonly length: number }
  | { readonly kind: 'map'; readonly key: AbiType; readonly value: AbiType }
  | { readonly kind: 'own' | 'borrow'; readonly resource: number }
  | { readonly kind: 'stream' | 'future'; readonly type: AbiType | null };

export type PrimitiveKind =
  | 'bool'
  | 'u8'
  | 'u16'
  | 'u32'
  | 'u64'
  | 's8'
  | 's16'
  | 's32'
  | 's64'
  | 'f32'
  | 'f64'
  | 'char'
  | 'string'
  | 'error-context';

export interface AbiField {
  readonly name: string;
  readonly type: AbiType;
}

export interface AbiCase {
  readonly name: string;
  readonly type: AbiType | null;
}

/** The core types that values are flattened to. */
export type FlatType = 'i32' | 'i64' | 'f32' | 'f64';

/** Types of the cases of a variant, enum, option or result, in order of their discriminants. */
export function casesOf(
  type: Extract<AbiType, { kind: 'variant' | 'enum' | 'option' | 'result' }>,
): readonly (AbiType | null)[] {
  switch (type.kind) {
    case 'variant':
      return type.cases.map((item) => item.type);
    case 'enum':
      return type.cases.map(() => null);
    case 'option':
      return [null, type.type];
    case 'result':
      return [type.ok, type.err];
  }
}
