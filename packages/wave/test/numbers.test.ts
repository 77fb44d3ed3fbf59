import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatF32, formatF64, parseF32 } from '../src/numbers.js';

const bits = new DataView(new ArrayBuffer(4));
function single(pattern: number): number {
  bits.setUint32(0, pattern);
  return bits.getFloat32(0);
}

/** The digits without sign, point and zeros at either end. */
function digitsOf(text: string): number {
  return text.replace(/[-.]/g, '').replace(/^0+|0+$/g, '').length;
}

describe('singles', () => {
  it('are rounded once, not through a double', () => {
    // A hair above and below the middle between 1 and the next single, which a double cannot tell from the middle.
    expect(parseF32('1.00000005960464477539062500000000001')).toBe(single(0x3f800001));
    expect(parseF32('1.000000059604644775390625')).toBe(1);
    expect(parseF32('1.00000005960464477539062499999999999')).toBe(1);
    expect(parseF32('-1.00000017881393432617187499999999999')).toBe(-single(0x3f800001));
    expect(parseF32('1.00000017881393432617187500')).toBe(single(0x3f800002));
    expect(parseF32('340282356779733661637539395458142568447')).toBe(single(0x7f7fffff));
    expect(parseF32('340282356779733661637539395458142568448')).toBe(Number.POSITIVE_INFINITY);
    expect(parseF32('7.0064923216240853546186479164495e-46')).toBe(0);
    expect(parseF32('7.0064923216240853546186479164496e-46')).toBe(single(1));
    expect(parseF32('1e999999999999')).toBe(Number.POSITIVE_INFINITY);
    expect(parseF32('-1e-999999999999')).toBe(-0);
  });

  it('are written with the fewest digits that read back', () => {
    fc.assert(
      fc.property(fc.nat(0x7f7fffff), (pattern) => {
        const value = single(pattern);
        const text = formatF32(value);
        expect(text).not.toMatch(/e/);
        expect(parseF32(text)).toBe(value);
        for (let digits = 1; digits < digitsOf(text); digits += 1) {
          expect(parseF32(value.toExponential(digits - 1))).not.toBe(value);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    [0x3dcccccd, '0.1'],
    [0x00000001, '0.000000000000000000000000000000000000000000001'],
    [0x7f7fffff, '340282350000000000000000000000000000000'],
    [0x80000000, '-0'],
    [0x4b800000, '16777216'],
    [0x5d5e0b6b, '1000000000000000000'],
  ])('%i is %s', (pattern, text) => {
    expect(formatF32(single(pattern))).toBe(text);
  });
});

describe('doubles', () => {
  it('have no exponent', () => {
    expect(formatF64(5e-324)).toBe(`0.${'0'.repeat(323)}5`);
    expect(formatF64(Number.MAX_VALUE)).toBe(`17976931348623157${'0'.repeat(292)}`);
    expect(formatF64(0.1 + 0.2)).toBe('0.30000000000000004');
    expect(formatF64(-0)).toBe('-0');
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = formatF64(value);
        expect(text).toMatch(/^-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?$/);
        expect(Object.is(Number(text), value)).toBe(true);
      }),
    );
  });
});
