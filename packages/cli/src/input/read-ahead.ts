/** Large files are read by another thread while this one loads the code that will need them. */
import { closeSync, openSync, read, statSync } from 'node:fs';

/** Smaller files are read faster than another thread begins. */
const LARGE = 4 * 1024 * 1024;

/** Of more files each one is small beside all that is done with them. */
const MANY = 8;

/** Files whose reading has begun, by path. */
export class ReadAhead {
  private readonly begun = new Map<string, Promise<Uint8Array | undefined>>();

  /** Begins to read those of the files that are worth it; what is wrong with one is for a read in its turn to say. */
  begin(paths: readonly string[]): void {
    if (paths.length > MANY) return;
    for (const path of paths) {
      try {
        this.open(path);
      } catch {
        continue;
      }
    }
  }

  /** The bytes of a file, once; `undefined` where its reading was not begun, or did not give all of it. */
  async take(path: string): Promise<Uint8Array | undefined> {
    const bytes = this.begun.get(path);
    this.begun.delete(path);
    return bytes;
  }

  /** Whether {@link take} has anything to wait for. */
  has(path: string): boolean {
    return this.begun.has(path);
  }

  private open(path: string): void {
    if (this.begun.has(path)) return;
    // Before it is opened: what comes through a pipe can be read but once.
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined || !stat.isFile() || stat.size < LARGE) return;
    const bytes = new Uint8Array(stat.size);
    const file = openSync(path, 'r');
    const whole = new Promise<Uint8Array | undefined>((resolve) => {
      read(file, bytes, 0, bytes.length, 0, (error, count) => {
        closeSync(file);
        resolve(error === null && count === bytes.length ? bytes : undefined);
      });
    });
    this.begun.set(path, whole);
  }
}
