// Time of calls in nanoseconds.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Rounds of each kind, and how long one takes. */
const ROUNDS = 24;
const ROUND_NS = 5e6;

/**
 * Nanoseconds of one call of each kind. The rounds take turns, so that whatever else the machine does falls on all of
 * them; since it only ever adds, the quarter mark is given and not the median. Turns come in every order, so that no
 * kind always follows the same other one.
 */
export function measure(calls) {
  const present = Object.entries(calls).filter(([, call]) => call !== undefined);
  const all = present.map(([kind, call]) => {
    const loop = loopOf(call);
    return { kind, loop, count: warmUp(loop), times: [] };
  });
  const turns = orders(all);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const { loop, count, times } of turns[round % turns.length]) {
      // Blocks of memory lie as calls of the same kind leave them.
      time(loop, count);
      settle();
      time(loop, Math.ceil(count / 4));
      times.push(time(loop, count) / count);
    }
  return Object.fromEntries(all.map(({ kind, times }) => [kind, quarterMark(times)]));
}

/** Every order of the items. */
function orders(items) {
  if (items.length < 2) return [items];
  return items.flatMap((item, at) => orders(items.toSpliced(at, 1)).map((rest) => [item, ...rest]));
}

/**
 * Frees what is left behind, so that it is no burden for what comes next. The first collection hands the memory of typed
 * arrays to another thread, which frees it beside whatever runs then and slows that down up to five times; the second
 * waits for it. Collecting all of the heap would throw away code that jco's calls need.
 */
function settle() {
  collectGarbage({ type: 'minor' });
  collectGarbage({ type: 'minor' });
}

function quarterMark(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 4)];
}

let loops = 0;

/**
 * A loop of its own for each call, as callers have it; what it gives last is kept, so that results are made. The number in
 * its text keeps the engine from taking two loops for the same function.
 */
function loopOf(call) {
  loops += 1;
  const make = new Function(
    'call',
    `return (count) => { let last; for (let i = 0; i < count; i += 1) last = call(i); return last; }; // ${loops}`,
  );
  return make(call);
}

let kept;

setFlagsFromString('--expose-gc');
export const collectGarbage = runInNewContext('gc');

function time(loop, count) {
  const begin = process.hrtime.bigint();
  kept = loop(count);
  return Number(process.hrtime.bigint() - begin);
}

/** Calls until it is compiled; how many calls make a round. */
function warmUp(loop) {
  let count = 1;
  for (let spent = 0; spent < 20e6;) {
    spent = time(loop, count);
    if (spent < 20e6) count *= spent < 2e6 ? 8 : 2;
  }
  time(loop, count);
  return Math.max(1, Math.ceil((count * ROUND_NS) / time(loop, count)));
}

/** What the last call gave. */
export function last() {
  return kept;
}
