/**
 * Random components, composed by us and by native wac from a document that says what we linked: the same verdict and the same
 * type, and what we write is valid.
 */
import { loadWasmTools, type WasmTools } from '@wit-ts/wasm-tools';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ComposeInput } from '../../src/index.js';
import { noOracle } from './native.js';
import { type Kind, verdictOn } from './verdict.js';
import { generateComponents } from './worlds.js';

const count = Number(process.env['WIT_TS_COMPOSITIONS'] ?? 40);
const first = Number(process.env['WIT_TS_SEED'] ?? 0);

let tools: WasmTools;
beforeAll(async () => {
  tools = await loadWasmTools({ use: 'off' });
});

/** The components of a seed, or nothing where the reference refuses the WIT. */
function inputsOf(seed: number): ComposeInput[] | undefined {
  try {
    return generateComponents(seed).map(({ name, wit }) => {
      const bytes = tools.componentNew(tools.componentEmbed({ wit: { text: wit } }));
      return { name, path: `${name}.wasm`, bytes };
    });
  } catch {
    return undefined;
  }
}

const oracle = `native wac${noOracle === undefined ? '' : ` (${noOracle})`}`;

describe.skipIf(noOracle !== undefined)(`random compositions held against ${oracle}`, () => {
  it(`${count} seeds from ${first}`, { timeout: 30_000 + count * 1000 }, () => {
    const seen = new Map<Kind, number>();
    const mistakes: string[] = [];
    for (let seed = first; seed < first + count; seed++) {
      const inputs = inputsOf(seed);
      if (inputs === undefined) continue;
      const { kind, detail } = verdictOn(inputs);
      seen.set(kind, (seen.get(kind) ?? 0) + 1);
        const k: any = kind + ' ' + detail.slice(0, 7);
        seen.set(k, (seen.get(k) ?? 0) + 1);
      }
      if (['invalid', 'different', 'only we refuse'].includes(kind)) {
        mistakes.push(`seed ${seed}: ${kind}\n${detail}`);
      }
    }
    if (process.env['WIT_TS_COMPOSITIONS'] !== undefined) console.log(seen);
    expect(mistakes).toEqual([]);
    expect(seen.get('same')).toBeGreaterThan(count / 10);
  });
});
