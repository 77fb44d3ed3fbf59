/**
 * Damaged components and WIT packages in binary form: each is refused with one clear error or decoded, and what was decoded
 * can be written as JSON and text, encoded and decoded again.
 *
 * `FUZZ_CASES` sets how many are tried (`npm run fuzz` tries 50,000) and `FUZZ_SEED` which.
 */
import { type PackageId, printWit, type Resolve, toJson } from '@wit-ts/wit-parser';
import { describe, expect, it } from 'vitest';
import {
  componentToWit,
  decodeWit,
  encodeWit,
  readComponent,
  WitBinaryError,
} from '../../src/index.js';
import { fixtureBytes, fixtureNames } from '../wit/fixtures.js';
import { interestingRanges, mutate, Random, type Sample } from './mutate.js';

const cases = Number(process.env['FUZZ_CASES'] ?? 2000);
const seed = Number(process.env['FUZZ_SEED'] ?? 1);

function samples(): Sample[] {
  const binaries = fixtureNames().map((name) => ({ name, bytes: fixtureBytes(name) }));
  const packages = binaries.flatMap(({ name, bytes }) => {
    const result = componentToWit(bytes, { name });
    return result.ok ? [{ name, bytes: encodeWit(result.resolve, result.package) }] : [];
  });
  return [...binaries, ...packages].flatMap(({ name, bytes }) => {
    const { component } = readComponent(bytes, { name });
    return component === undefined
      ? []
      : [{ name, bytes, interesting: interestingRanges(component) }];
  });
}

/** `undefined` where a world does not import what it uses, which a damaged package may have. */
function encodeUnlessIncomplete(resolve: Resolve, id: PackageId): Uint8Array | undefined {
  try {
    return encodeWit(resolve, id);
  } catch (error) {
    if (error instanceof WitBinaryError && error.diagnostic.code === 'CMP0331') return undefined;
    throw error;
  }
}

describe('damaged WIT', () => {
  it(`is refused clearly or decoded (${cases} times)`, { timeout: 0 }, () => {
    const corpus = samples();
    let decoded = 0;
    for (let i = 0; i < cases; i += 1) {
      const random = new Random(seed * 1_000_003 + i);
      const sample = random.pick(corpus);
      const bytes = mutate(sample, random);
      const label = `case ${i} of seed ${seed}, from ${sample.name}`;
      // Decoding has to hold on its own, too.
      componentToWit(bytes, { name: label, validate: false });
      const result = componentToWit(bytes, { name: label });
      if (!result.ok) {
        const [first] = result.diagnostics;
        expect(first?.code, label).toMatch(/^CMP\d{4}$/);
        expect(first?.message, label).not.toMatch(/undefined|NaN|\[object/);
        continue;
      }
      decoded += 1;
      const { resolve, package: id } = result;
      expect(() => JSON.parse(toJson(resolve)), label).not.toThrow();
      const text = printWit(resolve, id, { nested: [] });
      const pkg = resolve.packages[id];
      if (pkg === undefined || pkg.interfaces.size + pkg.worlds.size === 0) continue;
      const encoded = encodeUnlessIncomplete(resolve, id);
      if (encoded === undefined) continue;
      const again = decodeWit(encoded, label);
      expect(printWit(again.resolve, again.package, { nested: [] }), label).toBe(text);
    }
    // Small changes often leave a component valid, so both answers must occur.
    expect(decoded).toBeGreaterThan(cases / 100);
    expect(decoded).toBeLessThan(cases / 2);
  });
});
