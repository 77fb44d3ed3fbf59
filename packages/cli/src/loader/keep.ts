/** Writes files of compiled code. */
import {
  closeSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Script } from 'node:vm';
import { type CompiledCode, headerSize, type KeptCode } from './chunks.js';
import { placeOf } from './kept-code.js';

const day = 24 * 60 * 60_000;

/** As many bytes differ without any function more. */
const noise = 512;

/**
 * Keeps what was compiled anew, when the process ends. Keeping is a convenience: a full disk or a folder gone must not fail a
 * command that has done its work.
 */
export function keep(codes: readonly CompiledCode[], directory: string, command: number): void {
  const now = Date.now();
  if (codes.some(({ kept }) => kept === undefined)) forget(directory, now);
  for (const { script, file, kept } of codes) {
    try {
      // Before the work, so that of processes that end together mostly one does it.
      if (kept !== undefined) utimesSync(file, now / 1000, now / 1000);
      const header = headerOf(kept, command);
      header.writeDoubleLE(now);
      if (!write(script, file, header, kept === undefined ? 0 : kept.size + noise)) {
        noteCommand(file, command);
      }
    } catch {
      // Another run tries again.
    }
  }
}

/** The header for a file, with the command lines that it has and one more. */
function headerOf(kept: KeptCode | undefined, command: number): Buffer {
  const header = Buffer.alloc(headerSize);
  if (kept !== undefined) header.set(kept.header);
  header.writeUInt32LE(command, placeOf(command));
  return header;
}

/** Notes that from a command line there is nothing more to keep. */
function noteCommand(file: string, command: number): void {
  const number = Buffer.alloc(4);
  number.writeUInt32LE(command);
  withFile(file, 'r+', (output) => writeSync(output, number, 0, 4, placeOf(command)));
}

function withFile(path: string, flags: string, use: (file: number) => void): void {
  const file = openSync(path, flags);
  try {
    use(file);
  } finally {
    closeSync(file);
  }
}

/**
 * Writes the code where there is more of it than so many bytes, at once for all who read.
 *
 * @returns whether it was written
 */
function write(script: Script, file: string, header: Buffer, atMost: number): boolean {
  const temporary = `${file}.${process.pid}.${Date.now().toString(36)}`;
  // First of all: where nothing can be written, the data need not be made.
  const output = openSync(temporary, 'wx', 0o600);
  let isWhole = false;
  try {
    const data = script.createCachedData();
    if (data.length > atMost) {
      isWhole =
        writeSync(output, header) === header.length && writeSync(output, data) === data.length;
    }
  } finally {
    closeSync(output);
    if (isWhole) renameSync(temporary, file);
    else rmSync(temporary, { force: true });
  }
  return isWhole;
}

/** So many bytes are kept in all: enough for some versions of the command with all that they load. */
const MOST_KEPT = 256 * 1024 * 1024;

/**
 * What nobody looked at for a month is mostly of versions that are gone. Where a version is installed again and again, as
 * machines do that build, what was looked at last is kept.
 */
function forget(directory: string, now: number): void {
  try {
    const files = readdirSync(directory).map((name) => {
      const path = join(directory, name);
      const { mtimeMs, size } = statSync(path);
      return { path, mtimeMs, size };
    });
    let kept = 0;
    for (const { path, mtimeMs, size } of files.toSorted((a, b) => b.mtimeMs - a.mtimeMs)) {
      kept += size;
      // Node 22 and later have folders of their own there.
      if (mtimeMs < now - 30 * day || kept > MOST_KEPT) {
        rmSync(path, { force: true, recursive: true });
      }
    }
  } catch {
    // Another process may be tidying up as well.
  }
}
