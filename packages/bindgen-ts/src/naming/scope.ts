/** Names taken in one file or block: gives every asker a name of its own. */
export class Scope {
  readonly #taken: Set<string>;

  constructor(taken: Iterable<string> = []) {
    this.#taken = new Set(taken);
  }

  has(name: string): boolean {
    return this.#taken.has(name);
  }

  /** `goal` itself where it is free, else `goal$1`, `goal$2` and so on; the name is taken afterwards. */
  claim(goal: string): string {
    let name = goal;
    for (let index = 1; this.#taken.has(name); index += 1) name = `${goal}$${index}`;
    this.#taken.add(name);
    return name;
  }
}
