import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeds } from '../../wit-parser/test/fuzz/seeds.js';
import { parse } from '@wit-ts/wit-parser';
import { checkLaws, jsonOf } from './support/laws.js';
import { withOtherGaps } from './support/gaps.js';
import { randomPackage } from './support/random-wit.js';
import { Tape } from './support/tape.js';

/** How many random texts of each kind; more for a longer search. */
const RUNS = Number(process.env['WIT_TS_RUNS'] ?? 100);
const timeout = 60_000 + RUNS * 50;

const tape = fc
  .array(fc.nat(1_000_000), { maxLength: 2000, size: 'max' })
  .map((numbers) => new Tape(numbers));

const options = fc.record({
  printWidth: fc.constantFrom(1, 20, 40, 80, 120),
  tabWidth: fc.constantFrom(0, 2, 4),
  useTabs: fc.boolean(),
  endOfLine: fc.constantFrom('lf', 'crlf', 'auto'),
} as const);

/** Texts of the parser's own tests and, where it is there, of the conformance suite. */
const accepted = seeds().filter((text) => parse(text, 'x.wit').diagnostics.length === 0);

describe('laws of formatting', { timeout }, () => {
  it('hold of random packages with comments and white space between all tokens', () => {
    let resolved = 0;
    fc.assert(
      fc.property(tape, tape, options, (what, gaps, style) => {
        const text = withOtherGaps(randomPackage(what), gaps);
        checkLaws(text, style);
        if (jsonOf(text) !== undefined) resolved += 1;
      }),
      { numRuns: RUNS },
    );
    expect(resolved).toBeGreaterThan(RUNS / 2);
  });

  it('hold of everything that the parser accepts in its own tests', () => {
    expect(accepted.length).toBeGreaterThan(50);
    for (const text of accepted) checkLaws(text);
  });

  it('hold of the same with comments and white space between all tokens', () => {
    fc.assert(
      fc.property(fc.constantFrom(...accepted), tape, options, (seed, gaps, style) => {
        const text = withOtherGaps(seed, gaps);
        fc.pre(parse(text, 'x.wit').diagnostics.length === 0);
        checkLaws(text, style);
      }),
      { numRuns: RUNS },
    );
  });
});
