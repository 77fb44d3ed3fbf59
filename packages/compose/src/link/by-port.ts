/** Values by an index, of a part or an instance, and a name, as of its imports or exports. */

/** Without keys that are put together of both: what is looked up as often as this should make no garbage. */
export class ByPort<T> {
  /** The first name of each index. Most have no other, and need no map of their own. */
  private readonly names: (string | undefined)[] = [];
  private readonly values: (T | undefined)[] = [];
  /** The other names. */
  private readonly others = new Map<number, Map<string, T>>();

  get(index: number, name: string): T | undefined {
    if (index >= this.names.length) return undefined;
    return this.names[index] === name ? this.values[index] : this.others.get(index)?.get(name);
  }

  has(index: number, name: string): boolean {
    return this.get(index, name) !== undefined;
  }

  set(index: number, name: string, value: T): void {
    while (this.names.length <= index) {
      this.names.push(undefined);
      this.values.push(undefined);
    }
    const first = this.names[index];
    if (first === undefined || first === name) {
      this.names[index] = name;
      this.values[index] = value;
      return;
    }
    const others = this.others.get(index);
    if (others === undefined) this.others.set(index, new Map([[name, value]]));
    else others.set(name, value);
  }
}
