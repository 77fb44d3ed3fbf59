/**
 * Two mistakes of ComponentizeJS 0.22 with integers that a function returns by themselves: a `u32` from 2^31 on comes out
 * as another number, and a negative `s64` traps. The bindings that it generates convert them to values that its engine
 * does not expect there; the same bits with the other sign are what it expects.
 */
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { nativeImport } from '../loader/native-import.js';

interface Splicer {
  spliceBindings(...args: unknown[]): { jsBindings: string };
}

const CORRECTED = Symbol.for('wit-ts.corrected');

/** @param entry - the entry of the package: the part that generates the bindings lies beside it */
export async function correctIntegers(entry: string): Promise<void> {
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

/** The bindings, where they have these conversions. */
export function corrected(bindings: string): string {
  return bindings
    .replace(/(function toUint32\(val\) \{\s*return val) >>> 0;/, '$1 | 0;')
    .replace(/(function toInt64\(val\) \{[^}]*return BigInt\.as)IntN\(/, '$1UintN(');
}
