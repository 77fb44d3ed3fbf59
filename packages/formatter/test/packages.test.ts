import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FileSystem, parse, resolvePackage, toJson } from '@wit-ts/wit-parser';
import { describe, expect, it } from 'vitest';
import { positiveCases } from '../../wit-parser/test/support/conformance.js';
import { diskFileSystem } from '../../wit-parser/test/support/disk-fs.js';
import { CONFORMANCE_NOTE, hasConformance } from '../../wit-parser/test/support/suites.js';
import { wasiTree } from '../../wit-parser/test/support/wasi.js';
import { commentsOf, formatted } from './support/laws.js';

/** The files of another file system as they are formatted; notes each that it reads. */
function formattedFiles(fs: FileSystem, read: Set<string>): FileSystem {
  return {
    ...fs,
    readFile(path) {
      const bytes = fs.readFile(path);
      if (bytes === undefined || !path.endsWith('.wit')) return bytes;
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
      const once = formatted(text);
      expect(formatted(once)).toBe(once);
      expect(commentsOf(once)).toEqual(commentsOf(text));
      read.add(path);
      return new TextEncoder().encode(once);
    },
  };
}

/** A package resolves to the same JSON when all its files are formatted. @returns how many files that were */
function checkPackage(path: string, fs: FileSystem): number {
  const options = { allFeatures: true };
  const before = resolvePackage(path, fs, options);
  const read = new Set<string>();
  const after = resolvePackage(path, formattedFiles(fs, read), options);
  expect(after.diagnostics.map(({ code }) => code)).toEqual(
    before.diagnostics.map(({ code }) => code),
  );
  expect(toJson(after.resolve)).toBe(toJson(before.resolve));
  return read.size;
}

describe.skipIf(!hasConformance)(`the conformance suite (${CONFORMANCE_NOTE})`, () => {
  const cases = positiveCases.filter(({ binary, path }) => !binary && !path.endsWith('.md'));
  it.each(cases.map((one) => [one.name, one.path] as const))('%s says the same', (_, path) => {
    expect(checkPackage(path, diskFileSystem)).toBeGreaterThan(0);
  });
});

describe('WASI', () => {
  it.each([
    ['0.2.12', 'wasi-http'],
    ['0.2.12', 'wasi-cli'],
    ['0.3.0', 'wasi-http'],
    ['0.3.0', 'wasi-cli'],
  ])('%s %s says the same', (version, main) => {
    expect(checkPackage('wasi', wasiTree(version, main))).toBeGreaterThan(5);
  });
});

it('the WIT files of this repository say the same', () => {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const parts = ['test', 'examples', 'packages/wit-parser/test', 'packages/bindgen-ts/test'];
  const paths = parts
    .flatMap((part) =>
      readdirSync(join(root, part), { recursive: true, encoding: 'utf8' }).map((entry) =>
        join(root, part, entry),
      ),
    )
    .filter((path) => path.endsWith('.wit') && !path.includes('node_modules'))
    .filter((path) => parse(readFileSync(path, 'utf8'), path).diagnostics.length === 0);
  expect(paths.length).toBeGreaterThan(20);
  for (const path of paths) expect(checkPackage(path, diskFileSystem)).toBeGreaterThan(0);
});
