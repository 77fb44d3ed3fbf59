/**
 * Files of compiled code.
 *
 * V8 keeps the functions that have been compiled by then, and commands need different ones: what one run keeps lacks what
 * others use, and they would compile that for ever. So runs look now and then whether there is more to keep. A file begins
 * with the time when it last grew, and with numbers of the command lines that have looked; when it was last looked at is the
 * time of its last change. The longer it has not grown, the longer it is left alone; a command line that is new looks soon.
 */
import { type CompiledCode, headerSize, type KeptCode } from './chunks.js';

/** How many numbers of command lines are kept: each has one place, which it shares with others. */
const places = (headerSize - 8) / 4;

/** What a file tells of its code. */
export interface Look {
  /** How many bytes of code it has. */
  readonly size: number;
  /** When these were written, in milliseconds. */
  readonly grown: number;
  /** When a run last looked whether there is more. */
  readonly looked: number;
  /** Whether a run of the same command line has looked. */
  readonly isKnown: boolean;
}

const minute = 60_000;
const day = 24 * 60 * minute;

/** Making the data takes about 15 ms a megabyte: where there is more than this, it is done less often. */
const usualSize = 1_000_000;

/** So many characters mostly tell what a command line is about. */
const hashed = 100;

/** A number for a command line, of how it begins and how long it is: that of another may be the same, which does no harm. */
export function numberOf(args: readonly string[]): number {
  const text = args.join('\0');
  let hash = 0x811c9dc5 ^ text.length;
  for (let index = 0; index < Math.min(text.length, hashed); index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** Where the number of a command line stands in a file. */
export function placeOf(command: number): number {
  return 8 + 4 * (command % places);
}

/** @param command the {@link numberOf} the command line that runs */
export function lookOf({ header, size, looked }: KeptCode, command: number): Look {
  const view = new DataView(header.buffer, header.byteOffset);
  const isKnown = view.getUint32(placeOf(command), true) === command;
  return { size, grown: view.getFloat64(0, true), looked, isKnown };
}

/**
 * After as long again as the code was seen not to grow, and at least once a day; where nobody looked from this command line yet,
 * after a tenth of that, and after a minute. Also when the clock was put back.
 */
export function isLookDue({ size, grown, looked, isKnown }: Look, now: number): boolean {
  const cost = Math.max(1, size / usualSize);
  const steady = Math.abs(looked - grown) * cost;
  const wait = isKnown ? Math.min(steady, day) : Math.min(steady / 10, minute * cost);
  const since = now - looked;
  return !(since >= 0 && since < wait);
}

/** Of what has been compiled that which is to be looked at, or has no file yet. */
export function whatIsDue(
  codes: readonly CompiledCode[],
  command: number,
  now: number,
): CompiledCode[] {
  return codes.filter(({ kept }) => kept === undefined || isLookDue(lookOf(kept, command), now));
}
