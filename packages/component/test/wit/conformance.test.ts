import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolvePackage, toJson } from '@wit-ts/wit-parser';
import { loadWasmTools } from '@wit-ts/wasm-tools';
import { describe, expect, it } from 'vitest';
import { decodeWit } from '../../src/wit/index.js';
import { disk } from './disk.js';
import { repositoryRoot } from './fixtures.js';

const suite = join(repositoryRoot, '..', 'shared', 'wit-conformance', 'ui');
const absent = !existsSync(suite);
const where = absent ? ' (skipped: ../shared/wit-conformance is absent)' : '';

describe.skipIf(absent)(`packages with binary dependencies${where}`, () => {
  it.each([
    // Dependencies as a folder, as WIT, as WebAssembly text and as WebAssembly binary.
    ['kinds-of-deps', 'kinds-of-deps.wit.json'],
    // The whole package as WebAssembly text.
    ['simple-wasm-text.wat', 'simple-wasm-text.wit.json'],
  ])('resolves %s as the reference does', async (path, expected) => {
    const tools = await loadWasmTools();
    const result = resolvePackage(join(suite, path), disk, {
      features: ['active'],
      decodeWit,
      assemble: (text) => tools.parse(text),
    });
    expect(result.diagnostics).toEqual([]);
    expect(toJson(result.resolve).trimEnd()).toBe(
      readFileSync(join(suite, expected), 'utf8').trimEnd(),
    );
  });
});
