import type { Resolve, Type, TypeDef, TypeId } from '../model/resolve.js';

/**
 * What follows from the structure of types: where aliases lead, and whether a type holds a `borrow`. Found once per type, in the
 * order of ids: the parts of a type almost always have smaller ones.
 */
export class TypeFacts {
  readonly #types: TypeDef[];
  readonly #roots: TypeId[] = [];
  readonly #borrows: boolean[] = [];
  /** A part of the type that is being looked at has a larger id, as only a decoded package can have it. */
  #forward = false;

  constructor(resolve: Pick<Resolve, 'types'>) {
    this.#types = resolve.types;
  }

  /** Forgets the types from this id on, which are being replaced. */
  truncate(length: number): void {
    if (this.#roots.length <= length) return;
    this.#roots.length = length;
    this.#borrows.length = length;
  }

  /** What an alias leads to in the end; the type itself where it is none. */
  rootOf(id: TypeId): TypeId {
    this.#fill(id);
    return this.#roots[id] ?? id;
  }

  leadsToResource(id: TypeId): boolean {
    return this.#types[this.rootOf(id)]?.kind.kind === 'resource';
  }

  /** Whether a value of the type holds a `borrow<…>` anywhere. */
  hasBorrow(type: Type | null): boolean {
    if (typeof type !== 'number') return false;
    this.#fill(type);
    return this.#borrows[type] ?? false;
  }

  #fill(id: TypeId): void {
    for (let next = this.#roots.length; next <= id; next += 1) {
      const kind = this.#types[next]?.kind;
      const forward = kind?.kind === 'alias' && typeof kind.type === 'number' && kind.type >= next;
      // Only a decoded package can have an alias before what it leads to.
      this.#roots.push(
        kind?.kind !== 'alias' || typeof kind.type !== 'number'
          ? next
          : forward
            ? this.#follow(kind.type)
            : (this.#roots[kind.type] ?? next),
      );
      this.#borrows.push(this.#findBorrow(next));
    }
  }

  #follow(id: TypeId): TypeId {
    let at = id;
    for (let steps = 0; steps < this.#types.length; steps += 1) {
      const kind = this.#types[at]?.kind;
      if (kind?.kind !== 'alias' || typeof kind.type !== 'number') return at;
      at = kind.type;
    }
    return at;
  }

  #findBorrow(id: TypeId): boolean {
    const type = this.#types[id];
    if (type === undefined) return false;
    if (type.kind.kind === 'handle') return type.kind.handle === 'borrow';
    this.#forward = false;
    return this.#partsHaveBorrow(id, type) || (this.#forward && this.#searchBorrow(id));
  }

  #partsHaveBorrow(id: TypeId, { kind }: TypeDef): boolean {
    switch (kind.kind) {
      case 'record':
        return kind.fields.some(({ type }) => this.#knownBorrow(id, type));
      case 'variant':
        return kind.cases.some(({ type }) => this.#knownBorrow(id, type));
      case 'tuple':
        return kind.types.some((type) => this.#knownBorrow(id, type));
      case 'alias':
      case 'option':
      case 'list':
      case 'fixed-length-list':
      case 'future':
      case 'stream':
        return this.#knownBorrow(id, kind.type);
      case 'map':
        return this.#knownBorrow(id, kind.key) || this.#knownBorrow(id, kind.value);
      case 'result':
        return this.#knownBorrow(id, kind.ok) || this.#knownBorrow(id, kind.err);
      case 'handle':
      case 'resource':
      case 'flags':
      case 'enum':
        return false;
    }
  }

  #knownBorrow(id: TypeId, part: Type | null): boolean {
    if (typeof part !== 'number') return false;
    if (part >= id) this.#forward = true;
    return this.#borrows[part] ?? false;
  }

  /** The same with nothing known about the parts. */
  #searchBorrow(start: TypeId): boolean {
    const seen = new Set([start]);
    const work = [start];
    for (let id = work.pop(); id !== undefined; id = work.pop()) {
      const type = this.#types[id];
      if (type === undefined) continue;
      if (type.kind.kind === 'handle' && type.kind.handle === 'borrow') return true;
      forEachPart(type, (part) => {
        if (typeof part !== 'number' || seen.has(part)) return;
        seen.add(part);
        work.push(part);
      });
    }
    return false;
  }
}

/** Calls back for each type that a value of a type consists of; the resource behind a handle is none. */
export function forEachPart({ kind }: TypeDef, callback: (part: Type) => void): void {
  switch (kind.kind) {
    case 'record':
      for (const { type } of kind.fields) callback(type);
      break;
    case 'variant':
      for (const { type } of kind.cases) if (type !== null) callback(type);
      break;
    case 'tuple':
      for (const type of kind.types) callback(type);
      break;
    case 'alias':
    case 'option':
    case 'list':
    case 'fixed-length-list':
      callback(kind.type);
      break;
    case 'future':
    case 'stream':
      if (kind.type !== null) callback(kind.type);
      break;
    case 'map':
      callback(kind.key);
      callback(kind.value);
      break;
    case 'result':
      if (kind.ok !== null) callback(kind.ok);
      if (kind.err !== null) callback(kind.err);
      break;
    case 'handle':
    case 'resource':
    case 'flags':
    case 'enum':
      break;
  }
}
