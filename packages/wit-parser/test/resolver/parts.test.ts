import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Suggester, editDistance } from '../../src/resolver/suggest.js';
import { toposort } from '../../src/resolver/toposort.js';
import { isWasmText } from '../../src/resolver/wasm-text.js';

describe('topological order', () => {
  it('keeps the order of the text where it can', () => {
    expect(toposort([[], [], []]).order).toEqual([0, 1, 2]);
    expect(toposort([[2], [], []]).order).toEqual([1, 2, 0]);
    expect(toposort([[1], [], [0, 0]]).order).toEqual([1, 0, 2]);
  });

  it('finds each circle once', () => {
    const { order, cycles } = toposort([[1], [2], [1], [], [4], [3, 0]]);
    expect(order).toEqual([3]);
    expect(cycles).toEqual([
      { node: 0, edge: 0, nodes: [1, 2] },
      { node: 4, edge: 0, nodes: [4] },
    ]);
  });

  it('has every node behind those that it needs, or a circle', () => {
    const graph = fc.integer({ min: 1, max: 12 }).chain((n) =>
      fc.array(fc.array(fc.nat({ max: n - 1 }), { maxLength: 4 }), {
        minLength: n,
        maxLength: n,
      }),
    );
    fc.assert(
      fc.property(graph, (edges) => {
        const { order, cycles } = toposort(edges);
        for (const [place, node] of order.entries()) {
          for (const target of edges[node] ?? []) {
            expect(order.indexOf(target)).toBeLessThan(place);
          }
        }
        expect(cycles.length > 0).toBe(order.length < edges.length);
        for (const { nodes } of cycles) {
          for (const [i, node] of nodes.entries()) {
            expect(edges[node]).toContain(nodes[(i + 1) % nodes.length]);
          }
        }
      }),
    );
  });
});

function closest(name: string, names: string[]): string | undefined {
  return new Suggester().closest(name, names);
}

describe('suggestions', () => {
  it('are close names', () => {
    expect(closest('inputstream', ['output-stream', 'input-stream'])).toBe('input-stream');
    expect(closest('reqeust', ['response', 'request'])).toBe('request');
    expect(closest('INPUT-stream', ['input-stream'])).toBe('input-stream');
    expect(closest('input_stream', ['input-stream'])).toBe('input-stream');
  });

  it('are not given where nothing is close', () => {
    expect(closest('i', ['j', 'k'])).toBeUndefined();
    expect(closest('stream', ['poll', 'random'])).toBeUndefined();
    expect(closest('a'.repeat(100), ['a'.repeat(99)])).toBeUndefined();
  });

  it('cost a bounded amount of work', () => {
    const suggester = new Suggester();
    const names = Array.from({ length: 20_000 }, (_, i) => `some-name-${i}`);
    const start = performance.now();
    for (let i = 0; i < 200; i += 1) suggester.closest(`sone-nane-${i}`, names);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('count insertions, deletions, replacements and swaps', () => {
    expect(editDistance('abc', 'abc', 3)).toBe(0);
    expect(editDistance('abc', 'acb', 3)).toBe(1);
    expect(editDistance('abc', 'abcd', 3)).toBe(1);
    expect(editDistance('abc', 'axc', 3)).toBe(1);
    expect(editDistance('abc', 'xyz', 2)).toBe(3);
    expect(editDistance('', 'abc', 5)).toBe(3);
  });
});

describe('WebAssembly text', () => {
  it.each(['(module)', ' \t\r\n(component)', ';; c\n(', '(; (; ;) ;)(', '(@a)'])(
    'is recognised: %j',
    (text) => expect(isWasmText(text)).toBe(true),
  );
  it.each(['', 'package a:b;', ';; (', '(; (', '(; ;) x (', '// c\n(', '\u00A0('])(
    'is not recognised: %j',
    (text) => expect(isWasmText(text)).toBe(false),
  );
});
