/**
 * Files of compiled code.
 *
 * V8 keeps the functions that have been compiled by then, and commands need different ones: what one run keeps lacks what
 * others use, and they would compile that for ever. So runs look now and then whether there is more to keep. A file begins
 * with the time when it last grew; when it was last looked at is the time of its last change. The longer it has not grown, the
 * longer it is left alone.
 */
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

/** What stands before V8's data: a 64-bit number, so that these stay aligned and need not be copied. */
export const headerSize = 8;

/** What a file has. */
export interface KeptCode {
  /** What V8 made. */
  readonly data: Buffer;
  /** When that was written, in milliseconds. */
  readonly grown: number;
  /** When a run last looked whether there is more. */
  readonly looked: number;
}

/** A script that runs, and the file for its code. */
export interface CodeToKeep {
  readonly script: Script;
  readonly file: string;
  /** How many bytes of code the file has that V8 took. */
  readonly knownSize: number | undefined;
}

const day = 24 * 3600 * 1000;

/** As many bytes differ without any function more. */
const noise = 512;

/** Making the data takes about 15 ms a megabyte: where there is more than this, it is done less often. */
const usualSize = 1_000_000;

/** @param bytes the whole file, of more than the header */
export function parseKept(bytes: Buffer, looked: number): KeptCode {
  const grown = new DataView(bytes.buffer, bytes.byteOffset).getFloat64(0, true);
  return { data: bytes.subarray(headerSize), grown, looked };
}

/** After as long again as the code was seen not to grow, and at least once a day; also when the clock was put back. */
export function isLookDue({ data, grown, looked }: KeptCode, now: number): boolean {
  const steady = Math.abs(looked - grown) * Math.max(1, data.length / usualSize);
  const since = now - looked;
  return !(since >= 0 && since < Math.min(steady, day));
}

/**
 * Keeps what was compiled anew, when the process ends. Keeping is a convenience: a full disk or a folder gone must not fail a
 * command that has done its work.
 */
export function keep(codes: readonly CodeToKeep[], directory: string): void {
  const now = Date.now();
  if (codes.some(({ knownSize }) => knownSize === undefined)) forget(directory, now);
  for (const { script, file, knownSize } of codes) {
    try {
      // Before the work, so that of processes that end together mostly one does it.
      if (knownSize !== undefined) utimesSync(file, now / 1000, now / 1000);
      write(script, file, now, knownSize === undefined ? 0 : knownSize + noise);
    } catch {
      // Another run tries again.
    }
  }
}

/** Writes the code where there is more of it than so many bytes, at once for all who read. */
function write(script: Script, file: string, now: number, atMost: number): void {
  const temporary = `${file}.${process.pid}.${now.toString(36)}`;
  // First of all: where nothing can be written, the data need not be made.
  const output = openSync(temporary, 'wx', 0o600);
  let isWhole = false;
  try {
    const data = script.createCachedData();
    if (data.length > atMost) {
      const header = Buffer.alloc(headerSize);
      header.writeDoubleLE(now);
      isWhole =
        writeSync(output, header) === header.length && writeSync(output, data) === data.length;
    }
  } finally {
    closeSync(output);
    if (isWhole) renameSync(temporary, file);
    else rmSync(temporary, { force: true });
  }
}

/** What nobody looked at for a month is mostly of versions that are gone. */
function forget(directory: string, now: number): void {
  try {
    for (const name of readdirSync(directory)) {
      const path = join(directory, name);
      if (statSync(path).mtimeMs < now - 30 * day) rmSync(path, { force: true });
    }
  } catch {
    // Another process may be tidying up as well.
  }
}
