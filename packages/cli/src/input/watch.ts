/** `--watch`: does the work again whenever the input changes, until the process is stopped. */
import { watch as watchFile } from 'node:fs';
import { basename, dirname, resolve, sep } from 'node:path';
import { isFailure } from '../errors/failure.js';
import { reportFailure } from '../errors/report.js';
import type { Io } from '../io/io.js';

/** Editors write a file in several steps, and builds several files: wait until it is quiet. */
const quietMilliseconds = 60;

/**
 * Does the work, and again after every change of the file, or of a file in the folder. Mistakes are reported, and end
 * nothing. Changes in `output` do not count.
 *
 * @returns never, unless the input is not there
 */
export async function watch(
  path: string,
  output: string,
  work: () => Promise<number>,
  io: Io,
): Promise<number> {
  const attempt = async (): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!isFailure(error)) throw error;
      reportFailure(error, io, false);
    }
  };
  const kind = io.fs.kindOf(path);
  if (kind === undefined) return work();
  const changes = new Changes(path, output, kind === 'directory');
  await attempt();
  io.err(`watching ${path}\n`);
  for (;;) {
    await changes.next();
    await attempt();
  }
}

/** The changes of a file or folder, those that come together taken as one. */
class Changes {
  #changed = false;
  #wake: () => void = () => undefined;

  constructor(path: string, output: string, isFolder: boolean) {
    // A file is often replaced by another one of its name, which only its folder notices.
    const folder = isFolder ? resolve(path) : dirname(resolve(path));
    const own = isFolder ? undefined : basename(path);
    const ignored = `${resolve(output)}${sep}`;
    watchFile(folder, { recursive: isFolder }, (_, name) => {
      if (name === null) return this.#notice();
      if (own !== undefined && name !== own) return undefined;
      return `${resolve(folder, name)}${sep}`.startsWith(ignored) ? undefined : this.#notice();
    });
  }

  /** Waits until there was a change, and then a moment of quiet. */
  async next(): Promise<void> {
    while (!this.#changed) await new Promise<void>((wake) => (this.#wake = wake));
    while (this.#changed) {
      this.#changed = false;
      await new Promise((done) => setTimeout(done, quietMilliseconds));
    }
  }

  #notice(): undefined {
    this.#changed = true;
    this.#wake();
    return undefined;
  }
}
