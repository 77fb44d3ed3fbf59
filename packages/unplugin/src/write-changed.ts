import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { codeOf, systemReason } from '@wit-ts/node-files';

/**
 * Brings a file to this content, unless it has it: bundlers and editors watch, and what is the same must not wake them. A reader
 * sees the old file or the new one.
 *
 * @throws Error that names the file and says why it cannot be written
 */
export function writeChanged(path: string, content: string | Uint8Array): void {
  const bytes = Buffer.from(content);
  if (presentBytes(path)?.equals(bytes) === true) return;
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  let written = false;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(temporary, bytes, { flag: 'wx' });
    written = true;
    renameSync(temporary, path);
  } catch (error) {
    if (written) rmSync(temporary, { force: true });
    throw new Error(`cannot write ${path}: ${systemReason(error)}`, { cause: error });
  }
}

function presentBytes(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return undefined;
  }
}

/**
 * The place of a generated file in its folder.
 *
 * @throws Error for a path that leads out of the folder
 */
export function placeIn(folder: string, path: string): string {
  const place = resolve(folder, path);
  if (!place.startsWith(folder + sep)) throw new Error(`${path} leads out of ${folder}`);
  return place;
}
