import { basename, extname } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stemOf } from '../src/input/compose-inputs.js';

describe('the name of an input', () => {
  it.each([
    ['a.wasm', 'a'],
    ['./deep/er/shop.app.wasm', 'shop.app'],
    ['v1.2/shop', 'shop'],
    ['.wasm', '.wasm'],
    ['a/.hidden.wasm', '.hidden'],
    ['a.', 'a'],
    ['..', '..'],
  ])('%s is %s', (path, name) => expect(stemOf(path)).toBe(name));

  it('is what Node makes of the path', () => {
    const path = fc.string({
      unit: fc.constantFrom('a', 'b', '.', '/', '\\', ':', 'é'),
      maxLength: 12,
    });
    fc.assert(
      fc.property(path, (text) => stemOf(text) === basename(text, extname(text))),
      { numRuns: 2000 },
    );
  });
});
