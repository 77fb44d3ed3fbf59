// One process of the benchmark: prints its figures as JSON.
import { coreInstance, handInstance, instance } from './bindings.mjs';
import { collectGarbage, measure } from './rounds.mjs';

const [task, folder, argument = ''] = process.argv.slice(2);

/** The cases as functions of their own, so that what calls one implementation has never seen another. */
async function casesFor(kind) {
  const { cases } = await import(`./cases.mjs?${kind}`);
  return cases;
}

/** Nanoseconds of each case in each implementation. */
async function calls(only) {
  const found = [
    { kind: 'hand', cases: await casesFor('hand'), exports: handInstance(folder) },
    { kind: 'ours', cases: await casesFor('ours'), exports: await instance(folder, 'ours') },
    { kind: 'jco', cases: await casesFor('jco'), exports: await instance(folder, 'jco') },
  ];
  const core = coreInstance(folder);
  const results = {};
  for (const [index, { name, core: bare, count = 1 }] of (await casesFor('core')).entries()) {
    if (!name.includes(only)) continue;
    const all = { core: bare?.(core) };
    for (const { kind, cases, exports } of found) all[kind] = cases[index].make(exports);
    const row = measure(all);
    for (const kind of Object.keys(row)) row[kind] /= count;
    results[name] = row;
  }
  return results;
}

/** The same for ours alone, and once more after so many other components have been used in the process. */
async function many(copies) {
  const alone = await instance(folder, 'ours');
  const results = {};
  for (const { name, make, count = 1 } of await casesFor('alone'))
    results[name] = { alone: measure({ alone: make(alone) }).alone / count };
  for (let copy = 0; copy < copies; copy += 1) {
    const other = await instance(folder, `copies/${copy}`);
    for (const { make, count = 1 } of await casesFor(copy)) {
      const call = make(other);
      for (let index = 0; index < 3000 / count; index += 1) call(index);
    }
  }
  const last = await instance(folder, `copies/${copies - 1}`);
  for (const { name, make, count = 1 } of await casesFor('beside'))
    results[name].beside = measure({ beside: make(last) }).beside / count;
  return results;
}

/** Microseconds of the first call of each case, and of the next thousand on average. */
async function cold(kind) {
  const exports = kind === 'hand' ? handInstance(folder) : await instance(folder, kind);
  const results = {};
  for (const { name, make, count = 1 } of await casesFor(kind)) {
    if (count !== 1) continue;
    const call = make(exports);
    const begin = process.hrtime.bigint();
    call(0);
    const first = process.hrtime.bigint();
    for (let index = 0; index < 1000; index += 1) call(index);
    const next = process.hrtime.bigint();
    results[name] = { first: Number(first - begin) / 1e3, next: Number(next - first) / 1e6 };
  }
  return results;
}

/** Bytes that are in use. What was registered for finalization is let go in a turn of its own. */
async function used() {
  for (let turn = 0; turn < 5; turn += 1) {
    collectGarbage();
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Bytes by which so many rounds let the heap grow, once it has run for a while. */
async function growth(rounds, work) {
  for (let round = 0; round < rounds / 10; round += 1) work(round);
  const before = await used();
  for (let round = 0; round < rounds; round += 1) work(round);
  return (await used()) - before;
}

/** What calls and resources leave behind. */
async function heap() {
  const exports = await instance(folder, 'ours');
  const inner = exports['bench:calls/inner'];
  const dispose = Symbol.dispose ?? Symbol.for('dispose');
  return {
    'calls of u32, u32 → u32': {
      rounds: 10e6,
      growth: await growth(10e6, (round) => inner.add(round, 1)),
    },
    'calls of string → string': {
      rounds: 10e6,
      growth: await growth(10e6, () => inner.echoString('hello world')),
    },
    'results that are err': {
      rounds: 1e6,
      growth: await growth(1e6, () => {
        try {
          inner.check(0);
        } catch {
          // Only what it leaves behind counts.
        }
      }),
    },
    'resources made, passed there and back, and disposed of': {
      rounds: 1e6,
      growth: await growth(1e6, (round) => inner.pass(new inner.Counter(round))[dispose]()),
    },
    'resources of the host made by the component and dropped': {
      rounds: 1e6,
      growth: await growth(1e6, (round) => inner.useTicket(round)),
    },
  };
}

const tasks = {
  calls: () => calls(argument),
  many: () => many(Number(argument)),
  cold: () => cold(argument),
  heap,
};
console.log(JSON.stringify(await tasks[task]()));
