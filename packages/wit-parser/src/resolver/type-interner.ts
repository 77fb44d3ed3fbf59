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

  /** The type of this structure; `undefined` where there is none yet, and then {@link add} takes it in. */
  find(kind: TypeDefKind): TypeId | undefined {
    switch (kind.kind) {
      case 'option':
        return this.#options.get(code(kind.type));
      case 'list':
        return this.#lists.get(code(kind.type));
      case 'handle':
        return this.#borrows.get(kind.type);
      case 'future':
        return this.#futures.get(code(kind.type));
      case 'stream':
        return this.#streams.get(code(kind.type));
      case 'result':
        return this.#results.get(pair(code(kind.ok), code(kind.err)));
      case 'map':
        return this.#maps.get(pair(code(kind.key), code(kind.value)));
      case 'tuple':
      case 'fixed-length-list':
        return this.#others.get(textKey(kind));
      case 'record':
      case 'resource':
      case 'flags':
      case 'variant':
      case 'enum':
      case 'alias':
        // Never anonymous: the syntax gives each of them a name.
        return undefined;
    }
  }

  add(kind: TypeDefKind, id: TypeId): void {
    switch (kind.kind) {
      case 'option':
        this.#options.set(code(kind.type), id);
        break;
      case 'list':
        this.#lists.set(code(kind.type), id);
        break;
      case 'handle':
        this.#borrows.set(kind.type, id);
        break;
      case 'future':
        this.#futures.set(code(kind.type), id);
        break;
      case 'stream':
        this.#streams.set(code(kind.type), id);
        break;
      case 'result':
        this.#results.set(pair(code(kind.ok), code(kind.err)), id);
        break;
      case 'map':
        this.#maps.set(pair(code(kind.key), code(kind.value)), id);
        break;
      case 'tuple':
      case 'fixed-length-list':
        this.#others.set(textKey(kind), id);
        break;
      case 'record':
      case 'resource':
      case 'flags':
      case 'variant':
      case 'enum':
      case 'alias':
        break;
    }
  }
}

function textKey(kind: Extract<TypeDefKind, { kind: 'tuple' | 'fixed-length-list' }>): string {
  return kind.kind === 'tuple' ? `t${kind.types.join(',')}` : `f${kind.length}:${kind.type}`;
}

function pair(a: number, b: number): number | string {
  return a < SHIFT && b < SHIFT ? a * SHIFT + b : `${a},${b}`;
}
