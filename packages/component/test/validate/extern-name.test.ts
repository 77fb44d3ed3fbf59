import { describe, expect, it } from 'vitest';
import { isLabel, parseExternName } from '../../src/index.js';
import { isSemver } from '../../src/validate/extern-name.js';

const key = (text: string): string => {
  const result = parseExternName(text);
  if (!result.ok) throw new Error(result.reason);
  return result.key;
};

describe('isLabel', () => {
  it.each(['a', 'a1', 'a-1', 'A', 'A-b', 'a11-B11-123-ABC-abc', 'a0-000-3d4a-54FF'])(
    'accepts %s',
    (label) => expect(isLabel(label)).toBe(true),
  );

  it.each(['', '1', '1-a', 'a-', '-a', 'a--b', 'aB', 'Ab', 'a_b', 'ü', 'a b', '¶'])(
    'refuses %j',
    (label) => expect(isLabel(label)).toBe(false),
  );

  it('is quick with long names', () => {
    expect(isLabel(`${'a-1'.repeat(30_000)}!`)).toBe(false);
  });
});

describe('isSemver', () => {
  it.each(['0.0.0', '1.2.3', '1.0.0-rc.1', '1.0.0-0a.b-c+x.01', '18446744073709551615.0.0'])(
    'accepts %s',
    (text) => expect(isSemver(text)).toBe(true),
  );

  it.each(['', '1', '1.2', '01.2.3', '1.2.3-', '1.2.3-01', '1.2.3+', '18446744073709551616.0.0'])(
    'refuses %j',
    (text) => expect(isSemver(text)).toBe(false),
  );
});

describe('parseExternName', () => {
  const valid = [
    ['a-b', 'label'],
    ['[constructor]a', 'constructor'],
    ['[method]a.b', 'method'],
    ['[static]a.b', 'static'],
    ['wasi:http/types', 'interface'],
    ['wasi:http/types@0.2.0', 'interface'],
    ['a:b/c@0.0.0-abcd.1.2+efg.4.ee.5', 'interface'],
    ['unlocked-dep=<a:b>', 'dependency'],
    ['unlocked-dep=<a:b@*>', 'dependency'],
    ['unlocked-dep=<a:b@{>=1.2.3}>', 'dependency'],
    ['unlocked-dep=<a:b@{<1.2.3-rc}>', 'dependency'],
    ['unlocked-dep=<a:b@{>=1.2.3 <1.2.4}>', 'dependency'],
    ['locked-dep=<a:b/c@1.2.3>', 'dependency'],
    ['locked-dep=<a:b>,integrity=<sha256-a>', 'dependency'],
    ['url=<>', 'url'],
    ['url=<https://x>,integrity=<sha512-abc==?x sha256-q>', 'url'],
    ['integrity=<sha384-a+/=>', 'hash'],
  ] as const;

  it.each(valid)('accepts %s', (text, kind) => {
    const result = parseExternName(text);
    expect(result).toMatchObject({ ok: true, name: { kind } });
  });

  it.each([
    '',
    '[constructor]',
    '[constructor]a.b',
    '[method]a',
    '[method]a.',
    '[method].a',
    '[method]a.b.c',
    '[other]a',
    'a:b',
    'a:b/',
    ':b/c',
    'A:b/c',
    'a:B/c',
    'a:b:c/d',
    'a:b/c/d',
    'a:b/c d',
    'unlocked-dep=a:b',
    'unlocked-dep=<a:b@1.2.3>',
    'unlocked-dep=<a:b@{1.2.3}>',
    'unlocked-dep=<a:b@{>=1.2.3 >=2.0.0}>',
    'unlocked-dep=<a:b@{>=1.2}>',
    'locked-dep=<a:b@{<1.0.0}>',
    'locked-dep=<a:b>,sha256-a',
    'url=<<>',
    'url=x',
    'integrity=<>',
    'integrity=<md5-a>',
    'integrity=<sha256->',
  ])('refuses %j', (text) => {
    expect(parseExternName(text)).toMatchObject({ ok: false });
  });

  it('finds names that are not strongly unique', () => {
    expect(key('a-B')).toBe(key('A-b'));
    expect(key('[method]a.b')).toBe(key('[static]A.b'));
    expect(key('[method]a.a')).toBe(key('a'));
    expect(key('[constructor]a')).not.toBe(key('a'));
    expect(key('[method]a.b')).not.toBe(key('a'));
    expect(key('a:b/c')).not.toBe(key('a:b/c@1.0.0'));
    expect(key('a:b/c@1.0.0-a')).not.toBe(key('a:b/c@1.0.0-A'));
    expect(key('a:b/c')).toBe(key('a:b/C'));
  });
});
