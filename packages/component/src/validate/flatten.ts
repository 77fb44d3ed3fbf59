/** Core signatures of component functions; CanonicalABI.md, "Flattening". */
import type { CoreValTy } from '../core/model.js';
import type { PrimitiveValType } from '../binary/model.js';
import type { DefinedShape, DefinedTy, FuncTy, ValTy } from '../types/model.js';

export const MAX_FLAT_PARAMS = 16;
export const MAX_FLAT_ASYNC_PARAMS = 4;
export const MAX_FLAT_RESULTS = 1;

export type Pointer = 'i32' | 'i64';

const pointers = new WeakMap<DefinedTy, boolean>();

/** Whether a value of the type can contain memory of its own: strings, lists and maps do. */
export function containsPointer(type: ValTy): boolean {
  if (typeof type === 'string') return type === 'string';
  let known = pointers.get(type);
  if (known === undefined) pointers.set(type, (known = shapeContainsPointer(type.shape)));
  return known;
}

function shapeContainsPointer(shape: DefinedShape): boolean {
  switch (shape.kind) {
    case 'primitive':
      return shape.type === 'string';
    case 'list':
    case 'map':
      return true;
    case 'record':
      return shape.fields.some((field) => containsPointer(field.type));
    case 'variant':
      return shape.cases.some((item) => item.type !== undefined && containsPointer(item.type));
    case 'tuple':
      return shape.types.some(containsPointer);
    case 'option':
      return containsPointer(shape.type);
    case 'fixed-length-list':
      return containsPointer(shape.element);
    case 'result':
      return [shape.ok, shape.error].some((item) => item !== undefined && containsPointer(item));
    case 'flags':
    case 'enum':
    case 'own':
    case 'borrow':
    case 'stream':
    case 'future':
      return false;
  }
}

/** The flat types of a value, or `undefined` if they are more than {@link MAX_FLAT_PARAMS}. */
type Flat = readonly CoreValTy[] | undefined;

const I32: Flat = ['i32'];
const I64: Flat = ['i64'];
const PAIRS = { i32: ['i32', 'i32'], i64: ['i64', 'i64'] } as const;
const memo = {
  i32: new WeakMap<DefinedTy, { flat: Flat }>(),
  i64: new WeakMap<DefinedTy, { flat: Flat }>(),
};

/** `flatten_type`; the result is shared and must not be changed. */
export function flatten(type: ValTy, pointer: Pointer): Flat {
  if (typeof type === 'string') return flattenPrimitive(type, pointer);
  let known = memo[pointer].get(type);
  if (known === undefined) {
    known = { flat: flattenShape(type.shape, pointer) };
    memo[pointer].set(type, known);
  }
  return known.flat;
}

function flattenShape(shape: DefinedShape, pointer: Pointer): Flat {
  switch (shape.kind) {
    case 'primitive':
      return flattenPrimitive(shape.type, pointer);
    case 'record':
      return flattenAll(
        shape.fields.map((field) => field.type),
        pointer,
      );
    case 'tuple':
      return flattenAll(shape.types, pointer);
    case 'fixed-length-list': {
      if (shape.length > MAX_FLAT_PARAMS) return undefined;
      const element = shape.element;
      return flattenAll(
        Array.from({ length: shape.length }, () => element),
        pointer,
      );
    }
    case 'list':
    case 'map':
      return PAIRS[pointer];
    case 'flags':
    case 'enum':
    case 'own':
    case 'borrow':
    case 'stream':
    case 'future':
      return I32;
    case 'variant':
      return flattenVariant(
        shape.cases.map((item) => item.type),
        pointer,
      );
    case 'option':
      return flattenVariant([shape.type], pointer);
    case 'result':
      return flattenVariant([shape.ok, shape.error], pointer);
  }
}

function flattenPrimitive(type: PrimitiveValType, pointer: Pointer): Flat {
  switch (type) {
    case 's64':
    case 'u64':
      return I64;
    case 'f32':
      return ['f32'];
    case 'f64':
      return ['f64'];
    case 'string':
      return PAIRS[pointer];
    default:
      return I32;
  }
}

