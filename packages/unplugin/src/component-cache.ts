import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type ComponentFiles, generateComponent } from './component-files.js';
import type { Settings } from './options.js';

interface Entry {
  /** Of the component and the settings. */
  readonly stamp: string;
  readonly files: Promise<ComponentFiles | undefined>;
}

/**
 * What was generated for each component. A bundler asks for it when an import is resolved, and when each module is loaded; it
 * is generated once, until the component or the settings change or what was written is gone.
 */
export class ComponentCache {
  readonly #entries = new Map<string, Entry>();
  readonly #generate: typeof generateComponent;

  constructor(generate = generateComponent) {
    this.#generate = generate;
  }

  /**
   * As {@link generateComponent}, which does the work.
   *
   * @returns nothing for a file that is no component
   * @throws WitTsError where there are no bindings for it
   */
  async filesOf(file: string, settings: Settings): Promise<ComponentFiles | undefined> {
    const path = resolve(file);
    // Before the file is read: one that changes meanwhile has another stamp the next time.
    const stamp = stampOf(path, settings);
    const known = this.#entries.get(path);
    if (known?.stamp === stamp) {
      const files = await known.files;
      if (files === undefined || files.written.every((each) => existsSync(each))) return files;
      // Of all that wait for the same files, the first generates them.
      if (this.#entries.get(path) !== known) return this.filesOf(file, settings);
    }
    const entry = { stamp, files: this.#generate(file, settings) };
    this.#entries.set(path, entry);
    try {
      return await entry.files;
    } catch (error) {
      if (this.#entries.get(path) === entry) this.#entries.delete(path);
      throw error;
    }
  }

  /** The next time, the component is generated anew. */
  forget(file: string): void {
    this.#entries.delete(resolve(file));
  }
}

/** What changes with the content of a file, or with the settings. */
function stampOf(file: string, settings: Settings): string {
  const { size, mtimeNs } = statSync(file, { bigint: true });
  return `${size} ${mtimeNs} ${JSON.stringify(settings)}`;
}
