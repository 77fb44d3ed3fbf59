import { describe, expect, test } from 'vitest';
import { kindOf } from '../src/kind-of.js';
import { joined, outline } from '../src/outline.js';
import { module } from './tools.js';

const LONG = 'a long text that is not needed, '.repeat(50);

const SOURCE = `(component
  (core module $a
    (import "x" "g" (func $g (param i32)))
    (memory (export "memory") 1)
    (data (i32.const 0) "${LONG}")
    (func (export "f") (result i32) (call $g (i32.const 1)) (i32.const 7))
    (func (nop)))
  (component (component (core module $b (memory 1) (data (i32.const 0) "${LONG}"))))
  (core module $c)
  (import "y" (func)))`;

/** The same bytes in pieces of so many. */
function pieces(bytes: Uint8Array, size: number): Uint8Array[] {
  const count = Math.ceil(bytes.length / size);
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
}

describe('outline', () => {
  test('leaves out the code of large modules at every depth, and nothing else that types see', () => {
    const bytes = module.parse(SOURCE);
    const seen: Uint8Array[] = [];
    const result = outline([bytes], (core) => {
      seen.push(core);
      return WebAssembly.validate(new Uint8Array(core));
    });
    expect(seen.map(kindOf)).toEqual(['module', 'module', 'module']);
    expect(seen.every((part) => part.buffer === bytes.buffer)).toBe(true);
    expect(result).toMatchObject({ modules: 3, refused: 0 });
    expect(result?.bytes.length).toBeLessThan(bytes.length - 2 * LONG.length);
    const text = module.print(result?.bytes ?? bytes);
    expect(text).not.toContain('long text');
    expect(text).toContain('(import "x" "g" (func');
    expect(text).toContain('(export "f" (func');
    expect(module.componentWit(result?.bytes ?? bytes)).toBe(module.componentWit(bytes));
  });

  test('takes over what holds small modules only', () => {
    const bytes = module.parse('(component (component (core module (func (nop)))) (core module))');
    let count = 0;
    const result = outline([bytes], () => ++count > 0);
    expect(result).toEqual({ bytes, modules: 2, refused: 0 });
    expect(count).toBe(2);
  });

  test('copies modules that are not accepted', () => {
    const bytes = module.parse(SOURCE);
    const result = outline([bytes], () => false);
    expect(result).toMatchObject({ modules: 3, refused: 3 });
    expect(result?.bytes).toEqual(bytes);
  });

  test.each([1, 3, 8, 50])('reads pieces of %i bytes', (size) => {
    const bytes = module.parse(SOURCE);
    const whole = outline([bytes], () => true);
    expect(outline(pieces(bytes, size), () => true)).toEqual(whole);
    expect(joined(pieces(bytes, size))).toEqual(bytes);
  });

  test('gives up at broken sections', () => {
    const header = [...module.parse('(component)')];
    const broken = [
      [1],
      [1, 0x80],
      [1, 0xff, 0xff, 0xff, 0xff, 0x7f],
      [1, 0xff, 0xff, 0xff, 0xff, 0xff, 1],
      [4, 3, 0, 0x61, 0x73],
    ];
    for (const rest of broken) {
      expect(outline([new Uint8Array([...header, ...rest])], () => true)).toBeUndefined();
    }
  });

  test('gives up where components are nested without end', () => {
    let bytes = [...module.parse('(component)')];
    for (let depth = 0; depth < 150; depth++) {
      const size = bytes.length;
      const leb = [(size & 0x7f) | 0x80, ((size >> 7) & 0x7f) | 0x80, (size >> 14) & 0x7f];
      bytes = [...bytes.slice(0, 8), 4, ...leb, ...bytes];
    }
    expect(outline([new Uint8Array(bytes)], () => true)).toBeUndefined();
  });
});
