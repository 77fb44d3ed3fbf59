import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ComponentInstance, Latin1Memory, Memory, Trap, Utf16Memory } from '../src/index.js';

type Kind = typeof Memory;

/** A memory with a bump allocator, which grows when it has to. */
function memoryOf(kind: Kind): Memory {
  const memory = new WebAssembly.Memory({ initial: 1 });
  let next = 8;
  return new kind(new ComponentInstance(), memory, (old, oldSize, alignment, size) => {
    if (old !== 0 || oldSize !== 0) throw new Error('nothing is made larger');
    const at = Math.ceil(next / alignment) * alignment;
    next = at + size;
    while (next > memory.buffer.byteLength) memory.grow(1);
    return at;
  });
}

const kinds: [string, Kind][] = [
  ['utf8', Memory],
  ['utf16', Utf16Memory],
  ['latin1+utf16', Latin1Memory],
];

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.string({ unit: 'binary-ascii', maxLength: 120 }),
  fc.string({ unit: fc.constantFrom('ÿ', 'é', 'a', '\0', '\ufeff'), maxLength: 60 }),
);

describe('strings', () => {
  test.each(kinds)('are the same after lower and lift (%s)', (_, kind) => {
    fc.assert(
      fc.property(texts, (text) => {
        const memory = memoryOf(kind);
        const at = memory.lowerString(text);
        expect(memory.liftString(at, memory.length)).toBe(text);
      }),
    );
  });

  test.each(kinds.flatMap(([a, from]) => kinds.map(([b, to]) => [a, b, from, to] as const)))(
    'are the same copied from %s to %s',
    (_a, _b, from, to) => {
      fc.assert(
        fc.property(texts, (text) => {
          const [source, target] = [memoryOf(from), memoryOf(to)];
          const at = source.lowerString(text);
          const copy = target.copyString(source, at, source.length);
          expect(target.liftString(copy, target.length)).toBe(text);
        }),
        { numRuns: 40 },
      );
    },
  );

  test.each(kinds)('of 100,000 characters make the memory grow (%s)', (_, kind) => {
    const memory = memoryOf(kind);
    for (const text of ['x'.repeat(100_000), 'é'.repeat(100_000), '🍰'.repeat(100_000)]) {
      const at = memory.lowerString(text);
      expect(memory.liftString(at, memory.length)).toBe(text);
    }
  });

  test.each(kinds)('have U+FFFD for half a surrogate pair (%s)', (_, kind) => {
    const memory = memoryOf(kind);
    for (const text of ['a\ud800b', '\udc00', 'x'.repeat(60) + '\ud800']) {
      const at = memory.lowerString(text);
      expect(memory.liftString(at, memory.length)).toBe(
        text.replaceAll(/[\ud800-\udfff]/g, '\ufffd'),
      );
    }
  });

  test('keep a byte order mark', () => {
    const memory = memoryOf(Memory);
    const at = memory.lowerString('\ufeffabcdefghijklmnopqrstuvwxyz');
    expect(memory.liftString(at, memory.length)).toBe('\ufeffabcdefghijklmnopqrstuvwxyz');
  });

  test.each([
    [[0xff]],
    [[0xc0, 0x80]],
    [[0xe0, 0x80, 0x80]],
    [[0xed, 0xa0, 0x80]],
    [[0xf4, 0x90, 0x80, 0x80]],
    [[0xe2, 0x98]],
    [[0x80]],
  ])('trap at bytes that are no UTF-8: %j', (bytes) => {
    for (const before of [0, 20, 100]) {
      const [source, target] = [memoryOf(Memory), memoryOf(Memory)];
      const all = [...Array.from({ length: before }, () => 0x41), ...bytes];
      const at = source.allocate(1, all.length);
      source.u8.set(all, at);
      expect(() => source.liftString(at, all.length)).toThrow(Trap);
      expect(() => target.copyString(source, at, all.length)).toThrow(Trap);
    }
  });

  test('agree with TextDecoder on what is UTF-8', () => {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    const byte = fc.oneof(
      fc.integer({ min: 0, max: 255 }),
      fc.constantFrom(0xe2, 0x98, 0x83, 0x41),
    );
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 8 }), (bytes) => {
        let text: string | undefined;
        try {
          text = decoder.decode(Uint8Array.from(bytes));
        } catch {
          text = undefined;
        }
        const [source, target] = [memoryOf(Memory), memoryOf(Memory)];
        const at = source.allocate(1, bytes.length);
        source.u8.set(bytes, at);
        const copied = (): string => {
          const copy = target.copyString(source, at, bytes.length);
          return target.liftString(copy, target.length);
        };
        if (text === undefined) expect(copied).toThrow(Trap);
        else expect(copied()).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  test('trap at half a surrogate pair anywhere in UTF-16', () => {
    const halves = fc.constantFrom([0xd800], [0xdbff], [0xdc00], [0xdfff], [0xdc00, 0xd800]);
    const unit = fc.integer({ min: 0, max: 0xd7ff });
    const part = fc.array(unit, { maxLength: 50 });
    fc.assert(
      fc.property(part, halves, part, (before, half, after) => {
        const memory = memoryOf(Utf16Memory);
        const whole = [...before, 0xd83c, 0xdf70, ...after];
        const at = memory.allocate(2, 2 * whole.length);
        memory.u16.set(whole, at >>> 1);
        expect(memory.liftString(at, whole.length)).toBe(
          String.fromCharCode(...before, 0xd83c, 0xdf70, ...after),
        );
        const broken = [...before, ...half, ...after];
        memory.u16.set(broken, at >>> 1);
        expect(() => memory.liftString(at, broken.length)).toThrow(/unpaired surrogate/);
      }),
    );
  });

  test.each([10, 40, 256])('of %i characters of Latin-1 are what their codes say', (length) => {
    const memory = memoryOf(Latin1Memory);
    const text = String.fromCharCode(...Array.from({ length }, (_, index) => 255 - index));
    const at = memory.lowerString(text);
    expect(memory.length).toBe(length);
    expect([...memory.u8.subarray(at, at + length)]).toEqual(
      [...text].map((char) => char.charCodeAt(0)),
    );
    expect(memory.liftString(at, length)).toBe(text);
  });

  test('trap outside of the memory, or where the pointer is not aligned', () => {
    const utf8 = memoryOf(Memory);
    expect(() => utf8.liftString(65_536, 1)).toThrow(/out of bounds/);
    expect(() => utf8.liftString(-1, 1)).toThrow(/out of bounds/);
    expect(() => utf8.liftString(0, -1)).toThrow(/too long/);
    const utf16 = memoryOf(Utf16Memory);
    expect(() => utf16.liftString(1, 1)).toThrow(/unaligned/);
    utf16.allocate(2, 2);
    utf16.u16[10] = 0xd800;
    expect(() => utf16.liftString(20, 1)).toThrow(/surrogate/);
  });

  test.each(kinds)('are asked for by name where another value is given (%s)', (_, kind) => {
    const memory = memoryOf(kind);
    expect(() => memory.lowerString(7 as unknown as string)).toThrow(
      new TypeError('expected a string, got 7'),
    );
  });
});

describe('memory', () => {
  test('traps where realloc gives what cannot be', () => {
    const memory = new WebAssembly.Memory({ initial: 1 });
    const instance = new ComponentInstance();
    const giving = (at: number): Memory => new Memory(instance, memory, () => at);
    expect(() => giving(-1).allocate(1, 0)).toThrow(/beyond end of memory/);
    expect(() => giving(2).allocate(4, 4)).toThrow(/unaligned/);
    expect(giving(65_536).allocate(1, 0)).toBe(65_536);
    expect(() => giving(65_536).allocate(1, 1)).toThrow(/beyond end of memory/);
    expect(() => new Memory(instance, memory).allocate(1, 1)).toThrow(/no realloc/);
  });

  test('forbids to leave while realloc runs', () => {
    const memory = new WebAssembly.Memory({ initial: 1 });
    const instance = new ComponentInstance();
    const seen: number[] = [];
    new Memory(instance, memory, () => {
      seen.push(instance.flags);
      return 8;
    }).allocate(1, 1);
    expect(seen).toEqual([2]);
    expect(instance.flags).toBe(0);
  });
});
