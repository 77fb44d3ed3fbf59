import { type WasmTools, loadWasmTools } from '@wit-ts/wasm-tools';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ComposeInput, type ComposeOptions, compose } from '../src/index.js';

let tools: WasmTools;
beforeAll(async () => {
  tools = await loadWasmTools({ use: 'off' });
});

function component(name: string, text: string): ComposeInput {
  return { name, path: `${name}.wasm`, bytes: tools.parse(`(component ${text})`) };
}

/** Many components with the same export, and one that imports it. */
function many(count: number, options?: ComposeOptions) {
  const giving = '(instance $i) (export "a:b/c" (instance $i))';
  const inputs = Array.from({ length: count }, (_, i) => component(`p${i}`, giving));
  inputs.push(component('user', '(import "a:b/c" (instance))'));
  return compose(inputs, options).diagnostics.find(({ severity }) => severity === 'error');
}

describe('messages with many names', () => {
  it('name all of a few candidates', () => {
    expect(many(11)?.message).toMatch(/can be served by `p0`, .*`p8` and `p9`$/);
  });

  it('name some of many candidates, and count the rest; as data all are there', () => {
    const found = many(200);
    expect(found?.code).toBe('LNK0010');
    expect(found?.message).toMatch(/can be served by `p0`, `p1`, .* and 190 more$/);
    expect(found?.message.match(/`p\d+`/g)).toHaveLength(10);
    expect(found?.related).toHaveLength(200);
  });

  it('put the name first that was meant', () => {
    const found = many(200, { links: [{ importer: 'user', import: 'a:b/c', provider: 'P150' }] });
    expect(found?.code).toBe('LNK0003');
    expect(found?.help).toMatch(/^the components are `p150`, `p0`, `p1`, .* and 191 more$/);
  });
});
