import { readFileSync } from 'node:fs';
import { loadWasmTools } from '@wit-ts/wasm-tools';
import { expect, it } from 'vitest';
import {
  BORROWED_RESOURCES_MODULE,
  EXACT_INTEGERS_MODULE,
  OWNED_RESOURCES_MODULE,
} from '../src/core-modules.js';
import { SOURCE_MAP_SECTION, sourceMapsOf } from '../src/index.js';
import { withLinkFixes } from '../src/link-fixes.js';
import { withSourceMap } from '../src/source-map-section.js';
import { withoutExport } from '../src/without-export.js';

const tools = await loadWasmTools();

it.each([
  ['exact-integers', EXACT_INTEGERS_MODULE],
  ['owned-resources', OWNED_RESOURCES_MODULE],
  ['borrowed-resources', BORROWED_RESOURCES_MODULE],
])('%s is the module of the text', (name, bytes) => {
  const text = readFileSync(new URL(`../src/${name}.wat`, import.meta.url), 'utf8');
  expect(tools.print(bytes)).toBe(withoutNames(tools.print(tools.parse(text))));
});

/** What the text calls things is not in the bytes. */
function withoutNames(text: string): string {
  const plain = tools.parse(text);
  const end = plain.length;
  for (let at = 8; at < end;) {
    const [size, next] = leb128(plain, at + 1);
    if (plain[at] === 0) return tools.print(plain.slice(0, at));
    at = next + size;
  }
  return text;
}

function leb128(bytes: Uint8Array, at: number): [value: number, next: number] {
  let value = 0;
  for (let shift = 0, next = at; ; shift += 7) {
    const byte = bytes[next++] ?? 0;
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return [value, next];
  }
}

it('a component of another tool is refused, not changed', () => {
  const component = tools.parse('(component (core module))');
  const fixes = { integers: true, resources: false, borrows: false };
  expect(() => withLinkFixes(component, fixes)).toThrow(
    'not linked as those that componentize-qjs',
  );
  expect(withLinkFixes(component, { ...fixes, integers: false })).toBe(component);
});

it('takes an export out, and counts on without it', () => {
  const component = tools.parse(`(component
    (import "a" (func $a))
    (import "i" (instance $i (export "g" (func))))
    (export "init" (func $a))
    (alias export $i "g" (func $g))
    (export "g" (func $g))
    (instance $both (export "a" (func $a)) (export "g" (func $g)))
    (export "both" (instance $both)))`);
  const without = withoutExport(component, 'init');
  expect(tools.validate(without).message).toBeUndefined();
  const text = tools.print(without);
  expect(text).not.toContain('"init"');
  expect(text).toMatch(/\(export [^\n]*"g" \(func 1\)\)/);
  expect(withoutExport(without, 'init')).toBe(without);
});

it('refuses to take out an export that is used', () => {
  const component = tools.parse(`(component
    (import "a" (func $a))
    (export $out "init" (func $a))
    (export "again" (func $out)))`);
  expect(() => withoutExport(component, 'init')).toThrow('is used by a later definition');
});

it('a source map comes back out of a component, and out of one that contains it', () => {
  const map = JSON.stringify({
    version: 3,
    sources: ['a.ts'],
    sourcesContent: ['secret'],
    names: ['x'],
    mappings: 'AAAA',
  });
  const component = withSourceMap(tools.parse('(component)'), map);
  expect(tools.validate(component).message).toBeUndefined();
  const kept = '{"version":3,"sources":["a.ts"],"names":[],"mappings":"AAAA"}';
  expect(sourceMapsOf(component)).toEqual([kept]);
  expect(Buffer.from(component).includes(SOURCE_MAP_SECTION)).toBe(true);
  const size = component.length;
  const outer = Uint8Array.from([...tools.parse('(component)'), 4, ...encoded(size), ...component]);
  expect(sourceMapsOf(outer)).toEqual([kept]);
});

function encoded(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...encoded(value >>> 7)];
}
