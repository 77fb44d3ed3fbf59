import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFiles, encodeFiles } from '../src/model/share.js';

describe('files in the address of the page', () => {
  it('come back as they were', async () => {
    const texts = fc.array(fc.tuple(fc.string({ minLength: 1 }), fc.string({ unit: 'grapheme' })), {
      minLength: 1,
    });
    await fc.assert(
      fc.asyncProperty(texts, async (entries) => {
        const files = new Map(entries);
        const hash = await encodeFiles(files);
        expect(hash).toMatch(/^#wit=[\w-]+$/);
        expect(await decodeFiles(hash)).toEqual(files);
      }),
    );
  });

  it('are few characters where texts repeat themselves', async () => {
    const text = 'record point { x: f64, y: f64 }\n'.repeat(1000);
    expect((await encodeFiles(new Map([['a.wit', text]]))).length).toBeLessThan(500);
  });

  it('are refused where they are damaged, of another form, or too large', async () => {
    const hash = await encodeFiles(new Map([['a.wit', 'package a:b;']]));
    const bomb = await encodeFiles(new Map([['a.wit', ' '.repeat(5 * 1024 * 1024)]]));
    expect(bomb.length).toBeLessThan(20_000);
    const refused = [
      '',
      '#example=wasi',
      '#wit=',
      `${hash.slice(0, -6)}`,
      `${hash}!`,
      hash.replace(/.{5}$/, 'AAAAA'),
      await encodeFiles(new Map()),
      bomb,
    ];
    for (const one of refused) expect(await decodeFiles(one), one.slice(0, 40)).toBeUndefined();
  });
});
