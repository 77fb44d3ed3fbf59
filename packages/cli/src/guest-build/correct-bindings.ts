/**
 * Mistakes of ComponentizeJS 0.22 in the bindings that it generates.
 *
 * A `u32` from 2^31 on that a function returns by itself comes out as another number, and a negative `s64` traps: its
 * engine expects the same bits with the other sign there. Negative numbers in the flat form of a variant trap for the same
 * reason. The object behind an owned handle that an exported function gets
 * is forgotten by the number of the handle, which may be that of another object.
 */
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { nativeImport } from '../loader/native-import.js';

interface Splicer {
  spliceBindings(...args: unknown[]): { jsBindings: string };
}

const CORRECTED = Symbol.for('wit-ts.corrected');

/** @param entry - the entry of the package: the part that generates the bindings lies beside it */
export async function correctBindings(entry: string): Promise<void> {
  const part = join(dirname(entry), '../lib/spidermonkey-embedding-splicer.js');
  const { splicer } = (await nativeImport(pathToFileURL(part).href)) as {
    splicer: Splicer & { [CORRECTED]?: true };
  };
  if (splicer[CORRECTED] === true) return;
  const splice = splicer.spliceBindings.bind(splicer);
  splicer.spliceBindings = (...args) => {
    const made = splice(...args);
    return { ...made, jsBindings: corrected(made.jsBindings) };
  };
  splicer[CORRECTED] = true;
}

/** The bindings without these mistakes. */
export function corrected(bindings: string): string {
  const text = bindings
    .replace(/(function toUint32\(val\) \{\s*return val) >>> 0;/, '$1 | 0;')
    .replace(/(function toInt64\(val\) \{[^}]*return BigInt\.as)IntN\(/, '$1UintN(')
    .replace('const i64ToF64I = new BigInt64Array(1);', 'const i64ToF64I = new BigUint64Array(1);')
    .replaceAll(/\bBigInt\((?=(?:toInt8|toInt16|toInt32|toUint32|f32ToI32)\()/g, 'int32ToI64(')
    .replaceAll(
      /(= repTable\.get\((\$[\w$]+\((\w+)\))\)\.rep;\s*repTable\.delete\()\3\);/g,
      '$1$2);',
    );
  return text.includes('int32ToI64(') ? `${INT32_TO_I64}\n${text}` : text;
}

/** In an `i64` that stands for an `i32` the upper half is zeros. */
const INT32_TO_I64 = 'const int32ToI64 = (value) => BigInt(value >>> 0);';
