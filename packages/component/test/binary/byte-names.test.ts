import { describe, expect, it } from 'vitest';
import * as reader from '../../src/binary/byte-reader.js';
import { ByteSink } from '../../src/binary/byte-sink.js';

const encoder = new TextEncoder();

const TEXTS = [
  '',
  'a',
  'ab',
  'abc',
  'abcd',
  'wasi:filesystem/types@0.2.12',
  'é',
  'éa',
  'aé',
  '名',
  'ключ',
  '名前',
  '🦀 and more',
  'z'.repeat(96),
  'z'.repeat(97),
  'z'.repeat(127),
  'z'.repeat(128),
  'é'.repeat(63),
  'é'.repeat(64),
  '名'.repeat(42),
  '名'.repeat(43),
  'y'.repeat(5000),
  'ü'.repeat(5000),
];

/** More names than are made and written by calls of the engine alone. */
const ROUNDS = 500;

const NO_TEXTS = [[0x80], [0x61, 0xff], [0xe5, 0x90], [0xed, 0xa0, 0x80]];

function refusesWhatIsNoText(): void {
  for (const bytes of NO_TEXTS) {
    const binary = Uint8Array.of(bytes.length, ...bytes);
    const read = (): string => reader.reading(binary, 0, binary.length, reader.name, undefined);
    expect(read).toThrow('a name is not valid UTF-8');
  }
}

describe('names', () => {
  it('are refused where they are no UTF-8', refusesWhatIsNoText);

  it('are written as a length and UTF-8, and read again, however many there are', () => {
    for (let round = 0; round < ROUNDS; round++) {
      const sink = new ByteSink();
      for (const text of TEXTS) sink.name(text);
      const bytes = sink.finish();
      const readTexts = (): void => {
        for (const text of TEXTS) {
          const wanted = encoder.encode(text);
          const start = reader.pos;
          expect(reader.name()).toBe(text);
          const read = bytes.subarray(reader.pos - wanted.length, reader.pos);
          expect(Buffer.compare(read, wanted)).toBe(0);
          expect(reader.pos - start).toBe(wanted.length + (wanted.length < 0x80 ? 1 : 2));
        }
      };
      reader.reading(bytes, 0, bytes.length, readTexts, undefined);
    }
  });

  it('have the replacement character for half of a surrogate pair', () => {
    const sink = new ByteSink(512);
    sink.name('a\ud83e');
    expect([...sink.finish()]).toEqual([4, 0x61, 0xef, 0xbf, 0xbd]);
  });

  it('are refused as before after that', refusesWhatIsNoText);
});
