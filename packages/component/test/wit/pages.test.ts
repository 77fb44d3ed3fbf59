import { loadWasmTools, type WasmTools } from '@wit-ts/wasm-tools';
import { beforeAll, describe, expect, it } from 'vitest';
import { recognise } from '../../src/binary/recognise.js';
import { componentToWit, readComponentTypes, WIT_BINARY_CATALOGUE } from '../../src/wit/index.js';

/** Codes that speak of the custom section of core modules. */
const OF_CORE_MODULES = new Set(['CMP0300', 'CMP0322']);

/** Codes that no file can show. */
const OF_THE_ENCODER = ['CMP0330', 'CMP0331'];

describe('the catalogue', () => {
  let tools: WasmTools;
  beforeAll(async () => {
    tools = await loadWasmTools();
  });

  function codes(code: string, text: string): string[] {
    const bytes = tools.parse(text);
    const read = OF_CORE_MODULES.has(code) ? readComponentTypes : componentToWit;
    const result = read(bytes, { name: 'example.wasm' });
    return result.ok ? [] : result.diagnostics.map((d) => `${d.severity} ${d.code}`);
  }

  it.each(WIT_BINARY_CATALOGUE)('$code: $title', ({ code, severity, bad, good }) => {
    if (typeof bad !== 'string' || typeof good !== 'string') {
      expect(OF_THE_ENCODER).toContain(code);
      return;
    }
    expect(codes(code, bad)).toEqual([`${severity} ${code}`]);
    expect(codes(code, good)).toEqual([]);
    expect(recognise(tools.parse(good))).toMatch(/^(component|core-module)$/);
  });

  it('has each code once, in order', () => {
    const all = WIT_BINARY_CATALOGUE.map((entry) => entry.code);
    expect(all).toEqual([...new Set(all)].toSorted());
  });
});
