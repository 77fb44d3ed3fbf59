import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn, fixtures, folderWith, root } from './command.js';

const own = join(root, 'packages', 'cli');

interface Packed {
  unpackedSize: number;
  filename: string;
  files: { path: string }[];
}

describe('the package that users install', () => {
  it('brings nothing but its chunks, ts-morph and preview2-shim, and works by itself', () => {
    const folder = folderWith();
    // On Windows npm is a script for the shell.
    const packed = JSON.parse(
      execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
        cwd: own,
        encoding: 'utf8',
        shell: process.platform === 'win32',
        stdio: ['ignore', 'pipe', 'ignore'],
      }),
    ) as Packed[];
    const [info] = packed;
    if (info === undefined) throw new Error('npm pack said nothing');
    expect(info.unpackedSize).toBeLessThan(30_000_000);
    const outside = info.files.filter(({ path }) => !path.startsWith('dist/'));
    expect(outside.map(({ path }) => path).toSorted()).toEqual(['README.md', 'package.json']);
    const sources = info.files
      .map(({ path }) => path)
      .filter((path) => !path.startsWith('dist/templates/'));
    expect(sources.filter((path) => /\.(ts|map|tsbuildinfo)$/.test(path))).toEqual([]);

    const manifest = JSON.parse(readFileSync(join(own, 'package.json'), 'utf8')) as {
      version: string;
      dependencies: Record<string, string>;
    };
    expect(Object.keys(manifest.dependencies)).toEqual([
      '@bytecodealliance/preview2-shim',
      'ts-morph',
    ]);

    execFileSync('tar', ['-xzf', info.filename], { cwd: folder });
    const main = join(folder, 'package', 'dist', 'main.js');
    const run = (...args: string[]): string => {
      const { stdout, stderr, status } = spawnSync(process.execPath, [main, ...args], {
        encoding: 'utf8',
      });
      expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
      return stdout;
    };
    expect(run('--version')).toBe(`${manifest.version}\n`);
    expect(run('check', join(fixtures, 'wit', 'hello'))).toBe('');
    const app = join(folder, 'app.wasm');
    const parts = ['ingest', 'processor', 'scorer'].map((name) =>
      join(fixtures, 'wasm', `${name}.wasm`),
    );
    expect(run('compose', ...parts, '-o', app)).toContain('checked by wasm-tools');
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(join(root, 'node_modules/ts-morph'), join(folder, 'node_modules/ts-morph'));
    expect(run('bindgen', 'guest', app, '-o', join(folder, 'out'))).toContain('files written');
  });

  it('names the licences of what it contains', () => {
    const text = readFileSync(join(own, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const name of ['chevrotain', 'commander']) {
      expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+$`, 'm'));
    }
    expect(filesIn(join(own, 'dist/vendor'))).toContain('LICENSE');
  });

  it('contains no path of the machine that built it', () => {
    for (const file of filesIn(join(own, 'dist'))) {
      expect(readFileSync(join(own, 'dist', file), 'latin1').includes(root), file).toBe(false);
    }
  });
});
