/** Neither calls nor resources leave anything behind. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadWasmTools } from '@wit-ts/wasm-tools';
import { expect, test } from 'vitest';
import { bindingsOf } from '../../../../test/reference/bindings.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

interface Counter {
  get(): number;
  [Symbol.dispose](): void;
}

interface Inner {
  Counter: new (value: number) => Counter;
  add(a: number, b: number): number;
  echoString(value: string): string;
  callText(value: string): string;
  pass(counter: Counter): Counter;
  readTicket(ticket: Ticket): number;
  useTicket(value: number): number;
  check(value: number): number;
}

/** A resource of the host. */
class Ticket {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }

  number(): number {
    return this.value;
  }
}

function used(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Bytes that are kept after so many rounds, once it has run for a while. */
function growth(rounds: number, work: (round: number) => void): number {
  for (let round = 0; round < rounds; round += 1) work(round);
  const before = used();
  for (let round = 0; round < rounds; round += 1) work(round);
  return used() - before;
}

test('the heap does not grow with calls and resources', async () => {
  const tools = await loadWasmTools({ use: 'off' });
  const wat = fileURLToPath(new URL('../../bench/calls.wat', import.meta.url));
  const bindings = await bindingsOf(tools.parse(readFileSync(wat, 'utf8')), 'calls');
  const host = {
    Ticket,
    open: (value: number) => new Ticket(value),
    note: (value: number) => value + 1,
    text: (value: string) => value,
  };
  const exports = bindings.instantiate({ 'bench:host/host': host });
  const inner = exports['inner'] as Inner;
  const calls = growth(100_000, (round) => {
    inner.add(round, 1);
    if (round % 10 !== 0) return;
    inner.echoString('hello world');
    inner.callText('hello');
  });
  expect(calls).toBeLessThan(500_000);
  const resources = growth(20_000, (round) => {
    const counter = inner.pass(new inner.Counter(round));
    if (counter.get() !== round) throw new Error('another counter');
    counter[Symbol.dispose]();
  });
  expect(resources).toBeLessThan(1_000_000);
  const ticket = new Ticket(7);
  const imported = growth(20_000, (round) => {
    if (inner.readTicket(ticket) !== 7 || inner.useTicket(round) !== round)
      throw new Error('another ticket');
  });
  expect(imported).toBeLessThan(500_000);
  const errors = growth(10_000, () => {
    try {
      inner.check(0);
      throw new Error('no error');
    } catch (error) {
      if ((error as { payload?: unknown }).payload !== 0) throw error;
    }
  });
  expect(errors).toBeLessThan(1_000_000);
}, 60_000);
