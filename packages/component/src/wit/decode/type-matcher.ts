/**
 * Recognises a type that is known already in a second view of it, down to the anonymous types inside, so that all views
 * of an interface share one `list<u8>`.
 */

import type { Resolve, Type, TypeDefKind, TypeId } from '@wit-ts/wit-parser';
import {
  type DefinedType,
  type GraphValType,
  refKey,
  type TypeGraph,
} from '../graph/type-graph.js';
import { WitBinaryError } from '../wit-binary-error.js';

export class TypeMatcher {
  /** @param types what each type of the graph became; it is added to. */
  constructor(
    readonly graph: TypeGraph,
    readonly resolve: Resolve,
    readonly types: Map<number, TypeId>,
  ) {}

  /** Notes that `type` is the definition `id`. */
  match(id: TypeId, type: DefinedType): void {
    const kind = this.resolve.types[id]?.kind;
    if (kind === undefined) throw new Error(`there is no type ${id}`);
    // What has a name is the same without a look inside; only what has none is looked for.
    if (kind.kind === 'alias' && typeof kind.type === 'number') return;
    this.#matchKind(kind, type);
  }

  #matchKind(kind: TypeDefKind, type: DefinedType): void {
    switch (type.kind) {
      case 'primitive':
      case 'flags':
      case 'enum':
      case 'own':
      case 'borrow':
        return;
      case 'list':
        if (kind.kind !== 'list') disagree(kind, 'a list');
        this.#value(type.element, kind.type);
        return;
      case 'map':
        if (kind.kind !== 'map') disagree(kind, 'a map');
        this.#value(type.key, kind.key);
        this.#value(type.value, kind.value);
        return;
      case 'fixed-length-list':
        if (kind.kind !== 'fixed-length-list' || kind.length !== type.length) {
          disagree(kind, `a list of ${type.length} elements`);
        }
        this.#value(type.element, kind.type);
        return;
      case 'tuple':
        if (kind.kind !== 'tuple' || kind.types.length !== type.types.length) {
          disagree(kind, `a tuple of ${type.types.length}`);
        }
        for (const [i, part] of type.types.entries()) this.#value(part, kind.types[i] ?? 'bool');
        return;
      case 'option':
        if (kind.kind !== 'option') disagree(kind, 'an option');
        this.#value(type.type, kind.type);
        return;
      case 'result':
        if (kind.kind !== 'result') disagree(kind, 'a result');
        this.#optional(type.ok, kind.ok);
        this.#optional(type.err, kind.err);
        return;
      case 'record':
        if (kind.kind !== 'record') disagree(kind, 'a record');
        sameNames('field', kind.fields, type.fields);
        for (const [i, field] of type.fields.entries()) {
          this.#value(field.type, kind.fields[i]?.type ?? 'bool');
        }
        return;
      case 'variant':
        if (kind.kind !== 'variant') disagree(kind, 'a variant');
        sameNames('case', kind.cases, type.cases);
        for (const [i, one] of type.cases.entries()) {
          this.#optional(one.type, kind.cases[i]?.type ?? null);
        }
        return;
      case 'future':
      case 'stream':
        if (kind.kind !== type.kind) disagree(kind, `a ${type.kind}`);
        this.#optional(type.type, kind.type);
    }
  }

  #optional(type: GraphValType | undefined, known: Type | null): void {
    if (type === undefined && known === null) return;
    if (type === undefined || known === null) {
      throw new WitBinaryError({
        code: 'CMP0311',
        message: 'one view of the type has a payload where the other has none',
      });
    }
    this.#value(type, known);
  }

  #value(type: GraphValType, known: Type): void {
    if (typeof type === 'string') {
      if (typeof known === 'number') disagree(this.resolve.types[known]?.kind, type);
      return;
    }
    if (typeof known !== 'number') {
      throw new WitBinaryError({
        code: 'CMP0311',
        message: `one view of the type has ${known} where the other has a ${this.graph.defined(type).kind}`,
      });
    }
    const key = refKey(type);
    const seen = this.types.has(key);
    this.types.set(key, known);
    if (!seen) this.match(known, this.graph.defined(type));
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
  found: readonly { name: string }[],
): void {
  for (let i = 0; i < Math.max(known.length, found.length); i += 1) {
    const a = known[i]?.name;
    const b = found[i]?.name;
    if (a === b) continue;
    const difference =
      a === undefined || b === undefined
        ? `${what} \`${a ?? b ?? ''}\` is missing in one view of the type`
        : `${what} ${i + 1} is \`${a}\` in one view of the type and \`${b}\` in another`;
    throw new WitBinaryError({
      code: 'CMP0311',
      message: difference,
      help: VERSIONS_HELP,
    });
  }
}
