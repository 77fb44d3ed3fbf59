import { WAC_CATALOGUE } from '@wit-ts/wac';
import { loadWasmTools, type WasmTools } from '@wit-ts/wasm-tools';
import { beforeAll, describe, expect, it } from 'vitest';
import { composeWac, DOCUMENT_CATALOGUE } from '../../src/index.js';
import { loaderOf } from './support.js';

const PACKAGES = {
  'example:log': '(component (import "f" (func)) (export "f" (func 0)))',
};

let tools: WasmTools;
beforeAll(async () => {
  tools = await loadWasmTools({ use: 'off' });
});

/** Examples are of one file. */
function codesOf(source: unknown): string[] {
  const options = { loadDependency: loaderOf(PACKAGES, tools) };
  return composeWac(String(source), 'app.wac', options).diagnostics.map(({ code }) => code);
}

describe('examples of the documentation', () => {
  const examples = [...WAC_CATALOGUE, ...DOCUMENT_CATALOGUE].filter(({ bad }) => bad !== undefined);

  it.each(examples)('$code is reported, and put right', ({ code, bad, good }) => {
    expect(codesOf(bad)).toEqual([code]);
    expect(codesOf(good)).toEqual([]);
  });
});
