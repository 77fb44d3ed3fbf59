import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesystem } from '@bytecodealliance/preview2-shim';
import { beforeAll, describe, expect, it } from 'vitest';
import { confine, type FileTypes } from '../../src/execute/confine.js';
import { folderWith } from '../command.js';

interface Descriptor {
  openAt(path: object, name: string, open: object, mode: object): Descriptor;
  statAt(path: object, name: string): { type: string };
  symlinkAt(target: string, name: string): void;
  readlinkAt(name: string): string;
  createDirectoryAt(name: string): void;
  renameAt(from: string, into: Descriptor, to: string): void;
  linkAt(path: object, from: string, into: Descriptor, to: string): void;
  unlinkFileAt(name: string): void;
  getType(): string;
}

const follow = { symlinkFollow: true };
let granted: Descriptor;

/** What an attempt ends with: its value, or the error code of `wasi:filesystem`. */
function attempt(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}

function open(folder: Descriptor, name: string, flags: object = follow, create = false): unknown {
  return attempt(() =>
    folder.openAt(flags, name, { create }, { read: true, write: create }).getType(),
  );
}

beforeAll(() => {
  const folder = folderWith({ 'in/a.txt': 'a', 'in/sub/b.txt': 'b', 'out/secret.txt': 's' });
  const inside = join(folder, 'in');
  symlinkSync('a.txt', join(inside, 'near'));
  symlinkSync('../out', join(inside, 'away'));
  symlinkSync('../out/new.txt', join(inside, 'dangling'));
  symlinkSync('../a.txt', join(inside, 'sub', 'up'));
  mkdirSync(join(inside, 'empty'));
  writeFileSync(join(inside, 'c.txt'), 'c');
  const shim = filesystem as unknown as {
    types: FileTypes;
    _setPreopens(preopens: object): void;
    _getPreopens(): [Descriptor, string][];
  };
  shim._setPreopens({ '/in': inside });
  const [first] = shim._getPreopens();
  if (first === undefined) throw new Error('no folder is granted');
  granted = first[0];
  confine(shim.types, [[granted, inside]]);
});

describe('files of a component', () => {
  it('are reached inside the granted folder, through links too', () => {
    expect(open(granted, 'a.txt')).toBe('regular-file');
    expect(open(granted, 'near')).toBe('regular-file');
    expect(open(granted, 'sub/up')).toBe('regular-file');
    expect(open(granted, 'sub/../a.txt')).toBe('regular-file');
    expect(open(granted, '.')).toBe('directory');
    expect(open(granted, 'fresh.txt', follow, true)).toBe('regular-file');
    expect(open(granted, 'missing.txt')).toBe('no-entry');
    const sub = granted.openAt(follow, 'sub', { directory: true }, { read: true });
    expect(open(sub, 'b.txt')).toBe('regular-file');
    expect(open(sub, 'up')).toBe('regular-file');
  });

  it('are not reached outside of it', () => {
    for (const name of [
      '..',
      '../out/secret.txt',
      'sub/../../out/secret.txt',
      '/etc',
      'away',
      'away/secret.txt',
      'dangling',
    ]) {
      expect([name, open(granted, name)]).toEqual([name, 'not-permitted']);
      expect([name, open(granted, name, follow, true)]).toEqual([name, 'not-permitted']);
    }
    const sub = granted.openAt(follow, 'sub', { directory: true }, { read: true });
    expect(open(sub, '../a.txt')).toBe('not-permitted');
    expect(attempt(() => granted.statAt(follow, 'away/secret.txt'))).toBe('not-permitted');
    expect(attempt(() => granted.readlinkAt('away/x'))).toBe('not-permitted');
    expect(attempt(() => granted.createDirectoryAt('away/x'))).toBe('not-permitted');
    expect(attempt(() => granted.unlinkFileAt('away/secret.txt'))).toBe('not-permitted');
    expect(attempt(() => granted.renameAt('c.txt', granted, 'away/c.txt'))).toBe('not-permitted');
    expect(attempt(() => granted.renameAt('away/secret.txt', granted, 'd.txt'))).toBe(
      'not-permitted',
    );
    expect(attempt(() => granted.linkAt({}, 'away/secret.txt', granted, 'e.txt'))).toBe(
      'not-permitted',
    );
    expect(attempt(() => granted.symlinkAt('x', 'away/x'))).toBe('not-permitted');
  });

  it('are not reached through links that the component makes', () => {
    granted.symlinkAt('../out/secret.txt', 'own');
    expect(granted.readlinkAt('own')).toBe('../out/secret.txt');
    expect(granted.statAt({}, 'own').type).toBe('symbolic-link');
    expect(open(granted, 'own')).toBe('not-permitted');
    expect(open(granted, 'own', {})).not.toBe('regular-file');
  });
});