function flattenAll(types: readonly ValTy[], pointer: Pointer): Flat {
  const all: CoreValTy[] = [];
  for (const type of types) {
    const flat = flatten(type, pointer);
    if (flat === undefined) return undefined;
    all.push(...flat);
    if (all.length > MAX_FLAT_PARAMS) return undefined;
  }
  return all;
}

function flattenVariant(cases: readonly (ValTy | undefined)[], pointer: Pointer): Flat {
  const joined: CoreValTy[] = ['i32'];
  for (const type of cases) {
    if (type === undefined) continue;
    const flat = flatten(type, pointer);
    if (flat === undefined) return undefined;
    for (let i = 0; i < flat.length; i++) {
      const now = flat[i] as CoreValTy;
      const before = joined[i + 1];
      joined[i + 1] = before === undefined ? now : join(before, now);
    }
  }
  return joined.length > MAX_FLAT_PARAMS ? undefined : joined;
}

function join(a: CoreValTy, b: CoreValTy): CoreValTy {
  if (a === b) return a;
  return a === 'i64' || a === 'f64' || b === 'i64' || b === 'f64' ? 'i64' : 'i32';
}

/** How a function appears in core WebAssembly, and what it needs for that. */
export interface CoreSignature {
  params: CoreValTy[];
  results: CoreValTy[];
  /** Why a memory is needed, or `undefined`. */
  memory: string | undefined;
  realloc: string | undefined;
}

/** What decides about a signature. */
export interface SignatureOptions {
  context: 'lift' | 'lower';
  async: boolean;
  callback: boolean;
  pointer: Pointer;
}

/** `flatten_functype`. */
export function coreSignature(type: FuncTy, options: SignatureOptions): CoreSignature {
  const { context, pointer } = options;
  const lower = context === 'lower';
  const signature: CoreSignature = {
    params: [],
    results: [],
    memory: undefined,
    realloc: undefined,
  };
  if (type.params.some((param) => containsPointer(param.type))) {
    signature.memory = 'a parameter contains a string or list';
    if (!lower) signature.realloc = signature.memory;
  }
  const maxParams = lower && options.async ? MAX_FLAT_ASYNC_PARAMS : MAX_FLAT_PARAMS;
  const flat = flattenAll(
    type.params.map((param) => param.type),
    pointer,
  );
  if (flat !== undefined && flat.length <= maxParams) {
    signature.params = [...flat];
  } else {
    signature.params = [pointer];
    signature.memory = 'the parameters are too many to be passed directly';
    if (!lower) signature.realloc = signature.memory;
  }
  addResult(type, options, signature);
  return signature;
}

function addResult(type: FuncTy, options: SignatureOptions, signature: CoreSignature): void {
  const { context, pointer } = options;
  const lower = context === 'lower';
  const result = type.result;
  if (result !== undefined && containsPointer(result)) {
    const reason = 'the result contains a string or list';
    signature.memory ??= reason;
    if (lower) signature.realloc ??= reason;
  }
  if (options.async) {
    if (lower) {
      if (result !== undefined) {
        signature.params.push(pointer);
        signature.memory ??= 'the result is returned through memory';
      }
      signature.results = ['i32'];
      return;
    }
    if (result !== undefined && flatten(result, pointer) === undefined) {
      signature.memory ??= 'the result is too large to be passed directly';
    }
    signature.results = options.callback ? ['i32'] : [];
    return;
  }
  if (result === undefined) return;
  const flat = flatten(result, pointer);
  if (flat !== undefined && flat.length <= MAX_FLAT_RESULTS) {
    signature.results = [...flat];
    return;
  }
  signature.memory ??= 'the result is too large to be returned directly';
  if (lower) {
    signature.params.push(pointer);
    signature.results = [];
  } else {
    signature.results = [pointer];
  }
}
