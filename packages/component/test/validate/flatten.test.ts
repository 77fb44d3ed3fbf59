import { describe, expect, it } from 'vitest';
import { type FuncTy, typeOfComponent } from '../../src/index.js';
import { coreSignature, type SignatureOptions } from '../../src/validate/flatten.js';
import { componentOf } from '../support/assemble.js';

function func(text: string): FuncTy {
  const node = componentOf(`(component (import "f" (func ${text})))`);
  const entity = typeOfComponent(node).type?.imports.get('f')?.entity;
  if (entity?.kind !== 'func') throw new Error('there is no function');
  return entity.type;
}

function signature(text: string, options: Partial<SignatureOptions> = {}): string {
  const { params, results } = coreSignature(func(text), {
    context: 'lift',
    async: false,
    callback: false,
    pointer: 'i32',
    ...options,
  });
  return `${params.join(' ')} -> ${results.join(' ')}`;
}

const needs = (text: string, context: 'lift' | 'lower'): (string | undefined)[] => {
  const { memory, realloc } = coreSignature(func(text), {
    context,
    async: false,
    callback: false,
    pointer: 'i32',
  });
  return [memory, realloc];
};

const many = (count: number): string =>
  Array.from({ length: count }, (_, i) => `(param "p${i}" u32)`).join(' ');

describe('coreSignature', () => {
  it.each([
    ['(param "a" string) (result u64)', 'i32 i32 -> i64'],
    ['(param "a" (tuple f32 f64 s8))', 'f32 f64 i32 -> '],
    ['(param "a" (result u64 (error f32)))', 'i32 i64 -> '],
    ['(param "a" (result u32 (error f32)))', 'i32 i32 -> '],
    ['(param "a" (option (tuple f32 u8)))', 'i32 f32 i32 -> '],
    ['(param "a" (list u8 3))', 'i32 i32 i32 -> '],
    ['(param "a" (map u8 string))', 'i32 i32 -> '],
    ['(result (tuple u8 u8))', ' -> i32'],
    [`${many(16)}`, `${Array(16).fill('i32').join(' ')} -> `],
    [`${many(17)}`, 'i32 -> '],
  ])('lifts %s', (text, expected) => expect(signature(text)).toBe(expected));

  it('lowers large results through a pointer', () => {
    expect(signature('(result string)', { context: 'lower' })).toBe('i32 -> ');
    expect(signature('(result string)', { context: 'lower', pointer: 'i64' })).toBe('i64 -> ');
  });

  it('passes at most four flat parameters to an async import', () => {
    const options = { context: 'lower', async: true } as const;
    expect(signature(`async ${many(4)} (result u8)`, options)).toBe('i32 i32 i32 i32 i32 -> i32');
    expect(signature(`async ${many(5)}`, options)).toBe('i32 -> i32');
  });

  it('returns from async exports by task.return', () => {
    expect(signature('async (result string)', { async: true })).toBe(' -> ');
    expect(signature('async (result string)', { async: true, callback: true })).toBe(' -> i32');
  });

  it('says why memory and realloc are needed', () => {
    expect(needs('(param "a" u8)', 'lift')).toEqual([undefined, undefined]);
    expect(needs('(param "a" string)', 'lower')).toEqual([
      'a parameter contains a string or list',
      undefined,
    ]);
    expect(needs('(result (list u8))', 'lower')[1]).toBe('the result contains a string or list');
    expect(needs('(result (list u8))', 'lift')[1]).toBeUndefined();
  });
});
