import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { completeLockfile } from '../../scripts/complete-lockfile.mjs';

describe('package-lock.json', () => {
  const text = readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8');

  it('has the packages of all platforms (else: npm run lockfile)', () => {
    expect(completeLockfile(JSON.parse(text))).toEqual([]);
  });

  it('names no registry', () => {
    expect(text.match(/"resolved": "(?!(?:packages|scripts)\/)[^"]*"/g) ?? []).toEqual([]);
  });
});

describe('completing a lock file', () => {
  it('adds what an optional dependency lacks, nested where another version stands outside', () => {
    const lock = {
      packages: {
        '': {},
        'node_modules/a': {
          dev: true,
          optionalDependencies: { '@a/b-linux-x64-musl': '1.0.0', '@a/b-win32-x64-msvc': '1.0.0' },
        },
        'node_modules/@a/b-win32-x64-msvc': { version: '0.9.0' },
      },
    };
    expect(completeLockfile(lock)).toEqual(['@a/b-linux-x64-musl', '@a/b-win32-x64-msvc']);
    expect(lock.packages).toMatchObject({
      'node_modules/@a/b-linux-x64-musl': {
        version: '1.0.0',
        cpu: ['x64'],
        libc: ['musl'],
        os: ['linux'],
        optional: true,
      },
      'node_modules/a/node_modules/@a/b-win32-x64-msvc': { version: '1.0.0', os: ['win32'] },
    });
    expect(completeLockfile(lock)).toEqual([]);
  });
});
