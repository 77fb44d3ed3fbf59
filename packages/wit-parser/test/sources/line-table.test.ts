import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SourceSet } from '../../src/index.js';

describe('columns in bytes', () => {
  it('are those of UTF-8, in long lines too', () => {
    const piece = fc.constantFrom('a', 'é', '日', '😀', '\n', 'x'.repeat(700), '😀'.repeat(700));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.nat(), (pieces, seed) => {
        const text = pieces.join('');
        const sources = new SourceSet();
        sources.add('f', text);
        for (const start of [seed % (text.length + 1), text.length, 0]) {
          const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
          // In the middle of a pair there is no byte column to compare with.
          if (/[\ud800-\udbff]$/.test(line)) continue;
          const bytes = new TextEncoder().encode(line).length;
          expect(sources.lineColumn({ file: 'f', start })).toMatchObject({
            column: line.length + 1,
            byteColumn: bytes + 1,
          });
        }
      }),
    );
  });

  it('cost little for many places of one line', () => {
    const sources = new SourceSet();
    sources.add('f', 'é'.repeat(1_000_000));
    const begin = performance.now();
    for (let start = 0; start < 1_000_000; start += 50) sources.lineColumn({ file: 'f', start });
    expect(performance.now() - begin).toBeLessThan(5000);
  });
});
