import { describe, expect, it } from 'vitest';
import { compareVersionTexts, parseVersion, readVersion } from '../../src/semver/index.js';

describe('reading versions', () => {
  it.each([
    ['0.0.0', ''],
    ['1.2.3', ''],
    ['18446744073709551615.0.0', ''],
    ['1.2.3-rc.1', 'rc.1'],
    ['1.2.3-0', '0'],
    ['1.2.3--', '-'],
    ['1.2.3-0a', '0a'],
    ['1.2.3-a.b+c.001', 'a.b'],
    ['1.2.3+001', ''],
  ])('accepts %s', (text, pre) => {
    expect(parseVersion(text)).toMatchObject({ text, pre });
  });

  it.each([
    ['', /form MAJOR/],
    ['1', /form MAJOR/],
    ['1.2', /form MAJOR/],
    ['1.2.', /patch number .* missing/],
    ['01.2.3', /major number .* leading zero/],
    ['1.02.3', /minor number .* leading zero/],
    ['1.2.003', /patch number .* leading zero/],
    ['18446744073709551616.0.0', /64 bits/],
    ['999999999999999999999999.0.0', /64 bits/],
    ['1.2.3-', /pre-release part .* empty/],
    ['1.2.3-+b', /pre-release part .* empty/],
    ['1.2.3-01', /leading zero/],
    ['1.2.3-a.00', /leading zero/],
    ['1.2.3-a..b', /empty part/],
    ['1.2.3+', /build part .* empty/],
    ['1.2.3+a.', /empty part/],
    ['1.2.3 ', /unexpected/],
    ['1.2.3.4', /unexpected/],
    ['1.2.3-a+b+c', /unexpected/],
  ])('rejects %j', (text, why) => {
    expect(parseVersion(text)).toBeUndefined();
    expect(readVersion(text)).toMatch(why);
  });
});

describe('the order of versions', () => {
  const ordered = [
    '0.0.9',
    '0.1.0',
    '0.10.0',
    '1.0.0--',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.0.0+0',
    '1.0.0+00',
    '1.0.0+1',
    '1.0.0+01',
    '1.0.0+001',
    '1.0.0+2',
    '1.0.0+2.1',
    '1.0.0+10',
    '1.0.0+b10',
    '1.0.0+b2',
    '2.0.0',
    '10.0.0',
  ];
  it('is total', () => {
    for (const [i, a] of ordered.entries()) {
      for (const [j, b] of ordered.entries()) {
        expect([a, b, Math.sign(compareVersionTexts(a, b))]).toEqual([a, b, Math.sign(i - j)]);
      }
    }
  });
  it('puts what is no version first', () => {
    expect(compareVersionTexts('x', '1.0.0')).toBe(-1);
    expect(compareVersionTexts('1.0.0', 'x')).toBe(1);
    expect(compareVersionTexts('x', 'y')).toBe(-1);
  });
});
