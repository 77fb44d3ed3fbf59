import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';
import { programOf, withPlainArrays } from '../../scripts/plain-arrays.mjs';

const text = `
type Row = readonly [name: string, count: number];

/** What is seen, in order. */
export function run(): unknown[] {
  const seen: unknown[] = [];
  const rows: readonly Row[] = [['a', 1], ['b', 2], ['c', 3]];
  for (const [name, count] of rows) {
    if (count === 2) continue;
    seen.push(name);
  }
  // Grows while it is gone through.
  const queue = [3];
  for (const left of queue) if (left > 0) queue.push(left - 1);
  seen.push(queue);
  // One in another, without braces, and a jump out of both.
  outer: for (const row of rows)
    for (const part of row) /* which */ {
      if (part === 3) continue outer;
      if (row[1] === 3) break outer;
      seen.push(part);
    }
  // Each step has a variable of its own.
  const later: (() => string)[] = [];
  for (const [name] of rows.filter(([, count]) => { for (const one of [count]) if (one > 1) return true; return false; })) later.push(() => name);
  seen.push(later.map((one) => one()));
  // A set and a map go on when something is added; a generator may never end.
  const set = new Set([1]);
  for (const one of set) if (one < 4) set.add(one + 1);
  const map = new Map([['x', 0]]);
  for (const [key, value] of map) if (value < 2) map.set(key + 'x', value + 1);
  function* forever() { for (let at = 0; ; at++) yield at; }
  for (const at of forever()) if (at > 5) { seen.push(at); break; }
  for (const letter of 'xyz') seen.push(letter);
  const either: string[] | Row = rows[0] ?? [];
  for (const one of either) seen.push(one);
  const some: Iterable<number> = [7];
  for (const one of some) seen.push(one);
  // Patterns: places left out, values for what is missing, one in another, of parameters, with a rest, and not of an array.
  const [, second = ['none', 0], third] = rows;
  const [deep, [inner] = ['none', 0]] = [0, third] as [number, Row | undefined];
  const [{ length }, ...rest] = rows;
  const [one, two] = new Set('ab');
  const [missing, other = 'other'] = [] as string[];
  const named = rows.map(([name, count], index) => name + String(count) + String(index));
  for (const [key, [value]] of new Map([['k', [1] as [number]]])) seen.push(key, value);
  seen.push(second, deep, inner, length, rest, one, two, missing, other, named);
  return [...seen, [...set], [...map]];
}
`;

function result(source: string): unknown {
  const { code } = transformSync(source, { loader: 'ts', format: 'cjs' });
  const module = { exports: {} as { run?: () => unknown } };
  // The text is the one above.
  new Function('module', code)(module);
  return module.exports.run?.();
}

describe('plain arrays', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wit-ts-loops-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'loops.ts');
  writeFileSync(path, text);
  const counted = withPlainArrays(programOf([path]), path) ?? '';

  it('do what loops and patterns do', () => {
    expect(result(counted)).toEqual(result(text));
    expect(result(text)).toContainEqual([3, 2, 1, 0]);
  });

  it('are those that have the type of one', () => {
    expect(counted.match(/\bfor \(let \$list/g)).toHaveLength(7);
    const left = counted.match(/\bfor \(const .*? of [^)]*\)/g);
    expect(left).toEqual(
      [
        'for (const one of set)',
        'for (const { 0: key, 1: value } of map)',
        'for (const at of forever()',
        "for (const letter of 'xyz')",
        'for (const one of some)',
        'for (const { 0: key, 1: { 0: value } } of new Map(',
      ].map((loop) => expect.stringContaining(loop)),
    );
    expect(counted.match(/const \[.*?\] =/g)).toEqual([
      'const [{ length }, ...rest] =',
      'const [one, two] =',
    ]);
  });
});
