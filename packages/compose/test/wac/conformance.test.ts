import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readComponent, typeOfComponent } from '@wit-ts/component';
import { loadWasmTools, type WasmTools } from '@wit-ts/wasm-tools';
import { beforeAll, describe, expect, it } from 'vitest';
import { composeWac } from '../../src/index.js';
import { folderLoader, placed } from './support.js';

/** The documents of wac's own tests, which stand beside the checkout. */
const cases = fileURLToPath(
  new URL('../../../../../shared/wac-conformance/cases', import.meta.url),
);
const present = existsSync(cases);

interface Expected {
  verdict: 'accept' | 'reject';
  line?: number;
  column?: number;
  imports: string[];
  exports: string[];
}

let tools: WasmTools;
beforeAll(async () => {
  tools = await loadWasmTools({ use: 'off' });
});

describe.skipIf(!present)('wac-conformance (skipped where ../shared is absent)', () => {
  it.each(present ? readdirSync(cases) : [])('%s', (name) => {
    const folder = path.join(cases, name);
    const text = readFileSync(path.join(folder, 'app.wac'), 'utf8');
    const expected = JSON.parse(readFileSync(path.join(folder, 'expect.json'), 'utf8')) as Expected;
    const loadDependency = folderLoader(path.join(folder, 'deps'), tools);
    const { bytes, diagnostics } = composeWac(text, 'app.wac', { loadDependency });
    const mistakes = placed(diagnostics, text);
    if (expected.verdict === 'reject') {
      expect(bytes).toBeUndefined();
      expect(mistakes).not.toEqual([]);
      if (expected.line === undefined) return;
      const at = `${expected.line}:${expected.column} `;
      expect(mistakes.filter((mistake) => mistake.startsWith(at))).not.toEqual([]);
      return;
    }
    expect(mistakes).toEqual([]);
    const { component } = readComponent(bytes ?? new Uint8Array(), { name: 'app.wasm' });
    const type = component && typeOfComponent(component).type;
    expect([...(type?.imports.keys() ?? [])].toSorted()).toEqual(expected.imports.toSorted());
    expect([...(type?.exports.keys() ?? [])].toSorted()).toEqual(expected.exports.toSorted());
  });
});
