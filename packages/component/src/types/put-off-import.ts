/** Imported instances whose type is evaluated when something asks for it. */
import type { ExternName } from '../binary/model.js';
import { Lazy } from './lazy.js';
import type { ExternItem, InstanceTy } from './model.js';
import { Item } from './objects.js';

/** What is imported: an instance, of a type that may not be known yet. */
class PutOffInstance {
  readonly kind = 'instance';

  constructor(readonly slot: Lazy<InstanceTy>) {}

  get type(): InstanceTy {
    return this.slot.force();
  }
}

export function putOffImport(name: ExternName, at: number, slot: Lazy<InstanceTy>): ExternItem {
  return new Item(name, new PutOffInstance(slot), at);
}

/** Whether nobody has asked for the type of an import yet: then no type that is known mentions what it names. */
export function isPutOff({ entity }: ExternItem): boolean {
  return entity instanceof PutOffInstance && !entity.slot.isKnown;
}
