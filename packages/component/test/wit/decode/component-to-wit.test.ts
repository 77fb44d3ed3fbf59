import { printWit, toJson } from '@wit-ts/wit-parser';
import { describe, expect, it } from 'vitest';
import { componentToWit, decodeWit } from '../../../src/wit/index.js';
import { assemble } from '../../support/assemble.js';
import { expectGolden, fixtureBytes, fixtureNames } from '../fixtures.js';

/** The diagnostic as one reads it, without the file. */
function errorText(result: {
  diagnostics: readonly { code: string; message: string; help?: string }[];
}): string {
  return result.diagnostics
    .map((d) => `${d.code} ${d.message}\n${d.help === undefined ? '' : `help: ${d.help}\n`}`)
    .join('');
}

describe('componentToWit', () => {
  const names = fixtureNames();

  it.each(names.filter((n) => !n.startsWith('error-')))('decodes %s', (name) => {
    const result = componentToWit(fixtureBytes(name), { name });
    if (!result.ok) throw new Error(errorText(result));
    expectGolden(name, 'expected.json', toJson(result.resolve));
    expectGolden(name, 'expected.wit', printWit(result.resolve, result.package));
    expect(result.world === undefined).toBe(name.startsWith('package-'));
  });

  it.each(names.filter((n) => n.startsWith('error-')))('says why not: %s', (name) => {
    const result = componentToWit(fixtureBytes(name), { name });
    if (result.ok) throw new Error('it was decoded');
    expectGolden(name, 'expected.txt', errorText(result));
    expect(result.diagnostics[0]?.span?.file).toBe(name);
  });

  it('names the place of the import that has no words in WIT', () => {
    const bytes = fixtureBytes('error-nested-instance');
    const result = componentToWit(bytes, { name: 'x.wasm' });
    const span = result.ok ? undefined : result.diagnostics[0]?.span;
    const place = new TextDecoder().decode(bytes.subarray(span?.start, span?.end));
    expect(place).toContain('a:b/outer');
  });

  it.each([
    ['"f" (func $k "F")', '`F` in one place and `f` in another, which is the same name'],
    ['"F" (type $t)', '`F` of interface `p:q/kinds` is a function in one place and a type'],
  ])('refuses names of one interface that clash in two places: %s', (exported, expected) => {
    const bytes = assemble(`(component
      (import "p:q/kinds" (instance $k (export "F" (func))))
      (type $t u8)
      (instance $i (export ${exported}))
      (export "p:q/kinds" (instance $i)))`);
    const result = componentToWit(bytes, { name: 'x.wasm' });
    expect(result.ok ? 'decoded' : result.diagnostics[0]?.message).toContain(expected);
  });

  it('refuses a core module, text and an empty file', () => {
    const coreModule = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
    for (const bytes of [coreModule, new TextEncoder().encode('(component)'), new Uint8Array()]) {
      const result = componentToWit(bytes, { name: 'x' });
      expect(result.ok).toBe(false);
    }
  });
});

describe('decodeWit', () => {
  it('gives the package, and throws an error with the message of the diagnostic', () => {
    const decoded = decodeWit(fixtureBytes('package-v1'), 'x.wasm');
    expect(decoded.resolve.packages[decoded.package]?.name).toEqual({
      namespace: 'my',
      name: 'app',
      version: '0.1.0',
    });
    expect(() => decodeWit(fixtureBytes('error-two-items'), 'x.wasm')).toThrow(
      'this looks like a WIT package in binary form, but `c` holds 2 items in the place of one',
    );
  });
});
