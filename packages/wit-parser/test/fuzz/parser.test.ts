import fc from 'fast-check';
import { describe, it } from 'vitest';
import { parse } from '../../src/parser/parse.js';
import { decodeUtf8 } from '../../src/sources/utf8.js';
import { anyBytes, anyText, mutatedFiles, tokenSoup } from './inputs.js';
import { checkLaws } from './laws.js';
import { seeds } from './seeds.js';

/** How many cases of each kind; `npm run fuzz` asks for many more. */
const CASES = Number(process.env['FUZZ_CASES'] ?? 400);
const SEED = process.env['FUZZ_SEED'];
const parameters = { numRuns: CASES, ...(SEED !== undefined && { seed: Number(SEED) }) };
const timeout = 60_000 + CASES * 20;

const holds = (text: string): void => checkLaws(text, parse(text, 'fuzz.wit'));

describe('the parser neither throws nor loses its way', { timeout }, () => {
  it('over files that were changed', () => {
    fc.assert(fc.property(mutatedFiles(seeds()), holds), parameters);
  });

  it('over pieces of WIT in any order', () => {
    fc.assert(fc.property(tokenSoup, holds), parameters);
  });

  it('over any text', () => {
    fc.assert(fc.property(anyText, holds), parameters);
  });

  it('over any bytes', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => holds(decodeUtf8(bytes).text)),
      parameters,
    );
  });
});
