import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { load, loadBinary, worldsOf } from '../src/work/load.js';

const fixture = new URL('../../../test/fixtures/components/wasm/hello-rust.wasm', import.meta.url);

describe('what is resolved', () => {
  it('is a package with its deps, whatever order the files have', () => {
    const result = load({
      files: [
        ['deps/b/b.wit', 'package x:b; interface i { type t = u8; }'],
        ['a.wit', 'package x:a; world one { import x:b/i; } world two {}'],
      ],
    });
    expect(result.ok && [...worldsOf(result.loaded).keys()]).toEqual(['x:a/one', 'x:a/two']);
  });

  it('is refused with lines that say where', () => {
    const result = load({
      files: [['a.wit', 'package x:a;\ninterface i {\n  f: func() -> no;\n}']],
    });
    expect(result.ok || result.errors).toEqual(['a.wit:3:16: there is no type `no` here']);
  });

  it('is a component', () => {
    const bytes = new Uint8Array(readFileSync(fixture));
    const result = load({ files: [], component: { name: 'hello.wasm', bytes } });
    expect(result.ok && worldsOf(result.loaded).size).toBe(1);
  });

  it.each([
    ['core module', new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]), 'is a core module'],
    ['cut off', new Uint8Array([0, 97, 115, 109]), 'cut off'],
    ['empty', new Uint8Array(), 'is empty'],
    ['text', new TextEncoder().encode('hello'), 'is not WebAssembly'],
    ['wat', new TextEncoder().encode('(component)'), 'is WebAssembly as text'],
    ['damaged', new Uint8Array([0, 97, 115, 109, 13, 0, 1, 0, 7, 99]), ''],
  ])('is not something else: %s', (_, bytes, why) => {
    const result = loadBinary('x.wasm', bytes);
    expect(result.ok).toBe(false);
    expect(result.ok || result.errors.join()).toContain(why);
    expect(result.ok || result.errors.length).toBeGreaterThan(0);
  });
});
