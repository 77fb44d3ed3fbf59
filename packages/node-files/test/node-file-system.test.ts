import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { codeOf, nodeFileSystem, systemReason } from '../src/index.js';

const folder = mkdtempSync(join(tmpdir(), 'node-files-'));
mkdirSync(join(folder, 'sub'));
writeFileSync(join(folder, 'a.wit'), 'package a:b;');
symlinkSync('a.wit', join(folder, 'link.wit'));
symlinkSync('nowhere', join(folder, 'broken.wit'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the file system of the disk', () => {
  test('reads a file, and says undefined where there is none or a folder', () => {
    const bytes = nodeFileSystem.readFile(join(folder, 'a.wit'));
    expect(new TextDecoder().decode(bytes)).toBe('package a:b;');
    expect(nodeFileSystem.readFile(join(folder, 'b.wit'))).toBeUndefined();
    expect(nodeFileSystem.readFile(join(folder, 'sub'))).toBeUndefined();
    expect(nodeFileSystem.readFile(join(folder, 'a.wit/inside'))).toBeUndefined();
  });

  test('lists a folder, links as what they lead to', () => {
    const entries = nodeFileSystem.readDirectory(folder) ?? [];
    expect(new Map(entries.map(({ name, kind }) => [name, kind]))).toEqual(
      new Map([
        ['a.wit', 'file'],
        ['broken.wit', 'other'],
        ['link.wit', 'file'],
        ['sub', 'directory'],
      ]),
    );
    expect(nodeFileSystem.readDirectory(join(folder, 'missing'))).toBeUndefined();
    expect(nodeFileSystem.readDirectory(join(folder, 'a.wit'))).toBeUndefined();
  });

  test('tells files from folders', () => {
    expect(nodeFileSystem.kindOf(join(folder, 'link.wit'))).toBe('file');
    expect(nodeFileSystem.kindOf(join(folder, 'sub'))).toBe('directory');
    expect(nodeFileSystem.kindOf(join(folder, 'broken.wit'))).toBeUndefined();
  });
});

test('errors of the system in plain words', () => {
  const error = Object.assign(new Error('EACCES: permission denied, open'), { code: 'EACCES' });
  expect(codeOf(error)).toBe('EACCES');
  expect(systemReason(error)).toBe('permission denied');
  expect(systemReason(new Error('no room'))).toBe('no room');
  expect(codeOf('EACCES')).toBeUndefined();
});
