#!/usr/bin/env node
// What calls into a component cost: the raw core call, tight code written by hand, our bindings, jco's.
//   node packages/bindgen-ts/bench/calls.mjs [--processes 3] [--only text] [--json]
// Needs a build (npm run build). Prints nanoseconds per call: the median over processes of each process's median.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    processes: { type: 'string', default: '3' },
    only: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
    child: { type: 'boolean', default: false },
  },
});

const here = fileURLToPath(new URL('.', import.meta.url));

if (options.child) await child();
else parent();

function parent() {
  const runs = Array.from({ length: Number(options.processes) }, () => {
    const args = [fileURLToPath(import.meta.url), '--child', '--only', options.only];
    return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
  });
  const table = Object.keys(runs[0]).map((name) => {
    const row = { case: name };
    for (const kind of ['core', 'hand', 'ours', 'jco']) {
      const found = runs.map((run) => run[name][kind]).filter((value) => value !== undefined);
      if (found.length > 0) row[kind] = median(found);
    }
    return row;
  });
  if (options.json) {
    console.log(JSON.stringify(table, null, 2));
    return;
  }
  console.log('| case | core call | by hand | ours | jco | ours / by hand | jco / ours |');
  console.log('|---|--:|--:|--:|--:|--:|--:|');
  for (const row of table)
    console.log(
      `| ${row.case} | ${format(row.core)} | ${format(row.hand)} | ${format(row.ours)} | ${format(row.jco)} | ${ratio(row.ours, row.hand)} | ${ratio(row.jco, row.ours)} |`,
    );
}

function format(value) {
  if (value === undefined) return '–';
  return value < 100 ? value.toFixed(1) : value.toFixed(0);
}

function ratio(a, b) {
  return a === undefined || b === undefined ? '–' : `${(a / b).toFixed(2)}×`;
}

function inner(exports) {
  return exports['bench:calls/inner'] ?? exports.inner;
}

