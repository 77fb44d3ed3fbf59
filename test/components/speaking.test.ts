/**
 * Compositions of components that compute something of whatever they are called with and linked to: the same answers through
 * our bindings, in Wasmtime, and as native wac composes them.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compose, type ComposeInput, type ComposeOptions, type Plan } from '@wit-ts/compose';
import { loadWasmTools } from '@wit-ts/wasm-tools';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { byWac, documentOf, noOracle } from '../../packages/compose/test/differential/native.js';
import { generateComponents } from '../../packages/compose/test/differential/worlds.js';
import { answersTo } from './call.js';
import { modelOf } from './fixtures.js';
import { viaBindings } from './host.js';
import { callsOf, type Request } from './speaking/calls.js';
import { closed, environmentOf } from './speaking/closed.js';
import { speakingComponent } from './speaking/guest.js';
import { Unspeakable } from './speaking/shapes.js';
import { absent, type Answer, answersInWasmtime } from './wasmtime.js';

const folder = fileURLToPath(new URL('../../packages/compose/test/cases', import.meta.url));

/** The cases of the composer that have a result, and whose inputs are all WIT. */
const cases = readdirSync(folder).filter((name) => {
  const files = readdirSync(join(folder, name));
  const inputs = files.filter((file) => !['expected.txt', 'options.json'].includes(file));
  const expected = readFileSync(join(folder, name, 'expected.txt'), 'utf8');
  return (
    expected.includes('\nworld root {') &&
    inputs.every((file) => file.endsWith('.wit') && !file.endsWith('.package.wit'))
  );
});

const count = Number(process.env['WIT_TS_COMPOSITIONS'] ?? 12);
const first = Number(process.env['WIT_TS_SEED'] ?? 0);

/** Where mistakes were found: results under other names, a borrow among arguments in memory. */
const known = [6, 113, 140, 225];
const seeds = new Set([...Array.from({ length: count }, (_, index) => first + index), ...known]);

interface Subject {
  name: string;
  /** What is called; nothing where the components cannot be made to speak, which the text says. */
  bytes?: Uint8Array;
  /** The same as wac composes it. */
  byWac?: Uint8Array;
  calls: Request[];
  why?: string;
  plan?: Plan;
}

const tools = await loadWasmTools({ use: 'off' });
const subjects: Subject[] = [];
let scratch = '';
const inWasmtime = new Map<string, Answer[]>();

function subjectOf(name: string, wits: Map<string, string>, options: ComposeOptions): Subject {
  try {
    const inputs: ComposeInput[] = Array.from(wits, ([part, wit]) => ({
      name: part,
      path: `${part}.wasm`,
      bytes: speakingComponent(part, wit, tools),
    }));
    const { bytes, plan, diagnostics } = compose(inputs, options);
    if (bytes === undefined || plan === undefined) {
      return { name, calls: [], why: diagnostics[0]?.message ?? 'refused' };
    }
    const whole = closed(bytes, environmentOf(bytes, tools));
    const { resolve, world } = modelOf(whole, name);
    const subject: Subject = { name, bytes: whole, calls: callsOf(resolve, world), plan };
    const other = noOracle === undefined ? byWac(inputs, documentOf(plan)) : undefined;
    if (other !== undefined && 'bytes' in other) {
      subject.byWac = closed(other.bytes, environmentOf(other.bytes, tools));
    }
    return subject;
  } catch (error) {
    if (error instanceof Unspeakable) return { name, calls: [], why: error.message };
    throw error;
  }
}

for (const name of cases) {
  const dir = join(folder, name);
  const wits = new Map<string, string>();
  for (const file of readdirSync(dir).toSorted()) {
    if (file.endsWith('.wit')) {
      wits.set(file.slice(0, -4), readFileSync(join(dir, file), 'utf8'));
    }
  }
  const options = existsSync(join(dir, 'options.json'))
    ? (JSON.parse(readFileSync(join(dir, 'options.json'), 'utf8')) as ComposeOptions)
    : {};
  subjects.push(subjectOf(name, wits, options));
}
for (const seed of seeds) {
  const made = generateComponents(seed, { plain: true });
  const wits = new Map(made.map(({ name, wit }) => [name, wit]));
  subjects.push(subjectOf(`seed ${seed}`, wits, {}));
}

const called = subjects.filter(({ calls }) => calls.length > 0);

/** The answers, up to a first trap. */
async function throughBindings({ name, bytes, calls }: Subject): Promise<unknown[]> {
  const made = bytes ?? new Uint8Array();
  const exports = await viaBindings(name, made);
  const answers: unknown[] = [];
  try {
    for (const value of answersTo(made, name, exports, calls)) answers.push({ value });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    answers.push('trap');
  }
  return answers;
}

/** Wasmtime 50 takes labels only where it is told to, which its wheel has no way for. */
function isGated([answer]: readonly Answer[]): boolean {
  return answer !== undefined && 'refused' in answer && answer.refused.includes('feature is not');
}

/** The wheel does not take every value of a variant. */
function isTaken(answer: Answer): boolean {
  return !('trap' in answer && /not valid for this variant|no case for/.test(answer.trap));
}

const withoutMessages = (answers: readonly Answer[] = []): unknown[] =>
  answers.map((answer) => ('trap' in answer ? 'trap' : answer));

test('most of the cases can be called', () => {
  expect(called.length).toBeGreaterThan(cases.length * 0.6);
});

const oracle = `in Wasmtime${absent === undefined ? '' : ` (${absent})`}`;

describe.skipIf(absent !== undefined)(`the same answers through our bindings and ${oracle}`, () => {
  beforeAll(() => {
    scratch = mkdtempSync(join(tmpdir(), 'wit-ts-'));
    const requests = called.flatMap(({ bytes, byWac: other, calls }, index) =>
      [bytes, other].map((each, way) => {
        if (each === undefined) return undefined;
        const component = join(scratch, `${index}-${way}.wasm`);
        writeFileSync(component, each);
        return { component, calls };
      }),
    );
    const present = requests.filter((each) => each !== undefined);
    const answers = answersInWasmtime(present);
    for (const [index, { component }] of present.entries()) {
      inWasmtime.set(component, answers[index] ?? []);
    }
  }, 600_000);

  afterAll(() => rmSync(scratch, { recursive: true }));

  test.each(called.map((subject, index) => [subject.name, subject, index] as const))(
    '%s',
    async (_, subject, index) => {
      const given = await throughBindings(subject);
      expect(given[0]).not.toBe('trap');
      for (const way of [0, 1]) {
        const answers = inWasmtime.get(join(scratch, `${index}-${way}.wasm`));
        if (answers === undefined || isGated(answers)) continue;
        const taken = answers.filter(isTaken);
        const until = taken.length === answers.length ? given.length : taken.length;
        expect(withoutMessages(taken)).toEqual(given.slice(0, until));
      }
    },
  );
});
