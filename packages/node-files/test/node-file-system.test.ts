import { execFile, execFileSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { codeOf, nodeFileSystem, readOpened, systemReason } from '../src/index.js';

const folder = mkdtempSync(join(tmpdir(), 'node-files-'));
mkdirSync(join(folder, 'sub'));
writeFileSync(join(folder, 'a.wit'), 'package a:b;');
symlinkSync('a.wit', join(folder, 'link.wit'));
symlinkSync('nowhere', join(folder, 'broken.wit'));
const more = mkdtempSync(join(tmpdir(), 'node-files-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(more, { recursive: true });
});

/** Faster than `toEqual`. */
function same(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a !== undefined && b !== undefined && Buffer.compare(a, b) === 0;
}

describe('the file system of the disk', () => {
  test('reads a file, and says undefined where there is none or a folder', () => {
    const bytes = nodeFileSystem.readFile(join(folder, 'a.wit'));
    expect(new TextDecoder().decode(bytes)).toBe('package a:b;');
    expect(nodeFileSystem.readFile(join(folder, 'b.wit'))).toBeUndefined();
    expect(nodeFileSystem.readFile(join(folder, 'sub'))).toBeUndefined();
    expect(nodeFileSystem.readFile(join(folder, 'a.wit/inside'))).toBeUndefined();
  });

  test.each([0, 1, 199, 8191, 8192, 8193, 100_000])('reads all %i bytes of files', (size) => {
    const path = join(more, 'sized');
    const read = [1, 2, 3].map((seed) => {
      const bytes = Uint8Array.from({ length: size }, (_, at) => (at * 7 + seed) & 0xff);
      writeFileSync(path, bytes);
      return { bytes, found: nodeFileSystem.readFile(path) };
    });
    // What was read before stays what it was, though small files share their memory.
    for (const { bytes, found } of read) {
      expect(same(found, bytes)).toBe(true);
      expect(found?.constructor).toBe(Uint8Array);
    }
    for (const known of [size, undefined]) {
      const file = openSync(path, 'r');
      expect(same(readOpened(file, known), read[2]?.bytes)).toBe(true);
      closeSync(file);
    }
  });

  test('reads many small files, each for itself', () => {
    const texts = Array.from({ length: 200 }, (_, index) => `file ${index} `.repeat(index));
    const read = texts.map((text) => {
      writeFileSync(join(more, 'one-of-many'), text);
      return nodeFileSystem.readFile(join(more, 'one-of-many'));
    });
    expect(read.map((bytes) => new TextDecoder().decode(bytes))).toEqual(texts);
  });

  // On Windows there is no mkfifo.
  test.skipIf(process.platform === 'win32').each([5, 100_000])(
    'reads a pipe with %i bytes (skipped on Windows)',
    (size) => {
      const pipe = join(more, `pipe-${size}`);
      execFileSync('mkfifo', [pipe]);
      const script =
        "require('node:fs').writeFileSync(process.argv[1], 'x'.repeat(process.argv[2]))";
      execFile(process.execPath, ['-e', script, pipe, String(size)]);
      const bytes = nodeFileSystem.readFile(pipe);
      expect(new TextDecoder().decode(bytes)).toBe('x'.repeat(size));
    },
  );

  test.skipIf(!existsSync('/proc/self/status'))(
    'reads a file that the system makes when it is read (skipped where there is no /proc)',
    () => {
      const bytes = nodeFileSystem.readFile('/proc/self/status');
      expect(new TextDecoder().decode(bytes)).toContain(`\nPid:\t${process.pid}\n`);
    },
  );

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
