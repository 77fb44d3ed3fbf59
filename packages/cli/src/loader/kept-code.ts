/**
 * Files of compiled code.
 *
 * V8 keeps the functions that have been compiled by then, and commands need different ones: what one run keeps lacks what
 * others use, and they would compile that for ever. So runs look now and then whether there is more to keep. A file begins
 * with the time when it last grew, and with numbers of the command lines that have looked; when it was last looked at is the
 * time of its last change. The longer it has not grown, the longer it is left alone; a command line that is new looks soon.
 */
import {
  closeSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Script } from 'node:vm';

/** How many numbers of command lines are kept: each has one place, which it shares with others. */
const places = 16;

/** What stands before V8's data: a multiple of 8 bytes, so that these stay aligned and need not be copied. */
export const headerSize = 8 + 4 * places;

/** What a file has. */
export interface KeptCode {
  /** What V8 made. */
  readonly data: Buffer;
  /** When that was written, in milliseconds. */
  readonly grown: number;
  /** When a run last looked whether there is more. */
  readonly looked: number;
  /** Whether a run of the same command line has looked. */
  readonly isKnown: boolean;
}

/** A script that runs, and the file for its code. */
export interface CodeToKeep {
  readonly script: Script;
  readonly file: string;
  /** How many bytes of code the file has that V8 took. */
  readonly knownSize: number | undefined;
}

const minute = 60_000;
const day = 24 * 60 * minute;

/** As many bytes differ without any function more. */
const noise = 512;

/** Making the data takes about 15 ms a megabyte: where there is more than this, it is done less often. */
const usualSize = 1_000_000;

/** A number for a command line: that of another may be the same, which does no harm. */
export function numberOf(args: readonly string[]): number {
  const text = args.join('\0');
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** Where the number of a command line stands in a file. */
function placeOf(command: number): number {
  return 8 + 4 * (command % places);
}

/**
 * @param bytes the whole file, of more than the header
 * @param command the {@link numberOf} the command line that runs
 */
export function parseKept(bytes: Buffer, looked: number, command: number): KeptCode {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return {
    data: bytes.subarray(headerSize),
    grown: view.getFloat64(0, true),
    looked,
    isKnown: view.getUint32(placeOf(command), true) === command,
  };
}

/**
 * After as long again as the code was seen not to grow, and at least once a day; where nobody looked from this command line yet,
 * after a tenth of that, and after a minute. Also when the clock was put back.
 */
export function isLookDue({ data, grown, looked, isKnown }: KeptCode, now: number): boolean {
  const cost = Math.max(1, data.length / usualSize);
  const steady = Math.abs(looked - grown) * cost;
  const wait = isKnown ? Math.min(steady, day) : Math.min(steady / 10, minute * cost);
  const since = now - looked;
  return !(since >= 0 && since < wait);
}

/**
 * Keeps what was compiled anew, when the process ends. Keeping is a convenience: a full disk or a folder gone must not fail a
 * command that has done its work.
 */
export function keep(codes: readonly CodeToKeep[], directory: string, command: number): void {
  const now = Date.now();
  if (codes.some(({ knownSize }) => knownSize === undefined)) forget(directory, now);
  for (const { script, file, knownSize } of codes) {
    try {
      // Before the work, so that of processes that end together mostly one does it.
      if (knownSize !== undefined) utimesSync(file, now / 1000, now / 1000);
      const header = headerOf(file, knownSize !== undefined, command);
      header.writeDoubleLE(now);
      if (!write(script, file, header, knownSize === undefined ? 0 : knownSize + noise)) {
        noteCommand(file, command);
      }
    } catch {
      // Another run tries again.
    }
  }
}

/** The header for a file, with the command lines that it has and one more. */
function headerOf(file: string, isThere: boolean, command: number): Buffer {
  const header = Buffer.alloc(headerSize);
  if (isThere) withFile(file, 'r', (input) => readSync(input, header, 0, headerSize, 0));
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
