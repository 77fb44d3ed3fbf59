import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fromJson, printWit, toJson } from '@wit-ts/wit-parser';
import { loadWasmTools, type WasmTools } from '@wit-ts/wasm-tools';
import { beforeAll, describe, expect, it } from 'vitest';
import { componentToWit } from '../../../src/wit/index.js';
import { readBytes, repositoryRoot } from '../fixtures.js';

const folder = join(repositoryRoot, 'test/fixtures/components/wasm');
const files = existsSync(folder)
  ? readdirSync(folder).filter((file) => file.endsWith('.wasm'))
  : [];

describe('components made by compilers', () => {
  let tools: WasmTools;
  beforeAll(async () => {
    tools = await loadWasmTools();
  });

  it('are there', () => {
    expect(files.length).toBeGreaterThan(0);
  });

  it.each(files)('%s says the same as wasm-tools prints', (file) => {
    const bytes = readBytes(join(folder, file));
    const result = componentToWit(bytes, { name: file });
    if (!result.ok) throw new Error(result.diagnostics[0]?.message);
    const text = printWit(result.resolve, result.package, { nested: [] });
    // wasm-tools may print the packages that are used after the root package.
    const expected = tools.componentWit(bytes).split('\npackage ')[0];
    expect(text.trimEnd()).toBe(expected?.trimEnd());
    const json = toJson(result.resolve);
    expect(toJson(fromJson(json))).toBe(json);
  });
});