function outer(exports) {
  return exports['bench:calls/outer'] ?? exports.outer;
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

async function child() {
  const folder = mkdtempSync(join(tmpdir(), 'wit-ts-bench-'));
  try {
    console.log(JSON.stringify(await measureAll(folder)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureAll(folder) {
  const { loadWasmTools } = await import('../../wasm-tools/dist/index.js');
  const { componentToWit } = await import('../../component/dist/index.js');
  const { generateHost } = await import('../dist/index.js');
  const { transpileBytes } = await import('@bytecodealliance/jco-transpile');
  const { byHand } = await import('./by-hand.mjs');
  const tools = await loadWasmTools();
  const component = tools.parse(readFileSync(join(here, 'calls.wat'), 'utf8'));
  const wit = componentToWit(component, { name: 'calls.wat' });
  if (!wit.ok) throw new Error(wit.diagnostics[0].message);
  const { files, diagnostics } = await generateHost({
    resolve: wit.resolve,
    world: wit.world,
    component,
    name: 'calls',
    lang: 'js',
    instantiation: 'sync',
    standalone: true,
  });
  if (files.length === 0) throw new Error(diagnostics[0].message);
  write(join(folder, 'ours'), files);
  const jco = await transpileBytes(component, {
    name: 'calls',
    instantiation: { tag: 'sync' },
  }).catch(() => transpileBytes(component, { name: 'calls', instantiation: 'sync' }));
  write(
    join(folder, 'jco'),
    Object.entries(jco.files).map(([path, content]) => ({
      path: path.replace(/^.*\//, ''),
      content,
    })),
  );
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');

  const load = (name) => (path) => new WebAssembly.Module(readFileSync(join(folder, name, path)));
  const start = async (name) => {
    const module = await import(pathToFileURL(join(folder, name, 'calls.js')).href);
    const host = { note: (value) => value + 1, text: (value) => value };
    return module.instantiate(load(name), { 'bench:host/host': host });
  };
  const ours = await start('ours');
  const theirs = await start('jco');
  const hand = byHand(load('ours'));
  const results = {};
  for (const { name, make, count = 1 } of cases()) {
    if (options.only !== '' && !name.includes(options.only)) continue;
    const calls = {
      core: hand.core[name],
      hand: hand.calls[name],
      ours: make(ours),
      jco: make(theirs),
    };
    const row = measure(calls);
    for (const kind of Object.keys(row)) row[kind] /= count;
    results[name] = row;
  }
  return results;
}

function write(folder, files) {
  for (const { path, content } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/**
 * Nanoseconds of one call of each: medians of rounds that are long enough for the clock. The rounds take turns, so that
 * whatever else the machine does falls on all of them.
 */
function measure(calls) {
  const present = Object.entries(calls).filter(([, call]) => call !== undefined);
  const rounds = new Map(present.map(([kind, call]) => [kind, warmUp(call)]));
  const times = new Map(present.map(([kind]) => [kind, []]));
  for (let round = 0; round < 9; round += 1)
    for (const [kind, call] of present) {
      const count = rounds.get(kind);
      times.get(kind).push(time(call, count) / count);
    }
  return Object.fromEntries(present.map(([kind]) => [kind, median(times.get(kind))]));
}

function time(call, count) {
  const begin = process.hrtime.bigint();
  for (let index = 0; index < count; index += 1) call();
  return Number(process.hrtime.bigint() - begin);
}

/** Calls until it is compiled; how many calls take 20 ms. */
function warmUp(call) {
  let count = 1;
  for (let spent = 0; spent < 20e6;) {
    spent = time(call, count);
    if (spent < 20e6) count *= spent < 2e6 ? 8 : 2;
  }
  return count;
}

function text(name, value) {
  return {
    name,
    make: (exports) => {
      const { echoString } = inner(exports);
      return () => echoString(value);
    },
  };
}

function list(name, member, value) {
  return {
    name,
    make: (exports) => {
      const echo = inner(exports)[member];
      return () => echo(value);
    },
  };
}

function cases() {
  return [
    {
      name: 'u32, u32 → u32',
      make: (exports) => {
        const { add } = inner(exports);
        return () => add(1, 2);
      },
    },
    text('string of 5', 'hello'),
    text('string of 11', 'hello world'),
    text('string of 100', 'x'.repeat(100)),
    text('string of 10k', 'y'.repeat(10_000)),
    text('string of 11, not ASCII', 'hällo wörld'),
    list('list<u8> of 16', 'echoBytes', new Uint8Array(16)),
    list('list<u8> of 10k', 'echoBytes', new Uint8Array(10_000)),
    list('list<f64> of 10', 'echoFloats', new Float64Array(10)),
    list('list<f64> of 1k', 'echoFloats', new Float64Array(1000)),
    list(
      '100 records {f64, f64, string}',
      'echoPoints',
      Array.from({ length: 100 }, (_, index) => ({ x: index, y: -index, label: `point ${index}` })),
    ),
    list('option', 'echoOption', 7),
    list('variant', 'echoShape', { tag: 'round', val: 1.5 }),
    list('result, ok', 'check', 7),
    {
      name: 'result, err',
      make: (exports) => {
        const { check } = inner(exports);
        return () => {
          try {
            check(0);
          } catch {
            // That is what is measured.
          }
        };
      },
    },
    list('enum', 'echoColour', 'green'),
    list('flags', 'echoRights', { read: true, write: false, run: true }),
    {
      name: 'resource method',
      make: (exports) => {
        const { Counter } = inner(exports);
        const counter = new Counter(7);
        return () => counter.get();
      },
    },
    {
      name: 'two borrows',
      make: (exports) => {
        const { Counter, sum } = inner(exports);
        const [a, b] = [new Counter(7), new Counter(8)];
        return () => sum(a, b);
      },
    },
    {
      name: 'own, there and back',
      make: (exports) => {
        const { Counter, pass } = inner(exports);
        let counter = new Counter(7);
        return () => {
          counter = pass(counter);
        };
      },
    },
    list('import of u32 → u32', 'callNote', 7),
    list('import of a string of 11', 'callText', 'hello world'),
    {
      name: 'component → component, u32',
      count: 1000,
      make: (exports) => {
        const { adds } = outer(exports);
        return () => adds(1000);
      },
    },
    {
      name: 'component → component, string of 11',
      count: 1000,
      make: (exports) => {
        const { echoes } = outer(exports);
        return () => echoes(1000);
      },
    },
  ];
}
