import type { AbiType } from '@wit-ts/canonical-abi/layout';
import { partsOf } from '../code/type-facts.js';
import { PlanError } from './plan-error.js';

/** A type of more parts is taken for an attack: code for it would not fit anywhere. */
const MAX_SIZE = 20_000;

/** Makes equal types one object, so that code for a type is generated once however often components define it. */
export class TypeInterner {
  readonly #types = new Map<string, AbiType>();
  readonly #ids = new Map<AbiType, number>();
  /** Parts of each type written out as a tree, which is what flat code for it comes to. */
  readonly #sizes = new Map<AbiType, number>();

  /** The one object for a type whose parts are interned already. */
  intern(type: AbiType): AbiType {
    const key = this.#key(type);
    let known = this.#types.get(key);
    if (known === undefined) {
      const size = partsOf(type).reduce((sum, part) => sum + (this.#sizes.get(part) ?? 1), 1);
      if (size > MAX_SIZE)
        throw new PlanError('HOST0003', `a type of the component has more than ${MAX_SIZE} parts`);
      this.#sizes.set(type, size);
      known = type;
      this.#types.set(key, known);
      this.#ids.set(known, this.#ids.size);
    }
    return known;
  }

  /** A number for an interned type. */
  id(type: AbiType | null | undefined): number {
    if (type === null || type === undefined) return -1;
    const id = this.#ids.get(type);
    if (id === undefined) throw new Error(`a ${type.kind} type was not interned`);
    return id;
  }

  #key(type: AbiType): string {
    switch (type.kind) {
      case 'record':
        return `record ${JSON.stringify(type.fields.map((field) => [field.name, this.id(field.type)]))}`;
      case 'variant':
        return `variant ${JSON.stringify(type.cases.map((item) => [item.name, this.id(item.type)]))}`;
      case 'enum':
        return `enum ${JSON.stringify(type.cases)}`;
      case 'flags':
        return `flags ${JSON.stringify(type.flags)}`;
      case 'tuple':
        return `tuple ${type.types.map((item) => this.id(item)).join()}`;
      case 'option':
        return `option ${this.id(type.type)}`;
      case 'result':
        return `result ${this.id(type.ok)} ${this.id(type.err)}`;
      case 'list':
        return `list ${this.id(type.element)}`;
      case 'fixed-length-list':
        return `list ${this.id(type.element)} ${type.length}`;
      case 'map':
        return `map ${this.id(type.key)} ${this.id(type.value)}`;
      case 'own':
      case 'borrow':
        return `${type.kind} ${type.resource}`;
      case 'stream':
      case 'future':
        return `${type.kind} ${this.id(type.type)}`;
      default:
        return type.kind;
    }
  }
}
