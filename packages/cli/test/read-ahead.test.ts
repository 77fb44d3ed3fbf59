import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ReadAhead } from '../src/input/read-ahead.js';
import { folderWith } from './command.js';

const LARGE = 5_000_000;

function folder(): string {
  const dir = folderWith({});
  writeFileSync(join(dir, 'large'), new Uint8Array(LARGE).fill(7, 1_000_000));
  writeFileSync(join(dir, 'small'), 'small');
  mkdirSync(join(dir, 'folder'));
  return dir;
}

describe('reading ahead', () => {
  it('gives all bytes of large files, once', async () => {
    const path = join(folder(), 'large');
    const files = new ReadAhead();
    files.begin([path, path]);
    expect(files.has(path)).toBe(true);
    const bytes = await files.take(path);
    expect([bytes?.length, bytes?.[999_999], bytes?.[1_000_000], bytes?.at(-1)]).toEqual([
      LARGE,
      0,
      7,
      7,
    ]);
    expect(files.has(path)).toBe(false);
    expect(await files.take(path)).toBeUndefined();
  });

  it('leaves to an ordinary read what is small, many, or not there', async () => {
    const dir = folder();
    const files = new ReadAhead();
    const paths = ['small', 'folder', 'missing', 'pipe'].map((name) => join(dir, name));
    if (process.platform !== 'win32') execFileSync('mkfifo', [join(dir, 'pipe')]);
    files.begin(['-', '', ...paths]);
    expect(paths.filter((path) => files.has(path))).toEqual([]);
    files.begin(Array.from({ length: 9 }, () => join(dir, 'large')));
    expect(files.has(join(dir, 'large'))).toBe(false);
  });

  it('gives nothing where a file became shorter meanwhile', async () => {
    const path = join(folder(), 'large');
    const files = new ReadAhead();
    files.begin([path]);
    truncateSync(path, 1000);
    const bytes = await files.take(path);
    expect(bytes === undefined || bytes.length === LARGE).toBe(true);
    rmSync(path);
  });
});
