/**
 * Recognises a type that is known already in a second view of it, down to the anonymous types inside, so that all views
 * of an interface share one `list<u8>`.
 */

import type { Resolve, Type, TypeDefKind, TypeId } from '@wit-ts/wit-parser';
import type { DefinedShape, DefinedTy, ValTy } from '../../types/model.js';
import { WitBinaryError } from '../wit-binary-error.js';
import type { TypeNames } from './type-names.js';

/**
 * Notes for the types inside of `type` which definitions they are, if `type` is definition `id`.
 *
 * @throws WitBinaryError where the two views do not agree.
 */
export function matchType(resolve: Resolve, names: TypeNames, id: TypeId, type: DefinedTy): void {
  new TypeMatcher(resolve, names).match(id, type);
}

class TypeMatcher {
  constructor(
    readonly resolve: Resolve,
    readonly names: TypeNames,
  ) {}

  match(id: TypeId, type: DefinedTy): void {
    const kind = this.resolve.types[id]?.kind;
    if (kind === undefined) throw new Error(`there is no type ${id}`);
    // What has a name is the same without a look inside; only what has none is looked for.
    if (kind.kind === 'alias' && typeof kind.type === 'number') return;
    this.#shape(kind, type.shape);
  }

  #shape(kind: TypeDefKind, shape: DefinedShape): void {
    switch (shape.kind) {
      case 'primitive':
      case 'flags':
      case 'enum':
      case 'own':
      case 'borrow':
        return;
      case 'list':
        if (kind.kind !== 'list') disagree(kind, 'a list');
        this.#value(shape.element, kind.type);
        return;
      case 'map':
        if (kind.kind !== 'map') disagree(kind, 'a map');
        this.#value(shape.key, kind.key);
        this.#value(shape.value, kind.value);
        return;
      case 'fixed-length-list':
        if (kind.kind !== 'fixed-length-list' || kind.length !== shape.length) {
          disagree(kind, `a list of ${shape.length} elements`);
        }
        this.#value(shape.element, kind.type);
        return;
      case 'tuple':
        if (kind.kind !== 'tuple' || kind.types.length !== shape.types.length) {
          disagree(kind, `a tuple of ${shape.types.length}`);
        }
        for (const [i, part] of shape.types.entries()) this.#value(part, kind.types[i] ?? 'bool');
        return;
      case 'option':
        if (kind.kind !== 'option') disagree(kind, 'an option');
        this.#value(shape.type, kind.type);
        return;
      case 'result':
        if (kind.kind !== 'result') disagree(kind, 'a result');
        this.#optional(shape.ok, kind.ok);
        this.#optional(shape.error, kind.err);
        return;
      case 'record':
        if (kind.kind !== 'record') disagree(kind, 'a record');
        sameNames('field', kind.fields, shape.fields);
        for (const [i, field] of shape.fields.entries()) {
          this.#value(field.type, kind.fields[i]?.type ?? 'bool');
        }
        return;
      case 'variant':
        if (kind.kind !== 'variant') disagree(kind, 'a variant');
        sameNames('case', kind.cases, shape.cases);
        for (const [i, one] of shape.cases.entries()) {
          this.#optional(one.type, kind.cases[i]?.type ?? null);
        }
        return;
      case 'future':
      case 'stream':
        if (kind.kind !== shape.kind) disagree(kind, `a ${shape.kind}`);
        this.#optional(shape.type, kind.type);
    }
  }

  #optional(type: ValTy | undefined, known: Type | null): void {
    if (type === undefined && known === null) return;
    if (type === undefined || known === null) {
      throw new WitBinaryError({
        code: 'CMP0311',
        message: 'one view of the type has a payload where the other has none',
        help: VERSIONS_HELP,
      });
    }
    this.#value(type, known);
  }

  #value(type: ValTy, known: Type): void {
    if (typeof type === 'string') {
      if (typeof known === 'number') disagree(this.resolve.types[known]?.kind, type);
      return;
    }
    if (typeof known !== 'number') {
      throw new WitBinaryError({
        code: 'CMP0311',
        message: `one view of the type has ${known} where the other has a ${type.shape.kind}`,
        help: VERSIONS_HELP,
      });
    }
    const seen = this.names.get(type) !== undefined;
    this.names.set(type, known);
    if (!seen) this.match(known, type);
  }
}

const VERSIONS_HELP =
  'the parts of the component were built against different versions of the interface';

function disagree(known: TypeDefKind | undefined, found: string): never {
  throw new WitBinaryError({
    code: 'CMP0311',
    message: `one view of the type is a ${known?.kind ?? 'resource'}, another ${found}`,
    help: VERSIONS_HELP,
  });
}

/** Fields and cases have to be the same in both views, in the same order. */
function sameNames(
  what: string,
  known: readonly { name: string }[],
  found: readonly { label: string }[],
): void {
  for (let i = 0; i < Math.max(known.length, found.length); i += 1) {
    const a = known[i]?.name;
    const b = found[i]?.label;
    if (a === b) continue;
    const difference =
      a === undefined || b === undefined
        ? `${what} \`${a ?? b ?? ''}\` is missing in one view of the type`
        : `${what} ${i + 1} is \`${a}\` in one view of the type and \`${b}\` in another`;
    throw new WitBinaryError({ code: 'CMP0311', message: difference, help: VERSIONS_HELP });
  }
}
