import { describe, expect, it } from 'vitest';
import { packageOfName, parseName } from '../../../src/wit/decode/component-name.js';

describe('parseName', () => {
  it('takes a name apart', () => {
    expect(parseName('[method]r.get')).toEqual({ kind: 'method', resource: 'r', label: 'get' });
  });

  it('says why a text is not a name', () => {
    expect(() => parseName('a_b')).toThrow('`a_b` is not a valid name: `a_b` is not in kebab case');
  });
});

function packageOf(name: string, suffix?: string) {
  const parsed = parseName(name);
  if (parsed.kind !== 'interface') throw new Error(`${name} is no path`);
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
