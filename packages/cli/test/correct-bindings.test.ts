import { expect, it } from 'vitest';
import { corrected } from '../src/guest-build/correct-bindings.js';

/** Parts of bindings as ComponentizeJS 0.22 generates them. */
const BINDINGS = `
  function toInt64(val) {
    const converted = BigInt(val)
    
    return BigInt.asIntN(64, converted);
  }
  function toUint32(val) {
    
    return val >>> 0;
  }
  const i64ToF64I = new BigInt64Array(1);
  variant1_1 = BigInt(toUint8(e));
  variant1_1 = BigInt(f32ToI32(+e));
  variant1_1 = BigInt(toUint32(tuple0_0));
  variant1_1 = BigInt(toInt8(e));
  var handle1 = arg0;
  var rsc0 = repTable.get(handle1).rep;
  var handle3 = arg1;
  var rsc2 = repTable.get($resource_things$rep$thing(handle3)).rep;
  
  repTable.delete(handle3);
`;

it('corrects integers that are returned, and the object that an owned handle stands for', () => {
  const before = lines(BINDINGS);
  const [helper, ...after] = lines(corrected(BINDINGS));
  expect(helper).toBe('const int32ToI64 = (value) => BigInt(value >>> 0);');
  expect(after.filter((line, index) => line !== before[index])).toEqual([
    'return BigInt.asUintN(64, converted);',
    'return val | 0;',
    'const i64ToF64I = new BigUint64Array(1);',
    'variant1_1 = int32ToI64(f32ToI32(+e));',
    'variant1_1 = int32ToI64(toUint32(tuple0_0));',
    'variant1_1 = int32ToI64(toInt8(e));',
    'repTable.delete($resource_things$rep$thing(handle3));',
  ]);
  expect(after).toHaveLength(before.length);
});

it('leaves other bindings as they are', () => {
  expect(corrected('repTable.delete(handle);')).toBe('repTable.delete(handle);');
});

function lines(text: string): string[] {
  return text.split('\n').map((line) => line.trim());
}
