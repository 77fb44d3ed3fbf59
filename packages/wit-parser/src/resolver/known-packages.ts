/** The packages that a run could use, for messages about one that is not there. */
export class KnownPackages {
  readonly #byName = new Map<string, string[]>();

  /** @param keys names with versions, such as `wasi:io@0.2.0` */
  constructor(readonly keys: readonly string[]) {
    for (const key of keys) {
      const name = nameOf(key);
      const versions = this.#byName.get(name);
      if (versions === undefined) this.#byName.set(name, [key]);
      else versions.push(key);
    }
  }

  /** The versions that are there of a package, whichever version is asked for. */
  versionsOf(key: string): readonly string[] {
    return this.#byName.get(nameOf(key)) ?? [];
  }
}

function nameOf(key: string): string {
  const at = key.indexOf('@');
  return at === -1 ? key : key.slice(0, at);
}
