/** As random compositions are, with limits so small that most of them are divided into groups. */
import { loadWasmTools, type WasmTools } from '@wit-ts/wasm-tools';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { noOracle } from './native.js';
import { count, judged, oracle, title } from './random-compositions.js';

vi.mock('../../src/emit/limits.js', () => ({ MAX_OF_A_KIND: 14, GROUP_SIZE: 5, MAX_SHARED: 5 }));

/** Where differences were found: types of interfaces that are served inside. */
const KNOWN = [40];

let tools: WasmTools;
beforeAll(async () => {
  tools = await loadWasmTools({ use: 'off' });
});

describe.skipIf(noOracle !== undefined)(
  `random compositions in groups, held against ${oracle}`,
  () => {
    it(title, { timeout: 30_000 + count * 2000 }, () => {
      const { seen, mistakes } = judged(tools, KNOWN);
      // The result itself imports and exports more than that.
      expect(mistakes.filter((text) => !text.includes('LNK0008'))).toEqual([]);
      expect(seen.get('same')).toBeGreaterThan(count / 10);
    });
  },
);
