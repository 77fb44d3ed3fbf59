import { describe, expect, it } from 'vitest';
import { type Diagnostic, type ResolveResult, resolvePackage, toJson } from '../../src/index.js';
import { negativeCases, placeOf, positiveCases } from '../support/conformance.js';
import { diskFileSystem } from '../support/disk-fs.js';
import { CONFORMANCE_NOTE, hasConformance } from '../support/suites.js';

/** The reference's harness activates this one feature. */
const resolve = (path: string): ResolveResult =>
  resolvePackage(path, diskFileSystem, { features: ['active'] });

const errorsOf = (result: ResolveResult): Diagnostic[] =>
  result.diagnostics.filter(({ severity }) => severity === 'error');

function firstPlace(result: ResolveResult): string | undefined {
  const span = errorsOf(result)[0]?.span;
  const at = span && result.sources.lineColumn(span);
  return span && at && `${span.file.split('/').pop()}:${at.line}:${at.byteColumn}`;
}

/** Cases whose first error stands elsewhere than the reference's, and why that is better. */
const BETTER_PLACES = new Map([
  ['missing-package.wit', 'the reference names no place; ours is the start of the file'],
  ['missing-main-declaration-initial-main.wit', 'as missing-package.wit'],
  ['missing-main-declaration-initial-nested.wit', 'as missing-package.wit'],
  ['case-insensitive-duplicates.wit', 'the reference names no place; ours is the second name'],
]);

describe.skipIf(!hasConformance)(`conformance suite (${CONFORMANCE_NOTE})`, () => {
  it('has its 224 cases', () => {
    expect(positiveCases).toHaveLength(74);
    expect(negativeCases).toHaveLength(150);
  });

  describe('accepted, with the same JSON byte for byte', () => {
    const texts = positiveCases.filter(({ binary }) => !binary);
    it.each(texts.map((one) => [one.name, one] as const))('%s', (_, { path, expected }) => {
      const result = resolve(path);
      expect(errorsOf(result)).toEqual([]);
      expect(toJson(result.resolve).trimEnd()).toBe(expected.trimEnd());
    });
  });

  describe('rejected, with the first error at the same place', () => {
    it.each(negativeCases.map((one) => [one.name, one] as const))('%s', (name, one) => {
      const result = resolve(one.path);
      expect(errorsOf(result)).not.toEqual([]);
      if (!BETTER_PLACES.has(name)) expect(firstPlace(result)).toBe(placeOf(one.expected));
      else expect(firstPlace(result)).toBeDefined();
    });
  });

  it('asks for a decoder where a case needs one, and reports that there is none', () => {
    const binary = positiveCases.filter((one) => one.binary);
    expect(binary.map(({ name }) => name)).toEqual(['kinds-of-deps', 'simple-wasm-text.wat']);
    for (const { path } of binary) {
      expect(errorsOf(resolve(path)).map(({ code }) => code)).toContain('WIT0105');
    }
  });
});
