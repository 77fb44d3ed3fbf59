/** Imported instances whose type is evaluated when something asks for it. */
import type { ByteRange, ExternName } from '../binary/model.js';
import { Lazy } from './lazy.js';
import type { Entity, ExternItem, InstanceTy } from './model.js';

/** An import with a type that may not be known yet. */
class PutOffImport implements ExternItem {
  constructor(
    readonly name: ExternName,
    readonly source: ByteRange | undefined,
    readonly slot: Lazy<InstanceTy>,
  ) {}

  get entity(): Entity {
    return { kind: 'instance', type: this.slot.force() };
  }
}

export function putOffImport(
  name: ExternName,
  source: ByteRange,
  slot: Lazy<InstanceTy>,
): ExternItem {
  return new PutOffImport(name, source, slot);
}

/** Whether nobody has asked for the type of an import yet: then no type that is known mentions what it names. */
export function isPutOff(item: ExternItem): boolean {
  return item instanceof PutOffImport && !item.slot.isKnown;
}
