/** Our bindings and jco's give the same answers to the same random values, for every function of the fixtures. */
import { dealias, type Resolve, type Type } from '@wit-ts/wit-parser';
import fc, { type Arbitrary } from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { argumentsOf, Both, type RandomCall, targetsOf, titleOf } from './both.js';
import type { Exports } from './call.js';
import { chained, composed } from './compositions.js';
import { modelOf, read } from './fixtures.js';
import { viaBindings } from './host.js';
import { ask, host } from './http-host.js';
import { viaJco } from './jco.js';

/** Random values for each signature; `npm run equal` takes 10,000. */
const numRuns = Number(process.env['WIT_TS_RUNS'] ?? 25);

const name = fc.oneof(fc.constantFrom('probe', ' Pump-7 ', 'ß', ''), fc.string({ maxLength: 12 }));

const event = fc.record(
  {
    id: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
    source: name,
    value: fc.oneof(fc.integer({ min: -40, max: 40 }), fc.double()),
    tags: fc.array(fc.oneof(fc.constant('alarm'), name), { maxLength: 3 }),
    payload: fc.uint8Array({ maxLength: 300 }),
  },
  { noNullPrototype: true },
);

/** Pictures whose pixels are as many as width and height say, but for some. */
const image = fc
  .tuple(fc.nat(7), fc.nat(7), fc.uint8Array({ minLength: 49 * 4, maxLength: 49 * 4 }), fc.nat(9))
  .map(([width, height, pixels, wrong]) => ({
    width,
    height,
    pixels: pixels.slice(0, width * height * 4 + (wrong === 0 ? 1 : 0)),
  }));

const named: ReadonlyMap<string, Arbitrary<unknown>> = new Map<string, Arbitrary<unknown>>([
  ['event', event],
  ['image', image],
  // Pictures of any size would not fit into memory.
  ...['resize.width', 'resize.height', 'blur.radius'].map(
    (parameter): [string, Arbitrary<unknown>] => [parameter, fc.nat(9)],
  ),
]);

interface Subject {
  /** What the test is called. */
  title: string;
  /** The component whose functions are called. */
  bytes: () => Uint8Array;
  ours: () => Promise<Exports>;
  theirs: () => Promise<Exports>;
}

function alone(component: string): Subject {
  return {
    title: component,
    bytes: () => read(component),
    ours: () => viaBindings(component, read(component)),
    theirs: () => viaJco(component, read(component)),
  };
}

/** jco takes the representation 0, which QuickJS gives its first resource, for a missing handle: so one is kept. */
async function jcoScorer(): Promise<Exports> {
  const exports = await viaJco('scorer', read('scorer'));
  const { Window } = exports['edge:telemetry/scorer@1.0.0'] as {
    Window: new (capacity: number) => object;
  };
  kept.push(new Window(1));
  return exports;
}

const kept: object[] = [];

/** What is exported under names of WIT, as imports of another component. */
function handedOver(...all: Exports[]): Exports {
  const imports: Exports = {};
  for (const [key, value] of all.flatMap((each) => Object.entries(each)))
    if (key.includes(':')) imports[key.replace(/@.*/, '')] = value;
  return imports;
}

const log = { log: { default: () => undefined } };
const echo = ['echo', 'mirror'];
const telemetry = ['ingest', 'processor', 'scorer'];

/**
 * A stage before a worker before the maker of its counters. jco takes a counter that comes back from a worker inside of
 * the same composition for another class, so JavaScript hands its parts to each other.
 */
function relay(stage: string, worker: string, maker: string): Subject {
  const parts = [`stage-${stage}`, `worker-${worker}`, `maker-${maker}`] as const;
  const bytes = (): Uint8Array => composed(parts);
  return {
    title: `${parts.join(' before ')}, composed; handed to each other by JavaScript where jco runs it`,
    bytes,
    ours: () => viaBindings('relay', bytes()),
    theirs: async () => {
      const [first, second, third] = parts;
      const made = await viaJco(third, read(third));
      const worked = await viaJco(second, read(second), handedOver(made));
      const staged = await viaJco(first, read(first), handedOver(made, worked));
      return { ...made, ...staged };
    },
  };
}

const subjects: Subject[] = [
  ...['hello-rust', 'hello-ts', 'image-processor-rust', 'image-processor-ts', 'processor'].map(
    alone,
  ),
  alone('mirror'),
  { ...alone('scorer'), theirs: jcoScorer },
  {
    title: 'echo and mirror, composed',
    bytes: () => composed(echo),
    ours: () => viaBindings('echo', composed(echo), log),
    theirs: () => viaJco('echo', composed(echo), log),
  },
  ...['maker-rust', 'maker-c', 'maker-cpp'].map(alone),
  relay('rust', 'c', 'cpp'),
  relay('c', 'cpp', 'rust'),
  relay('cpp', 'rust', 'c'),
  {
    title: 'telemetry, composed; handed to each other by JavaScript where jco runs it',
    bytes: () => composed(telemetry),
    ours: () => viaBindings('telemetry', composed(telemetry)),
    theirs: async () => {
      const processor = await viaJco('processor', read('processor'));
      const parts = handedOver(processor, await jcoScorer());
      return viaJco('ingest', read('ingest'), parts);
    },
  },
];

