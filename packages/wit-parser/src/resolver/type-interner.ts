import type { PrimitiveType, Type, TypeDefKind, TypeId } from '../model/resolve.js';

const PRIMITIVES = new Map<PrimitiveType, number>(
  (
    [
      'bool',
      'u8',
      'u16',
      'u32',
      'u64',
      's8',
      's16',
      's32',
      's64',
      'f32',
      'f64',
      'char',
      'string',
      'error-context',
    ] as const
  ).map((name, index) => [name, index + 1]),
);

/** A number for a type, 0 for none. */
function code(type: Type | null): number {
  if (type === null) return 0;
  if (typeof type === 'number') return type + 16;
  return PRIMITIVES.get(type) ?? 0;
}

/** Two codes in one number that is exact. */
const SHIFT = 2 ** 26;

/**
 * Finds the one anonymous type of a package for each structure: `list<u8>` is the same type wherever the package says it.
 * Names are no part of a structure; an alias and what it stands for are different types.
 */
export class TypeInterner {
  readonly #options = new Map<number, TypeId>();
  readonly #lists = new Map<number, TypeId>();
  readonly #borrows = new Map<number, TypeId>();
  readonly #futures = new Map<number, TypeId>();
  readonly #streams = new Map<number, TypeId>();
  readonly #results = new Map<number | string, TypeId>();
  readonly #maps = new Map<number | string, TypeId>();
  readonly #others = new Map<string, TypeId>();

  /** The type of this structure, made by `allocate` where there is none yet. */
  intern(kind: TypeDefKind, allocate: () => TypeId): TypeId {
    switch (kind.kind) {
      case 'option':
        return once(this.#options, code(kind.type), allocate);
      case 'list':
        return once(this.#lists, code(kind.type), allocate);
      case 'handle':
        return once(this.#borrows, kind.type, allocate);
      case 'future':
        return once(this.#futures, code(kind.type), allocate);
      case 'stream':
        return once(this.#streams, code(kind.type), allocate);
      case 'result':
        return once(this.#results, pair(code(kind.ok), code(kind.err)), allocate);
      case 'map':
        return once(this.#maps, pair(code(kind.key), code(kind.value)), allocate);
      case 'tuple':
        return once(this.#others, `t${kind.types.join(',')}`, allocate);
      case 'fixed-length-list':
        return once(this.#others, `f${kind.length}:${kind.type}`, allocate);
      case 'record':
      case 'resource':
      case 'flags':
      case 'variant':
      case 'enum':
      case 'alias':
        // Never anonymous: the syntax gives each of them a name.
        return allocate();
    }
  }
}

function pair(a: number, b: number): number | string {
  return a < SHIFT && b < SHIFT ? a * SHIFT + b : `${a},${b}`;
}

function once<Key>(map: Map<Key, TypeId>, key: Key, allocate: () => TypeId): TypeId {
  const known = map.get(key);
  if (known !== undefined) return known;
  const id = allocate();
  map.set(key, id);
  return id;
}
