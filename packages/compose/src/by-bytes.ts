/** Finds buffers of the same bytes. */
import { latin1Text } from '@wit-ts/component';

/** Bytes of large buffers that count for the key: so many at the beginning, in the middle and at the end. */
const SAMPLED = 1024;

interface Entry<T> {
  bytes: Uint8Array;
  value: T;
}

/** Buffers that have something in common: a single one, or by a text of what they hold. */
type Alike<T> = Entry<T> | Map<string, Entry<T>[]>;

/** What is known by its bytes. Buffers are compared in full only where length and a sample agree. */
export class ByBytes<T> {
  private readonly known = new Map<number | string, Alike<T>>();

  get(bytes: Uint8Array): T | undefined {
    const known = this.known.get(bytes.length);
    if (known === undefined) return undefined;
    const list = known instanceof Map ? known.get(keyOf(bytes)) : [known];
    return find(list, bytes);
  }

  set(bytes: Uint8Array, value: T): void {
    this.getOrMake(bytes, () => value);
  }

  /**
   * The value of the same bytes; where there is none, what `make` gives.
   *
   * @param about what buffers of the same bytes have in common, and few others: the fewer, the fewer texts are made
   */
  getOrMake(bytes: Uint8Array, make: () => T, about: number | string = bytes.length): T {
    const known = this.known.get(about);
    if (known === undefined) {
      const value = make();
      this.known.set(about, { bytes, value });
      return value;
    }
    const byText = known instanceof Map ? known : this.keyed(about, known);
    const key = keyOf(bytes);
    const list = byText.get(key);
    const same = find(list, bytes);
    if (same !== undefined) return same;
    const value = make();
    const entry = { bytes, value };
    if (list === undefined) byText.set(key, [entry]);
    else list.push(entry);
    return value;
  }

  /** Only where there is a second buffer that is alike, they get keys. */
  private keyed(about: number | string, first: Entry<T>): Map<string, Entry<T>[]> {
    const byText = new Map([[keyOf(first.bytes), [first]]]);
    this.known.set(about, byText);
    return byText;
  }
}

function find<T>(list: readonly Entry<T>[] | undefined, bytes: Uint8Array): T | undefined {
  return list?.find((entry) => sameBytes(entry.bytes, bytes))?.value;
}

/** The bytes themselves as text, or the length and samples: the engine makes and hashes texts faster than a loop here could. */
function keyOf(bytes: Uint8Array): string {
  const { length } = bytes;
  if (length <= 3 * SAMPLED) return latin1Text(bytes, 0, length);
  const middle = (length - SAMPLED) >>> 1;
  const samples = [0, middle, length - SAMPLED].map((at) => latin1Text(bytes, at, at + SAMPLED));
  return `${length}:${samples.join('')}`;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  if (a.buffer === b.buffer && a.byteOffset === b.byteOffset) return true;
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i]) return false;
  }
  return true;
}
