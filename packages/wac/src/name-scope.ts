/** The names that are known at a place. */
export class NameScope {
  private readonly names = new Set<string>();

  constructor(readonly around: NameScope | undefined) {}

  /** @returns false where the scope has the name already */
  define(name: string): boolean {
    if (this.names.has(name)) return false;
    this.names.add(name);
    return true;
  }

  /** Names of the document are not known inside of its interfaces and worlds, which stand for themselves. */
  knows(name: string): boolean {
    return this.names.has(name);
  }

  /** A known name that differs in its case or in one or two characters at its end. */
  nearest(name: string): string | undefined {
    const start = name.toLowerCase().slice(0, Math.max(2, name.length - 2));
    return [...this.names].find(
      (known) => known.toLowerCase().startsWith(start) && Math.abs(known.length - name.length) < 3,
    );
  }
}
