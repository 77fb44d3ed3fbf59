import { describe, expect, test } from 'vitest';
import { coreModules, kindOf } from '../src/core-modules.js';
import { module } from './tools.js';

describe('coreModules', () => {
  test('finds modules at every depth, as parts of the buffer', () => {
    const bytes = module.parse(`(component
      (core module $a (func))
      (component (component (core module $b (memory 1))))
      (core module $c))`);
    const found = coreModules(bytes);
    expect(found.map((part) => kindOf(part))).toEqual(['module', 'module', 'module']);
    expect(found.every((part) => part.buffer === bytes.buffer)).toBe(true);
    expect(found.every((part) => WebAssembly.validate(new Uint8Array(part)))).toBe(true);
  });

  test('ends at broken sections', () => {
    const header = [...module.parse('(component)')];
    const broken = [
      [1],
      [1, 0x80],
      [1, 0xff, 0xff, 0xff, 0xff, 0x7f],
      [1, 0xff, 0xff, 0xff, 0xff, 0xff, 1],
      [4, 3, 0, 0x61, 0x73],
    ];
    for (const rest of broken)
      expect(coreModules(new Uint8Array([...header, ...rest]))).toEqual([]);
  });

  test('goes down any depth', () => {
    let bytes = [...module.parse('(component)')];
    for (let depth = 0; depth < 2000; depth++) {
      const size = bytes.length;
      const leb = [(size & 0x7f) | 0x80, ((size >> 7) & 0x7f) | 0x80, (size >> 14) & 0x7f];
      bytes = [...bytes.slice(0, 8), 4, ...leb, ...bytes];
      if (bytes.length > 20_000) break;
    }
    expect(coreModules(new Uint8Array(bytes))).toEqual([]);
  });
});
