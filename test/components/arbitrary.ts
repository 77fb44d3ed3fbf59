/** Random values of any type, as hosts pass and get them. */
import { dealias, type Resolve, type Type } from '@wit-ts/wit-parser';
import fc, { type Arbitrary } from 'fast-check';
import { camel } from './values.js';

/** Stands for a handle among random values: which one it is shows when there are some. */
export class Pick {
  readonly resource: string;
  readonly owned: boolean;
  readonly index: number;

  constructor(resource: string, owned: boolean, index: number) {
    this.resource = resource;
    this.owned = owned;
    this.index = index;
  }
}

/**
 * Values of a type as a host passes and gets them, with a {@link Pick} for each handle.
 *
 * @param named - what to take for types of these names, where values of all kinds would say little
 */
export function valuesOf(
  model: Resolve,
  type: Type,
  named: ReadonlyMap<string, Arbitrary<unknown>> = new Map(),
): Arbitrary<unknown> {
  const resolved = dealias(model, type);
  if (typeof resolved === 'string') return primitives(resolved);
  const given = named.get(model.types[resolved]?.name ?? '');
  if (given !== undefined) return given;
  const kind = model.types[resolved]?.kind;
  const of = (part: Type): Arbitrary<unknown> => valuesOf(model, part, named);
  switch (kind?.kind) {
    case 'record':
      return fc.record(
        Object.fromEntries(kind.fields.map(({ name, type: field }) => [camel(name), of(field)])),
        { noNullPrototype: true },
      );
    case 'flags':
      return fc.record(
        Object.fromEntries(kind.flags.map(({ name }) => [camel(name), fc.boolean()])),
        { noNullPrototype: true },
      );
    case 'enum':
      return fc.constantFrom(...kind.cases.map(({ name }) => name));
    case 'tuple':
      return fc.tuple(...kind.types.map(of));
    case 'list':
      return lists(dealias(model, kind.type), of(kind.type));
    case 'fixed-length-list':
      return fc.array(of(kind.type), { minLength: kind.length, maxLength: kind.length });
    case 'map':
      return fc
        .uniqueArray(fc.tuple(of(kind.key), of(kind.value)), {
          selector: ([key]) => key,
          maxLength: 6,
        })
        .map((entries) => new Map(entries));
    case 'option': {
      const inner = dealias(model, kind.type);
      const isNested = typeof inner === 'number' && model.types[inner]?.kind.kind === 'option';
      if (!isNested) return fc.option(of(kind.type), { nil: undefined });
      return fc.oneof(
        fc.constant({ tag: 'none' }),
        of(kind.type).map((val) => ({ tag: 'some', val })),
      );
    }
    case 'variant':
      return fc.oneof(
        ...kind.cases.map(({ name, type: payload }) =>
          payload === null
            ? fc.constant({ tag: name })
            : of(payload).map((val) => ({ tag: name, val })),
        ),
      );
    case 'result': {
      const side = (tag: 'ok' | 'err', payload: Type | null): Arbitrary<unknown> =>
        payload === null
          ? fc.constant({ tag, val: undefined })
          : of(payload).map((val) => ({ tag, val }));
      return fc.oneof(side('ok', kind.ok), side('err', kind.err));
    }
    case 'handle': {
      const resource = dealias(model, kind.type);
      const name = typeof resource === 'number' ? model.types[resource]?.name : undefined;
      return fc.nat(99).map((index) => new Pick(name ?? '', kind.handle === 'own', index));
    }
    default:
      throw new Error(`no values of ${kind?.kind ?? 'nothing'}`);
  }
}

function primitives(type: string): Arbitrary<unknown> {
  switch (type) {
    case 'bool':
      return fc.boolean();
    case 'u64':
      return fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
    case 's64':
      return fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    case 'f32':
      return fc.float();
    case 'f64':
      return fc.double();
    case 'char':
      return fc.string({ unit: 'binary', minLength: 1, maxLength: 1 });
    case 'string':
      // jco takes a byte order mark away from the start of a text.
      return fc
        .string({ unit: 'binary', maxLength: 80 })
        .map((text) => text.replace(/^\uFEFF+/, ''));
    default: {
      const bits = Number(type.slice(1));
      return type.startsWith('u')
        ? fc.integer({ min: 0, max: 2 ** bits - 1 })
        : fc.integer({ min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 });
    }
  }
}

function lists(element: Type, items: Arbitrary<unknown>): Arbitrary<unknown> {
  const made = fc.array(items, { maxLength: 12 });
  switch (element) {
    case 'u8':
      return made.map((list) => Uint8Array.from(list as number[]));
    case 's8':
      return made.map((list) => Int8Array.from(list as number[]));
    case 'u16':
      return made.map((list) => Uint16Array.from(list as number[]));
    case 's16':
      return made.map((list) => Int16Array.from(list as number[]));
    case 'u32':
      return made.map((list) => Uint32Array.from(list as number[]));
    case 's32':
      return made.map((list) => Int32Array.from(list as number[]));
    case 'u64':
      return made.map((list) => BigUint64Array.from(list as bigint[]));
    case 's64':
      return made.map((list) => BigInt64Array.from(list as bigint[]));
    case 'f32':
      return made.map((list) => Float32Array.from(list as number[]));
    case 'f64':
      return made.map((list) => Float64Array.from(list as number[]));
    default:
      return made;
  }
}

/** What a call comes to: the value, or the error of a `result`. */
export function outcome(call: () => unknown): unknown {
  try {
    return { value: call() };
  } catch (error) {
    // jco throws some payloads bare.
    if (!(error instanceof Error)) return { thrown: error };
    if ('payload' in error) return { thrown: error.payload };
    throw error;
  }
}
