import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memberName, parseCall, parseWave, printWave, propertyNames } from '@wit-ts/wave';
import {
  memberName as nameInBindings,
  memberNames as namesInBindings,
} from '../../bindgen-ts/src/naming/index.js';
import { EVERY_TYPE, functionsOf } from './types.js';

const every = functionsOf(EVERY_TYPE);
const text = fc.string({ unit: 'binary' });
const char = fc.string({ unit: 'binary', minLength: 1, maxLength: 1 });
const u8 = fc.integer({ min: 0, max: 255 });
const f32 = fc.float();
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined });

/** Values by the function that takes them. */
const values: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  'a-bool': fc.boolean(),
  'a-u32': fc.nat(0xffff_ffff),
  'a-s32': fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  'a-u64': fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  'a-s64': fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  'a-f32': f32,
  'a-f64': fc.double(),
  'a-char': char,
  'a-string': text,
  chars: fc.array(char),
  strings: fc.array(text),
  bytes: fc.uint8Array(),
  longs: fc.bigInt64Array(),
  floats: fc.float32Array(),
  three: fc.tuple(u8, u8, u8),
  pair: fc.tuple(u8, text),
  'a-needs': fc.record({ must: u8, may: u8 }, { requiredKeys: ['must'] }),
  'a-loose': fc.record({ a: u8, b: u8 }, { requiredKeys: [] }),
  'a-keyword': fc.constantFrom('true', 'false', 'some', 'none', 'ok', 'err', 'inf', 'nan'),
  'an-access': fc.record({ read: fc.boolean(), write: fc.boolean(), runAsRoot: fc.boolean() }),
  'a-shape': fc.oneof(
    fc.constant({ tag: 'nothing' }),
    fc.record({ tag: fc.constant('circle'), val: f32 }),
    fc.record({ tag: fc.constant('ok'), val: u8 }),
    fc.record({ tag: fc.constant('many'), val: fc.uint8Array() }),
  ),
  'a-maybe': maybe(u8),
  'maybe-maybe': fc.oneof(
    fc.constant({ tag: 'none' }),
    fc.record({ tag: fc.constant('some'), val: maybe(u8) }),
  ),
  either: fc.oneof(
    fc.record({ tag: fc.constant('ok'), val: u8 }),
    fc.record({ tag: fc.constant('err'), val: text }),
  ),
  table: fc.array(fc.tuple(text, fc.nat())).map((entries) => new Map(entries)),
};

const pieces =
  '{ } ( ) [ ] : , " \' """ \\ \\u{ // - 1 1e9 nan some ok none % must may \ud800 🌊 é'.split(' ');
const piece = fc.constantFrom(' ', '\n', ...pieces);

describe('WAVE', () => {
  it.each(Object.keys(values))('%s: what is written reads back the same', (name) => {
    const type = every.type(name);
    fc.assert(
      fc.property(values[name] ?? fc.constant(undefined), (value) => {
        const written = printWave(value, type, every.resolve);
        expect(parseWave(written, type, every.resolve)).toEqual({ ok: true, value });
      }),
      { numRuns: 200 },
    );
  });

  it('answers every text with a value or a diagnostic inside it', () => {
    const names = [...Object.keys(values), 'a-words', 'lists', 'maybe-result'];
    fc.assert(
      fc.property(fc.array(piece), fc.constantFrom(...names), (given, name) => {
        const joined = given.join('');
        for (const result of [
          parseWave(joined, every.type(name), every.resolve),
          parseCall(joined),
        ]) {
          if (result.ok) continue;
          for (const { span } of result.diagnostics) {
            expect(span?.start).toBeGreaterThanOrEqual(0);
            expect(span?.start).toBeLessThanOrEqual(span?.end ?? -1);
            expect(span?.end).toBeLessThanOrEqual(joined.length);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('names properties as the bindings for hosts do', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z0-9-]{1,12}$/), (name) => {
        expect(memberName(name)).toBe(nameInBindings(name));
      }),
    );
    const names = fc.array(fc.stringMatching(/^[ab1-]{1,4}$/));
    fc.assert(
      fc.property(names, (all) => {
        expect(propertyNames(all, memberName)).toEqual(namesInBindings(all));
      }),
    );
  });

  it('gives labels that are the same in camelCase a property each', () => {
    const { resolve, type } = functionsOf(`package demo:twins;
      interface twins {
        record numbers { a-1: u8, a1: u8 }
        flags marks { b-1, b1 }
        take-numbers: func(n: numbers);
        take-marks: func(m: marks);
      }`);
    const numbers = { ok: true, value: { a1: 1, a1$1: 2 } };
    expect(parseWave('{a1: 2, a-1: 1}', type('take-numbers'), resolve)).toEqual(numbers);
    expect(printWave(numbers.value, type('take-numbers'), resolve)).toBe('{a-1: 1, a1: 2}');
    const marks = { ok: true, value: { b1: false, b1$1: true } };
    expect(parseWave('{b1}', type('take-marks'), resolve)).toEqual(marks);
    expect(printWave(marks.value, type('take-marks'), resolve)).toBe('{b1}');
  });
});
