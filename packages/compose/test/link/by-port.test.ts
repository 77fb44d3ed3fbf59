import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByPort } from '../../src/link/by-port.js';

const entry = fc.tuple(fc.nat(5), fc.constantFrom('a', 'b', 'c', '__proto__', ''), fc.nat());

test('values by index and name are those of a map by both', () => {
  fc.assert(
    fc.property(fc.array(entry), (entries) => {
      const found = new ByPort<number>();
      const expected = new Map<string, number>();
      for (const [index, name, value] of entries) {
        found.set(index, name, value);
        expected.set(JSON.stringify([index, name]), value);
      }
      for (let index = 0; index < 8; index++) {
        for (const name of ['a', 'b', 'c', '__proto__', '', 'd']) {
          const value = expected.get(JSON.stringify([index, name]));
          expect(found.get(index, name)).toBe(value);
          expect(found.has(index, name)).toBe(value !== undefined);
        }
      }
    }),
  );
});
