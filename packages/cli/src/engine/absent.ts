/** What stands in a chunk in place of modules that are left out of it; `without-absent.mjs` names them. */

let wasUsed = false;

const use = (): never => {
  wasUsed = true;
  throw new Error('not in this chunk');
};

/** Whatever such a module exports. */
export const absent: unknown = new Proxy(use, { get: use, construct: use, has: use });

/** Whether something was needed that is not in the chunk: whatever came of that counts for nothing. */
export function wasAbsent(): boolean {
  return wasUsed;
}
