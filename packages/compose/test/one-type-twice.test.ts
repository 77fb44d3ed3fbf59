import { type WasmTools, loadWasmTools } from '@wit-ts/wasm-tools';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ComposeInput, compose } from '../src/index.js';

let tools: WasmTools;
beforeAll(async () => {
  tools = await loadWasmTools({ use: 'off' });
});

const more = `(instance
  (type (flags "b")) (export "f" (type (eq 0)))
  (export "get" (func (result 1)))
  (export "set" (func (param "f" 1))))`;

const less = `(instance
  (type (flags "b")) (export "f" (type (eq 0)))
  (export "get" (func (result 1))))`;

/** Imports more than a few, so that they are put off where nothing is checked. */
const unrelated = ['x', 'y', 'z'].map((name) => `(import "${name}" (instance))`).join(' ');

/** Two imports are of one instance type, and a second component asks for less of one of them. */
function inputs(): ComposeInput[] {
  const texts = {
    one: `(component ${unrelated} (type $t ${more})
      (import "a:b/i@0.2.0" (instance (type $t))) (import "a:b/i@0.3.0" (instance (type $t)))
      (import "a:b/j@0.2.0" (instance (type $t))))`,
    two: `(component (import "a:b/i@0.3.1" ${less}))`,
  };
  return Object.entries(texts).map(([name, text]) => ({
    name,
    path: `${name}.wasm`,
    bytes: tools.parse(text),
  }));
}

describe('two imports of one instance type', () => {
  it('use their own names of types, whatever is checked', () => {
    const checked = compose(inputs(), { validate: true });
    const unchecked = compose(inputs());
    expect(checked.diagnostics).toEqual([]);
    expect(unchecked.bytes).toEqual(checked.bytes);
    // None refers to a type of another.
    expect(tools.print(checked.bytes ?? new Uint8Array())).not.toContain('alias outer');
  });
});
