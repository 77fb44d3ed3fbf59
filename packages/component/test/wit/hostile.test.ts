import fc from 'fast-check';
import { toJson } from '@wit-ts/wit-parser';
import { describe, expect, it } from 'vitest';
import { componentToWit, readComponentTypes } from '../../src/wit/index.js';
import { fixtureBytes, fixtureNames } from './fixtures.js';

const binaries = fixtureNames().map((name) => fixtureBytes(name));

/** Whatever the bytes are: a model that can be written, or diagnostics; never an exception. */
function expectVerdict(bytes: Uint8Array, validate: boolean): void {
  const result = componentToWit(bytes, { name: 'hostile.wasm', validate });
  if (result.ok) toJson(result.resolve);
  else {
    const [first] = result.diagnostics;
    expect(first?.code).toMatch(/^CMP0[0-3][0-9]{2}$/);
    expect(first?.message).not.toMatch(/undefined|\[object|NaN|\.$/);
  }
}

describe('hostile input', () => {
  it('is cut off anywhere', () => {
    for (const bytes of binaries) {
      for (let length = 0; length < bytes.length; length += 1) {
        expectVerdict(bytes.subarray(0, length), true);
      }
    }
  });

  it('has bytes changed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...binaries),
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), {
          minLength: 1,
          maxLength: 4,
        }),
        (bytes, changes) => {
          const changed = bytes.slice();
          for (const [at, value] of changes) changed[8 + (at % (bytes.length - 8))] = value;
          // Decoding has to hold on its own, too.
          expectVerdict(changed, true);
          expectVerdict(changed, false);
          readComponentTypes(changed, { name: 'hostile.wasm' });
        },
      ),
      { numRuns: 2000 },
    );
  });
});

const PREAMBLE = [0x00, 0x61, 0x73, 0x6d, 0x0d, 0x00, 0x01, 0x00];

/** A component of one type section whose types follow from each other. */
function typeSection(count: number, type: (index: number) => number[]): Uint8Array {
  const body = leb(count);
  for (let i = 0; i < count; i += 1) body.push(...type(i));
  return Uint8Array.from([...PREAMBLE, 7, ...leb(body.length), ...body]);
}

function leb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  return [...bytes, rest];
}

/** A signed number, as type indices inside value types are. */
function sleb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x40) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  return [...bytes, rest];
}

function message(bytes: Uint8Array): string | undefined {
  const result = componentToWit(bytes, { name: 'deep.wasm', validate: false });
  return result.ok ? undefined : result.diagnostics[0]?.message;
}

/** Each type is a list of the one before. */
function listOfPrevious(i: number): number[] {
  return i === 0 ? [0x70, 0x7d] : [0x70, ...sleb(i - 1)];
}

/** Each type is a pair of the one before. */
function pairOfPrevious(i: number): number[] {
  return i === 0 ? [0x6f, 2, 0x7d, 0x7d] : [0x6f, 2, ...sleb(i - 1), ...sleb(i - 1)];
}

/** Each instance type exports an instance of the one before, which it reaches by an alias. */
function instanceOfPrevious(i: number): number[] {
  if (i === 0) return [0x42, 0];
  return [0x42, 2, 0x02, 0x03, 0x02, 1, ...leb(i - 1), 0x04, 0x00, 1, 0x61, 0x05, 0];
}

/** An instance type with an alias of a type nine components out. */
function farAlias(): number[] {
  return [0x42, 1, 0x02, 0x03, 0x02, 9, 0];
}

describe('limits', () => {
  it('on the depth of value types', () => {
    expect(message(typeSection(90, listOfPrevious))).toBeUndefined();
    expect(message(typeSection(100_000, listOfPrevious))).toMatch(/nested deeper than 100 levels/);
  });

  it('on the size of types that double', () => {
    expect(message(typeSection(60, pairOfPrevious))).toBeDefined();
  });

  it('on instance types inside instance types', () => {
    expect(message(typeSection(90, instanceOfPrevious))).toBeUndefined();
    expect(message(typeSection(50_000, instanceOfPrevious))).toMatch(/deeper than 100 levels/);
  });

  it('on an outer alias that reaches too far', () => {
    expect(message(typeSection(1, farAlias))).toMatch(/an outer alias goes 9 levels out/);
  });
});
