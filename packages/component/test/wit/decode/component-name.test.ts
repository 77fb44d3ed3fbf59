import { describe, expect, it } from 'vitest';
import { packageOfName, parseComponentName } from '../../../src/wit/decode/component-name.js';

describe('parseComponentName', () => {
  it.each([
    ['a', { kind: 'label', label: 'a' }],
    ['a-B2-c', { kind: 'label', label: 'a-B2-c' }],
    ['constructor', { kind: 'label', label: 'constructor' }],
    ['[constructor]r-s', { kind: 'constructor', resource: 'r-s' }],
    ['[method]r.get', { kind: 'method', resource: 'r', method: 'get' }],
    ['[static]r.new-one', { kind: 'static', resource: 'r', method: 'new-one' }],
    [
      'wasi:http/types@0.2.0-rc-2023-11-10',
      {
        kind: 'interface',
        namespace: 'wasi',
        package: 'http',
        interface: 'types',
        version: '0.2.0-rc-2023-11-10',
      },
    ],
    [
      'a-b:c/D',
      { kind: 'interface', namespace: 'a-b', package: 'c', interface: 'D', version: undefined },
    ],
    ['a:b:c/d', { kind: 'beyond-wit' }],
    ['a:b/c/d@1.0.0', { kind: 'beyond-wit' }],
    ['url=<https://example.com/x>', { kind: 'beyond-wit' }],
    ['unlocked-dep=<a:b>', { kind: 'beyond-wit' }],
  ])('takes %s apart', (name, parsed) => {
    expect(parseComponentName(name)).toEqual(parsed);
  });

  it.each(['', '-', 'a_b', '1a', 'a.b', '[method]r', '[other]r.f', 'a:b', ':b/c', 'A:b/c', 'a b'])(
    'finds no form of a name in "%s"',
    (name) => {
      expect(parseComponentName(name)).toBeUndefined();
    },
  );
});

function packageOf(name: string, suffix?: string) {
  const parsed = parseComponentName(name);
  if (parsed?.kind !== 'interface') throw new Error(`${name} is no path`);
  return packageOfName(name, parsed, suffix);
}

describe('packageOfName', () => {
  it('gives the package with its version', () => {
    expect(packageOf('a:b/c')).toEqual({ namespace: 'a', name: 'b' });
    expect(packageOf('a:b/c@1.2.3+x')).toEqual({ namespace: 'a', name: 'b', version: '1.2.3+x' });
  });

  it('completes a version that was cut to its track', () => {
    expect(packageOf('a:b/c@1', '.2.3').version).toBe('1.2.3');
    expect(packageOf('a:b/c@0.2', '.1-rc').version).toBe('0.2.1-rc');
  });

  it('refuses what is no version', () => {
    expect(() => packageOf('a:b/c@1')).toThrow(/`a:b\/c@1` has no valid version/);
    expect(() => packageOf('a:b/c@')).toThrow(/has no valid version/);
  });
});