/** Whether a handle occurs in a type. */
function hasHandles(resolve: Resolve, type: Type | null | undefined): boolean {
  const resolved = type === null || type === undefined ? 'u8' : dealias(resolve, type);
  if (typeof resolved === 'string') return false;
  const kind = resolve.types[resolved]?.kind;
  switch (kind?.kind) {
    case 'handle':
      return true;
    case 'record':
      return kind.fields.some((field) => hasHandles(resolve, field.type));
    case 'variant':
      return kind.cases.some((item) => hasHandles(resolve, item.type));
    case 'tuple':
      return kind.types.some((item) => hasHandles(resolve, item));
    case 'list':
    case 'option':
    case 'fixed-length-list':
      return hasHandles(resolve, kind.type);
    case 'result':
      return hasHandles(resolve, kind.ok) || hasHandles(resolve, kind.err);
    default:
      return false;
  }
}

/** Calls in a row, in which resources are made before they are used. */
const CALLS = 25;

describe.each(subjects)('$title', ({ bytes, ours, theirs }) => {
  const model = modelOf(bytes(), 'app');
  const { resolve } = model;
  const targets = targetsOf(model);
  const resourceful = targets.filter(
    ({ function: { params, result } }) =>
      params.some(({ type }) => hasHandles(resolve, type)) || hasHandles(resolve, result),
  );
  const withHandles = new Set(
    resourceful.length === 0
      ? []
      : targets.filter(({ instance }) => resourceful.some((each) => each.instance === instance)),
  );
  const plain = targets.filter((target) => !withHandles.has(target));
  let both = new Both({}, {});

  beforeAll(async () => {
    both = new Both(await ours(), await theirs());
  }, 60_000);

  afterAll(() => both.drop());

  if (plain.length > 0)
    test.each(plain.map((target) => [titleOf(target), target] as const))(
      '%s',
      (_, target) => {
        const args = argumentsOf(resolve, target, named);
        fc.assert(
          fc.property(args, (values) => {
            expect(both.call({ target, args: values })).toBe(true);
          }),
          { numRuns, includeErrorInReport: true },
        );
      },
      600_000,
    );

  // jco leaves some resources behind, so that only ours can be asked how many there are.
  const alive = targets.find((target) => target.function.name === 'alive');
  if (alive !== undefined) withHandles.delete(alive);

  if (withHandles.size > 0)
    test('functions with resources, called in a row', () => {
      const called = new Set<string>();
      const call = fc.oneof(
        ...[...withHandles].map((target): { weight: number; arbitrary: Arbitrary<RandomCall> } => ({
          // Without resources there is little to call.
          weight: target.function.kind.kind === 'constructor' ? 4 : 1,
          arbitrary: argumentsOf(resolve, target, named).map((args) => ({ target, args })),
        })),
      );
      fc.assert(
        fc.property(fc.array(call, { minLength: 1, maxLength: 2 * CALLS }), (calls) => {
          try {
            for (const each of calls) if (both.call(each)) called.add(titleOf(each.target));
          } finally {
            both.drop();
          }
          if (alive !== undefined) expect(both.ask(alive)).toBe(0);
        }),
        {
          numRuns: Math.ceil((numRuns * withHandles.size) / CALLS),
          includeErrorInReport: true,
          // What was called before counts, so that fewer calls say nothing.
          endOnFailure: true,
        },
      );
      if (numRuns >= 100)
        expect([...called].toSorted()).toEqual([...withHandles].map(titleOf).toSorted());
    }, 600_000);
});

describe('gates before a site, composed', () => {
  const chain = ['gate-method', 'gate-token', 'gate-path', 'site'];
  const bytes = composed(chain, { links: chained(chain, 'wasi:http/incoming-handler@0.2.12') });
  const types = { 'wasi:http/types': host['wasi:http/types'] };
  const request = fc.record(
    {
      method: fc.constantFrom('get', 'head', 'post', 'delete', 'brew'),
      path: fc.oneof(
        fc.string({ maxLength: 12 }).map((rest) => `/api/${rest}`),
        fc.string({ unit: 'binary', maxLength: 20 }),
      ),
      headers: fc.oneof(
        fc.string({ maxLength: 8 }).map((token) => ({ authorization: `Bearer ${token}` })),
        fc.constant({}),
      ),
    },
    { requiredKeys: ['method'], noNullPrototype: true },
  );

  test('answer requests alike', async () => {
    const [ours, theirs] = [
      await viaBindings('chain', bytes, types),
      await viaJco('chain', bytes, types),
    ];
    const statuses = new Set<number | undefined>();
    fc.assert(
      fc.property(request, (sent) => {
        const answer = ask(ours, sent);
        statuses.add(answer.status);
        expect(answer).toEqual(ask(theirs, sent));
      }),
      { numRuns, includeErrorInReport: true },
    );
    if (numRuns >= 1000) expect([...statuses].toSorted()).toEqual([200, 401, 404, 405]);
  }, 600_000);
});

test('a byte order mark is part of a text', async () => {
  const exports = await viaBindings('echo', composed(echo), log);
  const values = exports['test:echo/values@0.1.0'] as { echoString(text: string): string };
  for (const text of ['\uFEFF', '\uFEFFa', '\uFEFF\uFEFFb', `\uFEFF${'é'.repeat(99)}`])
    expect(values.echoString(text)).toBe(text);
});
