/** A row of random numbers that decides, one after the other, what is generated; at its end everything is the simplest. */
export class Tape {
  #at = 0;

  constructor(readonly numbers: readonly number[]) {}

  /** A number below `count`. */
  below(count: number): number {
    const number = this.numbers[this.#at] ?? 0;
    this.#at += 1;
    return number % count;
  }

  /** One of several, the first one when the tape is at its end. */
  pick<T>(first: T, ...others: readonly T[]): T {
    const chosen = this.below(others.length + 1);
    return chosen === 0 ? first : (others[chosen - 1] ?? first);
  }

  /** As many as the tape says, at most `most`. */
  times<T>(most: number, make: (index: number) => T): T[] {
    return Array.from({ length: this.below(most + 1) }, (_, index) => make(index));
  }
}
