import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SourceSet, compareBytes, decodeUtf8, utf8Length } from '../../src/index.js';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('lines and columns', () => {
  const sources = new SourceSet();
  const text = 'one\r\ntwo 🐈 ü x\n\nlast';
  sources.add('a.wit', text);

  it.each([
    [0, 1, 1, 1],
    [3, 1, 4, 4],
    [5, 2, 1, 1],
    [text.indexOf('ü'), 2, 8, 10],
    [text.indexOf('x'), 2, 10, 13],
    [text.indexOf('last'), 4, 1, 1],
    [text.length, 4, 5, 5],
    [text.length + 10, 4, 5, 5],
  ])('of offset %i', (start, line, column, byteColumn) => {
    expect(sources.lineColumn({ file: 'a.wit', start })).toEqual({ line, column, byteColumn });
  });

  it('of a file that is not there', () => {
    expect(sources.lineColumn({ file: 'b.wit', start: 0 })).toBeUndefined();
    expect(sources.lineText('b.wit', 1)).toBeUndefined();
    expect(sources.text('b.wit')).toBeUndefined();
  });

  it('give the text of a line without its end', () => {
    expect([0, 1, 2, 3, 4, 5].map((line) => sources.lineText('a.wit', line))).toEqual([
      undefined,
      'one',
      'two 🐈 ü x',
      '',
      'last',
      undefined,
    ]);
  });

  it('lead back to offsets', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'ü', '\n', '\r', ' ') }), (any) => {
        const set = new SourceSet();
        set.add('x', any);
        for (let start = 0; start <= any.length; start += 1) {
          const at = set.lineColumn({ file: 'x', start });
          expect(at && set.offset('x', at.line, at.column)).toBe(start);
        }
      }),
    );
  });
});

describe('UTF-8', () => {
  it('is decoded strictly, and the first wrong byte is found', () => {
    expect(decodeUtf8(encode('a🐈'))).toEqual({ valid: true, text: 'a🐈' });
    for (const [bytes, badByte] of [
      [[0x61, 0x80], 1],
      [[0xc0, 0x80], 0],
      [[0xe0, 0x80, 0x80], 0],
      [[0xed, 0xa0, 0x80], 0],
      [[0xf0, 0x8f, 0x80, 0x80], 0],
      [[0xf4, 0x90, 0x80, 0x80], 0],
      [[0xf5, 0x80, 0x80, 0x80], 0],
      [[0x61, 0xe2, 0x82], 1],
      [[0xc3, 0xbc, 0xff], 2],
    ] as const) {
      expect(decodeUtf8(Uint8Array.from(bytes))).toMatchObject({ valid: false, badByte });
    }
  });

  it('agrees with the decoder of the platform on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
        const decoded = decodeUtf8(bytes);
        if (decoded.valid) expect(encode(decoded.text)).toEqual(bytes);
        else {
          expect(decodeUtf8(bytes.subarray(0, decoded.badByte)).valid).toBe(true);
          expect(decoded.badByte).toBeLessThan(bytes.length);
        }
      }),
    );
  });

  it('orders texts by their bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        const order = Buffer.compare(encode(a), encode(b));
        expect(Math.sign(compareBytes(a, b))).toBe(order);
        expect(utf8Length(a, 0, a.length)).toBe(encode(a).length);
      }),
    );
  });
});
