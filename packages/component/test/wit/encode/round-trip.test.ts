import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  fromJson,
  type PackageId,
  packageNameText,
  printWit,
  type Resolve,
  resolveSources,
  toJson,
} from '@wit-ts/wit-parser';
import { describe, expect, it } from 'vitest';
import { decodeWit, encodeWit } from '../../../src/wit/index.js';
import { fixtureBytes, fixtureNames, repositoryRoot } from '../fixtures.js';

/** Encoding and decoding gives the same text; doing so again gives the same model, ids and all. */
function expectRoundTrip(resolve: Resolve, id: PackageId): void {
  const once = decodeWit(encodeWit(resolve, id), 'package.wasm');
  expect(printWit(once.resolve, once.package, { nested: [] })).toBe(
    printWit(resolve, id, { nested: [] }),
  );
  const twice = decodeWit(encodeWit(once.resolve, once.package), 'package.wasm');
  expect(toJson(twice.resolve)).toBe(toJson(once.resolve));
}

/** Packages of the suite with records and flags without members: WIT has them, valid component binaries do not. */
const INVALID_AS_BINARY = new Set([
  'multi-file.wit.json',
  'types.wit.json',
  'union-fuzz-2.wit.json',
  'use-chain.wit.json',
]);

/** A package without content leaves no trace of its name in the binary. */
function contentful(resolve: Resolve): PackageId[] {
  return [...resolve.packages.keys()].filter((id) => {
    const pkg = resolve.packages[id];
    return pkg !== undefined && pkg.interfaces.size + pkg.worlds.size > 0;
  });
}

const suite = join(repositoryRoot, '..', 'shared', 'wit-conformance', 'ui');
const absent = !existsSync(suite);
const where = absent ? ' (skipped: ../shared/wit-conformance is absent)' : '';

describe.skipIf(absent)(`packages of the conformance suite${where}`, () => {
  const files = absent ? [] : readdirSync(suite).filter((file) => file.endsWith('.json'));

  it.each(files)('%s', (file) => {
    const resolve = fromJson(readFileSync(join(suite, file), 'utf8'));
    for (const id of contentful(resolve)) {
      if (INVALID_AS_BINARY.has(file)) {
        const bytes = encodeWit(resolve, id);
        expect(() => decodeWit(bytes, file)).toThrow(/no (field|flag|case|label|member)/);
      } else expectRoundTrip(resolve, id);
    }
  });
});

describe('the packages of WASI', () => {
  const builtin = join(repositoryRoot, 'node_modules/@bytecodealliance/jco/lib/wit/builtin');

  it.each(['0.2.12', '0.3.0'])('version %s', (version) => {
    // One package that uses all others, which lie beside each other.
    const sources = readdirSync(join(builtin, version)).map((name) => ({
      path: `${name === 'wasi-http' ? '' : `deps/${name}/`}package.wit`,
      text: readFileSync(join(builtin, version, name, 'package.wit'), 'utf8'),
    }));
    const { resolve, diagnostics } = resolveSources(sources, { allFeatures: true });
    expect(diagnostics.filter((d) => d.severity === 'error')).toEqual([]);
    expect(contentful(resolve).length).toBeGreaterThan(5);
    for (const id of contentful(resolve)) expectRoundTrip(resolve, id);
  });
});

describe('the packages of components', () => {
  it.each(fixtureNames().filter((name) => !name.startsWith('error-')))('%s', (name) => {
    const component = decodeWit(fixtureBytes(name), name);
    for (const id of contentful(component.resolve)) {
      const bytes = encodeWit(component.resolve, id);
      const again = decodeWit(bytes, name);
      const pkg = component.resolve.packages[id];
      const other = again.resolve.packages[again.package];
      expect(other && packageNameText(other.name)).toBe(pkg && packageNameText(pkg.name));
      expectRoundTrip(component.resolve, id);
    }
  });
});
