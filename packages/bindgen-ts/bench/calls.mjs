#!/usr/bin/env node
// What calls into a component cost: the bare core call, tight code written by hand, our bindings, jco's.
//   node packages/bindgen-ts/bench/calls.mjs [--processes 5] [--only text] [--more] [--json] [--write]
// Needs a build (npm run build). Nanoseconds of a call are medians over processes. --more adds the
// growth of the heap, first calls, and calls where many components are in use; --write puts all of it into
// docs/benchmarks.md.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { median, report, table } from '../../../scripts/bench/measure.mjs';
import { generate } from './bindings.mjs';
import { cases } from './cases.mjs';

const { values: options } = parseArgs({
  options: {
    processes: { type: 'string', default: '5' },
    only: { type: 'string', default: '' },
    more: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});

/** Components that are used beside the one that is measured. */
const COPIES = 8;

/** What profiles and the runs with --trace-deopt showed. */
const REMARKS = `
What dominates: for scalars the engine's own call into WebAssembly, which it inlines into the loop; for short strings
\`realloc\` and the string that the engine makes; for lists of more than 64 bytes the typed array, which leaves V8's heap;
for owned resources the finalization registry; for \`err\` the throw itself (about 0.5 µs), since stacks are taken only while
errors are few (ADR 7); between components the two changes from WebAssembly to JavaScript and back.

Memory of typed arrays is freed by another thread after a minor collection, beside the calls that follow, which then take
up to five times as long, whoever made the garbage. So each round begins once that is done, after a round of the same
kind, and the kinds take turns in every order: in a fixed order the one that came after jco, which makes fewer arrays in
the same time, looked up to 1.8 times faster than the same code in another place.

What helped: one \`String.fromCharCode\` with as many arguments as there are characters (a third of the time of calls with
four), \`encodeInto\` from 13 characters on (texts of that length may be parts of others, whose characters are slow to read),
loops instead of views up to 64 bytes, borrow scopes that are used again, and checks for a class in the generated module:
in the run time, which all components share, \`instanceof\` took five times as long once there were several components.`;

const folder = mkdtempSync(join(tmpdir(), 'wit-ts-bench-'));
try {
  await generate(folder, COPIES);
  const rows = calls();
  if (options.json) console.log(JSON.stringify(rows, null, 2));
  else report('Calls of host bindings', 'npm run bench:calls', body(rows));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function processes(count, ...args) {
  const child = fileURLToPath(new URL('child.mjs', import.meta.url));
  return Array.from({ length: count }, () =>
    JSON.parse(
      execFileSync(process.execPath, [child, args[0], folder, ...args.slice(1)], {
        encoding: 'utf8',
      }),
    ),
  );
}

/** Medians over processes of what each gives by case and kind. */
function medians(runs) {
  return Object.keys(runs[0]).map((name) => {
    const kinds = Object.keys(runs[0][name]);
    return [
      name,
      Object.fromEntries(kinds.map((kind) => [kind, median(runs.map((run) => run[name][kind]))])),
    ];
  });
}

/** Figures of each case. Ratios are taken within each process, since the machine is not as fast in all of them. */
function calls() {
  const runs = processes(Number(options.processes), 'calls', options.only).map((run) =>
    Object.fromEntries(
      Object.entries(run).map(([name, row]) => [
        name,
        { ...row, byHand: row.ours / row.hand, ofJco: row.jco / row.ours },
      ]),
    ),
  );
  return medians(runs).map(([name, figures]) => ({ case: name, ...figures }));
}

function body(rows) {
  const parts = [
    `Nanoseconds of a call, medians of ${options.processes} processes; ratios are medians of those within each process.`,
    table(
      ['case', 'core call', 'by hand', 'ours', 'jco 1.34.0', 'ours / by hand', 'jco / ours'],
      rows.map((row) => [
        row.case,
        ...['core', 'hand', 'ours', 'jco'].map((kind) => number(row[kind])),
        ratio(row.byHand),
        ratio(row.ofJco),
      ]),
    ),
    missed(rows),
  ];
  if (options.more || options.write) parts.push(heap(), many(), cold(), REMARKS);
  return parts.join('\n\n');
}

/** Which bars are missed: scalars 2 and 100 times, all else 1.5 and 3 times, long lists of numbers 2 times jco. */
function missed(rows) {
  const found = rows.flatMap((row) => {
    const scalar = cases.some((item) => item.name === row.case && item.scalar === true);
    const numbers = /^list<.*k$/.test(row.case);
    const [most, least] = scalar ? [2, 100] : [1.5, numbers ? 2 : 3];
    return [
      ...(row.byHand > most ? [`${row.case} (${ratio(row.byHand)} by hand)`] : []),
      ...(row.ofJco < least ? [`${row.case} (${ratio(row.ofJco)} of jco)`] : []),
    ];
  });
  const bars =
    'Aimed at: scalars at most 2 times the code by hand and 100 times faster than jco, all else 1.5 and 3 times (2 times for lists of 1,000 numbers and more).';
  return `${bars} Missed: ${found.length === 0 ? 'none' : found.join(', ')}.`;
}

function heap() {
  const [found] = processes(1, 'heap');
  return table(
    ['growth of the heap', 'rounds', 'bytes'],
    Object.entries(found).map(([name, { rounds, growth }]) => [
      name,
      `${rounds / 1e6} million`,
      String(growth),
    ]),
  );
}

function many() {
  const found = medians(processes(3, 'many', String(COPIES)));
  return table(
    ['case', 'one component', `beside ${COPIES} others in use`, 'ratio'],
    found.map(([name, { alone, beside }]) => [
      name,
      number(alone),
      number(beside),
      ratio(beside / alone),
    ]),
  );
}

function cold() {
  const kinds = ['hand', 'ours', 'jco'];
  const found = kinds.map((kind) => new Map(medians(processes(5, 'cold', kind))));
  return table(
    [
      'microseconds in a new process',
      ...['by hand', 'ours', 'jco'].map((kind) => `first call, ${kind}`),
      ...['by hand', 'ours', 'jco'].map((kind) => `next 1,000 each, ${kind}`),
    ],
    [...found[0].keys()].map((name) => [
      name,
      ...found.map((kind) => number(kind.get(name).first)),
      ...found.map((kind) => number(kind.get(name).next)),
    ]),
  );
}

function number(value) {
  if (value === undefined) return '–';
  return value < 100 ? value.toFixed(1) : value.toFixed(0);
}

function ratio(value) {
  return `${value.toFixed(2)}×`;
}
