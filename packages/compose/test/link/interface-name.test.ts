import { compatibilityTrack, parseVersion } from '@wit-ts/wit-parser';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { trackKey } from '../../src/link/interface-name.js';

const number = fc.oneof(
  fc.constantFrom('0', '00', '01', '', '18446744073709551616', '99999999999999999', '-1', 'x', '٣'),
  fc.nat(99).map(String),
);
const version = fc
  .tuple(fc.array(number, { minLength: 1, maxLength: 4 }), fc.constantFrom('', '-rc.1', '+b', '.'))
  .map(([numbers, rest]) => numbers.join('.') + rest);

test('the key of a name is on the track of its version, if that is one', () => {
  fc.assert(
    fc.property(version, (text) => {
      const parsed = parseVersion(text);
      const track = parsed === undefined ? text : compatibilityTrack(parsed);
      expect(trackKey(`a:b/c@${text}`)).toBe(`a:b/c@${track}`);
    }),
  );
});
