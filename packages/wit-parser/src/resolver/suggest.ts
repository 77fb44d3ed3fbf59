/** "Did you mean": the name among those in scope that is closest to one that is not. */

/** Work that one run may spend on suggestions, in compared letters, so that a file full of mistakes stays cheap. */
const BUDGET = 2_000_000;
const LONGEST = 64;

export class Suggester {
  #left = BUDGET;

  /**
   * The closest candidate within a third of the name's length, the first of several; another case is always close.
   *
   * @param candidates made on demand, so that no more are made when the work is spent; `undefined` stands for something that is
   * no candidate but cost work to look at
   */
  closest(name: string, candidates: Iterable<string | undefined>): string | undefined {
    if (this.#left <= 0 || name.length > LONGEST) return undefined;
    const folded = name.toLowerCase().replaceAll('_', '-');
    let best: string | undefined;
    let limit = Math.floor(name.length / 3);
    for (const candidate of candidates) {
      if (this.#left <= 0) break;
      this.#left -= 1;
      if (candidate === undefined || candidate === name) continue;
      if (Math.abs(candidate.length - name.length) > limit) continue;
      if (candidate.length > LONGEST) continue;
      this.#left -= candidate.length * name.length;
      const distance = editDistance(folded, candidate.toLowerCase(), limit);
      if (distance > limit || (distance === limit && best !== undefined)) continue;
      best = candidate;
      limit = distance;
    }
    return best;
  }
}

/** Insertions, deletions, substitutions and swaps of neighbours; more than `limit` answers `limit + 1`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    let smallest = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(
        (previous[j] ?? 0) + 1,
        (current[j - 1] ?? 0) + 1,
        (previous[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      }
      current.push(cost);
      smallest = Math.min(smallest, cost);
    }
    if (smallest > limit) return limit + 1;
    before = previous;
    previous = current;
  }
  return Math.min(previous[b.length] ?? 0, limit + 1);
}
