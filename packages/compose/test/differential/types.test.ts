/**
 * Random components, composed by us and by native wac from a document that says what we linked: the same verdict and the same
 * type, and what we write is valid.
 */
import { loadWasmTools, type WasmTools } from '@wit-ts/wasm-tools';
import { beforeAll, describe, expect, it } from 'vitest';
import { noOracle } from './native.js';
import { count, judged, oracle, title } from './random-compositions.js';

/**
 * Where differences were found: types of interfaces that are served inside, versions in documents, functions behind labels, two
 * imports of one instance type.
 */
const KNOWN = [40, 220, 252, 328, 5062, 5104, 40322, 70123, 770223];

let tools: WasmTools;
beforeAll(async () => {
  tools = await loadWasmTools({ use: 'off' });
});

describe.skipIf(noOracle !== undefined)(`random compositions held against ${oracle}`, () => {
  it(title, { timeout: 30_000 + count * 1000 }, () => {
    const { seen, mistakes } = judged(tools, KNOWN);
    expect(mistakes).toEqual([]);
    expect(seen.get('same')).toBeGreaterThan(count / 10);
  });
});
