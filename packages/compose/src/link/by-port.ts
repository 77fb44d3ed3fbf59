/** Values by an index, of a part or an instance, and a name, as of its imports or exports. */

/** Without keys that are put together of both: what is looked up as often as this should make no garbage. */
export class ByPort<T> {
  /** The first name of each index that has any. Most have no other, and need no map of their own. */
  private readonly names: string[] = [];
  private readonly values: T[] = [];
  /** The other names, if there are any. */
  private others: Map<number, Map<string, T>> | undefined = undefined;

  get(index: number, name: string): T | undefined {
    const { names } = this;
    if (index >= names.length) return undefined;
    if (names[index] === name) return this.values[index];
    return this.others?.get(index)?.get(name);
  }

  has(index: number, name: string): boolean {
    return index < this.names.length && this.get(index, name) !== undefined;
  }

  set(index: number, name: string, value: T): void {
    const { names, values } = this;
    const first = index < names.length ? names[index] : undefined;
    if (first === undefined || first === name) {
      names[index] = name;
      values[index] = value;
      return;
    }
    this.others ??= new Map();
    const others = this.others.get(index);
    if (others === undefined) this.others.set(index, new Map([[name, value]]));
    else others.set(name, value);
  }
}
