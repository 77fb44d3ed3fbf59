/** Finds buffers of the same bytes. */

/** Up to this size every byte counts for the key; of larger buffers as many bytes, evenly spread. */
const SAMPLED = 4096;

interface Entry<T> {
  bytes: Uint8Array;
  value: T;
}

/** What is known by its bytes. Buffers are compared in full only where length and a sample agree. */
export class ByBytes<T> {
  private readonly known = new Map<string, Entry<T>[]>();

  get(bytes: Uint8Array): T | undefined {
    return find(this.known.get(keyOf(bytes)), bytes);
  }

  set(bytes: Uint8Array, value: T): void {
    this.getOrMake(bytes, () => value);
  }

  /** The value of the same bytes; where there is none, what `make` gives, unless it gives nothing. */
  getOrMake(bytes: Uint8Array, make: () => T | undefined): T | undefined {
    const key = keyOf(bytes);
    const list = this.known.get(key);
    const known = find(list, bytes);
    if (known !== undefined) return known;
    const value = make();
    if (value === undefined) return undefined;
    if (list === undefined) this.known.set(key, [{ bytes, value }]);
    else list.push({ bytes, value });
    return value;
  }
}

function find<T>(list: readonly Entry<T>[] | undefined, bytes: Uint8Array): T | undefined {
  return list?.find((entry) => sameBytes(entry.bytes, bytes))?.value;
}

/** The length and a hash (FNV-1a) of a sample. */
function keyOf(bytes: Uint8Array): string {
  const { length } = bytes;
  const step = Math.max(1, Math.floor(length / SAMPLED));
  let hash = 0x811c9dc5;
  for (let at = 0; at < length; at += step) {
    hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
  }
  return `${length}:${hash}`;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  if (a.buffer === b.buffer && a.byteOffset === b.byteOffset) return true;
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i]) return false;
  }
  return true;
}
