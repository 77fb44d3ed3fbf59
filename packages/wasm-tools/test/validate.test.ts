import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { failure, implementations, module } from './tools.js';

/** Valid, and beyond what WIT can say: imports of one interface name that are functions. */
const TRAPS = `(component
  (import "wasi:http/types" (func))
  (import "wasi:http/types@1.0.0" (func)))`;

const EXTENDED = '(memory i64 1)';

describe.each(implementations)('%s', (_, tools) => {
  test.each([
    ['an empty component', '(component)'],
    ['a core module', '(module (func (export "f") (result i32) i32.const 1))'],
    [
      'a component with modules',
      '(component (core module (func)) (component (core module (func))))',
    ],
    ['asynchronous functions', '(component (import "f" (func async (param "s" (stream u8)))))'],
  ])('accepts %s', (_name, text) => {
    expect(tools.validate(tools.parse(text))).toMatchObject({ ok: true, unchecked: [] });
  });

  test.each([
    ['an index that is not there', '(component (export "f" (func 7)))'],
    ['a name that is none', '(component (import "A_b" (func)))'],
    ['the same import twice', '(component (import "a" (func)) (import "a" (func)))'],
  ])('refuses %s', (_name, text) => {
    const { ok, message } = tools.validate(tools.parse(text));
    expect(ok).toBe(false);
    expect(message).toMatch(/\(at offset 0x[0-9a-f]+\)$/);
  });

  test.each([
    ['nothing', []],
    ['text', [...new TextEncoder().encode('(component)')]],
    ['half a preamble', [0x00, 0x61, 0x73, 0x6d]],
  ])('refuses %s', (_name, bytes) => {
    expect(tools.validate(new Uint8Array(bytes))).toMatchObject({
      ok: false,
      message: 'not a WebAssembly binary: it does not start with the bytes of one',
    });
  });

  test('refuses every truncation of a component', () => {
    const whole = tools.parse('(component (core module (func)) (import "a" (func)))');
    const cuts = [9, 12, whole.length - 3, whole.length - 1];
    for (const cut of cuts) expect(tools.validate(whole.subarray(0, cut)).ok, `${cut}`).toBe(false);
  });

  test('takes pieces, and a file where there is one', () => {
    const whole = tools.parse('(component (core module (func)) (import "a" (func)))');
    const halves = [whole.subarray(0, 11), whole.subarray(11)];
    expect(tools.validate(halves)).toEqual(tools.validate(whole));
    const file = join(mkdtempSync(join(tmpdir(), 'wit-ts-')), 'a.wasm');
    writeFileSync(file, whole);
    expect(tools.validate(halves, file)).toEqual(tools.validate(whole));
    writeFileSync(file, whole.subarray(0, 20));
    expect(tools.validate([whole.subarray(0, 20)], file).ok).toBe(false);
    rmSync(dirname(file), { recursive: true });
  });

  test('takes a large broken file', () => {
    const bytes = new Uint8Array(6_000_000).fill(7);
    bytes.set(tools.parse('(component)'));
    expect(tools.validate(bytes).ok).toBe(false);
  });
});

describe('the check that is put together for the module', () => {
  test('says what made it up', () => {
    const bytes = module.parse('(component (core module (func)) (core module))');
    expect(module.validate(bytes).checkedBy).toBe(
      `wasm-tools ${module.implementation.version} (WebAssembly module): types; V8: 2 of 2 core modules`,
    );
  });

  test('survives a valid component over which the module traps', () => {
    const bytes = module.parse(TRAPS);
    expect(failure(() => module.componentWit(bytes))).toMatch(
      /^wasm-tools broke down over this input/,
    );
    expect(module.validate(bytes)).toEqual({
      ok: true,
      checkedBy: 'nothing',
      unchecked: ['the types of the component: wasm-tools cannot read them'],
    });
    expect(module.validate(module.parse('(component)')).ok).toBe(true);
  });

  test('does not call invalid what the engine lacks', () => {
    const source = `(module ${EXTENDED})`;
    if (WebAssembly.validate(new Uint8Array(module.parse(source)))) return;
    const alone = module.validate(module.parse(source));
    expect(alone.ok).toBe(true);
    expect(alone.unchecked).toHaveLength(1);
    const inside = module.validate(
      module.parse(`(component (core module ${EXTENDED}) (core module))`),
    );
    expect(inside.ok).toBe(true);
    expect(inside.checkedBy).toContain('V8: 1 of 2 core modules');
    expect(inside.unchecked[0]).toMatch(/^1 of 2 core modules: /);
  });

  test('calls a broken core module broken', () => {
    const bytes = module.parse('(module (func))').slice(0, -1);
    expect(module.validate(bytes)).toMatchObject({ ok: false });
  });
});
