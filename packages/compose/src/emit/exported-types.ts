/** Types that a result exports by names of their own: what is exported after them has to use them by those. */
import type { AnyTy, Entity, ExternType } from '@wit-ts/component';
import { namesOf, type TypedPart, typesOf } from '../part.js';
import type { ImportEmitter } from './import-emitter.js';
import { CannotName, externType } from './type-encoder.js';

export class ExportedTypes {
  /** The indices of the exports, by the types as the parts see them. */
  private readonly byPart = new Map<TypedPart, Map<AnyTy, number>>();

  constructor(private readonly importEmitter: ImportEmitter) {}

  /** Notes that an export of a part is one of the result now, of this index in the space of its sort. */
  add(part: TypedPart, entity: Entity, index: number): void {
    if (entity.kind !== 'type') return;
    const named = this.byPart.get(part) ?? new Map<AnyTy, number>();
    this.byPart.set(part, named.set(entity.created, index));
  }

  /** The type that a function or type has to be exported with; `undefined` where it uses none of these types. */
  ascription(part: TypedPart, entity: Entity): ExternType | undefined {
    const named = this.byPart.get(part);
    if (named === undefined || (entity.kind !== 'func' && entity.kind !== 'type')) return undefined;
    const uses = [...typesOf(entity)].some((type) => namesOf(type).some((each) => named.has(each)));
    if (!uses) return undefined;
    try {
      return externType({ ...this.importEmitter.rootContext(part), named }, entity);
    } catch (error) {
      if (error instanceof CannotName) return undefined;
      throw error;
    }
  }
}
