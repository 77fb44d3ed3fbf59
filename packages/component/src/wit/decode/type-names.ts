/** Which type definition of WIT each name of a component type became. */

import type { TypeId } from '@wit-ts/wit-parser';
import type { AnyTy, DefinedShape, Rename, Resource } from '../../types/model.js';

/**
 * A table from types to definitions. One type can appear as several objects, since instances share types: what counts is
 * what it is (its resource or its structure, as objects) and which name of this it is.
 */
export class TypeNames {
  readonly #names = new Map<object, Map<Rename | undefined, TypeId>>();

  get(type: AnyTy): TypeId | undefined {
    return this.#names.get(identity(type))?.get(renameOf(type));
  }

  set(type: AnyTy, id: TypeId): void {
    const key = identity(type);
    let names = this.#names.get(key);
    if (names === undefined) {
      names = new Map();
      this.#names.set(key, names);
    }
    names.set(renameOf(type), id);
  }

  /** The definition of `type`, or of the nearest type that it is a further name of. */
  find(type: AnyTy): TypeId | undefined {
    const names = this.#names.get(identity(type));
    if (names === undefined) return undefined;
    for (let rename = renameOf(type); rename !== undefined; rename = rename.of) {
      const known = names.get(rename);
      if (known !== undefined) return known;
    }
    return names.get(undefined);
  }
}

/** What all names of one type have in common. */
function identity(type: AnyTy): Resource | DefinedShape | AnyTy {
  switch (type.kind) {
    case 'resource':
      return type.resource;
    case 'defined':
      return type.shape;
    case 'func':
    case 'instance':
    case 'component':
      return type;
  }
}

function renameOf(type: AnyTy): Rename | undefined {
  return type.kind === 'resource' || type.kind === 'defined' ? type.rename : undefined;
}
