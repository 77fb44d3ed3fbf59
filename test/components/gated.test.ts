import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Exports } from './call.js';
import { read } from './fixtures.js';
import { viaBindings } from './host.js';

type Echo = (value: unknown) => unknown;

const u64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const text = fc.string({ unit: 'grapheme' });
const scalar = fc.string({ unit: 'binary', minLength: 1, maxLength: 1 });
const f32 = fc.float({ noNaN: true });
const three = fc.tuple(f32, f32, f32);

function map<K, V>(key: fc.Arbitrary<K>, value: fc.Arbitrary<V>): fc.Arbitrary<Map<K, V>> {
  return fc.array(fc.tuple(key, value)).map((entries) => new Map(entries));
}

function u(bits: number): fc.Arbitrary<number> {
  return fc.nat({ max: 2 ** bits - 1 });
}

const functions: [string, fc.Arbitrary<unknown>][] = [
  ['echoFixedU8', fc.tuple(u(8), u(8), u(8), u(8))],
  ['echoFixedU64', fc.tuple(u64, u64, u64)],
  ['echoFixedString', fc.tuple(text, text)],
  ['echoMatrix', fc.tuple(three, three)],
  ['echoFixedLarge', fc.array(u(32), { minLength: 20, maxLength: 20 })],
  ['echoMap', map(text, u(32))],
  ['echoMapList', map(u(32), fc.array(text))],
  ['echoMapChar', map(scalar, fc.boolean())],
  ['echoMixed', fc.record({ corner: fc.tuple(u(16), u(16)), names: map(u(8), text), label: text })],
];

describe('maps and fixed-length lists, through our bindings', () => {
  let values: Exports = {};

  beforeAll(async () => {
    const exports = await viaBindings('echo-gated', read('echo-gated'));
    values = exports['test:echo-gated/values@0.1.0'] as Exports;
  });

  test.each(functions)('%s gives back what it is given', (name, arbitrary) => {
    const echo = values[name] as Echo;
    fc.assert(
      fc.property(arbitrary, (value) => {
        expect(echo(value)).toEqual(value);
      }),
    );
  });
});
