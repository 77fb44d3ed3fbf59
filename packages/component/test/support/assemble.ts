import { loadWasmTools } from '@wit-ts/wasm-tools';
import { expect } from 'vitest';
import { type ComponentNode, readComponent } from '../../src/index.js';

const tools = await loadWasmTools({ use: 'off' });

/** Assembles WebAssembly text; the result need not be valid. */
export function assemble(text: string): Uint8Array {
  return tools.parse(text);
}

/** Assembles and reads a component. */
export function componentOf(text: string, name = 'test.wasm'): ComponentNode {
  return read(assemble(text), name);
}

/** Reads a component that is well-formed. */
export function read(bytes: Uint8Array, name = 'test.wasm'): ComponentNode {
  const { component, diagnostics } = readComponent(bytes, { name });
  expect(diagnostics).toEqual([]);
  if (component === undefined) throw new Error('there is neither a component nor a diagnostic');
  return component;
}
