/** Small models for tests. */

import type { Resolve, TypeDef, TypeDefKind } from '../../src/index.js';

/** A model with types only. */
export function modelOfTypes(...types: TypeDef[]): Resolve {
  return { worlds: [], interfaces: [], types, packages: [] };
}

/** A type without owner; anonymous unless it gets a name. */
export function typeOf(kind: TypeDefKind, name: string | null = null): TypeDef {
  return { name, kind, owner: null };
}
