/** Which type definition of WIT each name of a component type became. */

import type { TypeId } from '@wit-ts/wit-parser';
import type { AnyTy, DefinedTy, Rename, Resource, ResourceTy } from '../../types/model.js';

/**
 * A table from types to definitions. Value types are told apart by object. A resource and a name of it can appear as
 * several objects, since instances share resources: it is the pair of the two that counts.
 */
export class TypeNames {
  readonly #values = new Map<AnyTy, TypeId>();
  readonly #resources = new Map<Resource, Map<Rename | undefined, TypeId>>();

  get(type: AnyTy): TypeId | undefined {
    return type.kind === 'resource'
      ? this.#resources.get(type.resource)?.get(type.rename)
      : this.#values.get(type);
  }

  set(type: AnyTy, id: TypeId): void {
    if (type.kind !== 'resource') {
      this.#values.set(type, id);
      return;
    }
    let names = this.#resources.get(type.resource);
    if (names === undefined) {
      names = new Map();
      this.#resources.set(type.resource, names);
    }
    names.set(type.rename, id);
  }

  /** The definition of `type`, or of the nearest type that it is a further name of. */
  find(type: AnyTy): TypeId | undefined {
    switch (type.kind) {
      case 'resource':
        return this.#findResource(type);
      case 'defined':
        return this.#findValue(type);
      default:
        return undefined;
    }
  }

  #findResource(type: ResourceTy): TypeId | undefined {
    const names = this.#resources.get(type.resource);
    if (names === undefined) return undefined;
    for (let rename = type.rename; rename !== undefined; rename = rename.of) {
      const known = names.get(rename);
      if (known !== undefined) return known;
    }
    return names.get(undefined);
  }

  #findValue(type: DefinedTy): TypeId | undefined {
    // A name keeps the structure of what it names. Where a resource in it was replaced, a new type began.
    for (
      let name: DefinedTy | undefined = type;
      name !== undefined && name.shape === type.shape;
      name = name.aliasOf
    ) {
      const known = this.#values.get(name);
      if (known !== undefined) return known;
    }
    return undefined;
  }
}
