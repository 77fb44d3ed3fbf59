/** What a relay of components answers, whichever languages its parts are written in. */
import type { Call } from './fixtures.js';

/** A chain: stages, the first one outermost, then a worker and the maker of its counters; each by its language. */
export interface Chain {
  stages: readonly string[];
  worker: string;
  maker: string;
}

const COUNTERS = 'test:relay/counters@1.0.0';
export const WORK = 'test:relay/work@1.0.0';

const ITEMS = [
  { name: 'tea', amount: 3, marks: ['x'] },
  { name: '', amount: 1, marks: [] },
  { name: 'cup', amount: 0, marks: [] },
  { name: 'jam ü', amount: 4, marks: [] },
];

function counters(name: string, args: Call['args'], value: Call['value']): Call {
  return { instance: COUNTERS, function: name, args, value };
}

function work(name: string, args: Call['args'], value: Call['value']): Call {
  return { instance: WORK, function: name, args, value };
}

/** Calls, each with its answer. */
export function callsOf({ stages, worker, maker }: Chain): Call[] {
  const names = stages.map((stage) => `stage-${stage}`);
  const refused = stages.map((stage) => `${stage}: `).join('');
  return [
    counters('[constructor]counter', [5], { handle: 0 }),
    counters('[constructor]counter', [7], { handle: 1 }),
    counters('join', [{ result: 0 }, { result: 1 }], { handle: 2 }),
    counters('[constructor]counter', [100], { handle: 3 }),
    counters('sum', [[{ result: 2 }, { result: 3 }, { result: 2 }]], '124'),
    work('weigh', [{ result: 2 }, 10], { tag: 'ok', val: String(12 + 12 + 10 + stages.length) }),
    work('weigh', [{ result: 2 }, null], {
      tag: 'err',
      val: [...names, `worker-${worker}`].join(', '),
    }),
    work('[constructor]job', ['ann·bob', { result: 2 }], { handle: 7 }),
    work(
      '[method]job.push',
      [{ result: 7 }, ITEMS],
      [
        { tag: 'counted', val: '15' },
        { tag: 'refused', val: `${refused}no name` },
        { tag: 'skipped' },
        { tag: 'counted', val: '19' },
      ],
    ),
    work(
      '[method]job.log',
      [{ result: 7 }],
      [
        ...names,
        `worker-${worker} of ${['ann', 'bob', ...stages].join('+')}`,
        `TEA=3[${['x', ...stages].join(',')}]@${maker}`,
        `JAM ü=4[${stages.join(',')}]@${maker}`,
      ],
    ),
    work('finish', [{ result: 7 }], { handle: 10 }),
    counters('[method]counter.value', [{ result: 10 }], 19),
  ];
}

/** Every chain of so many stages. */
export function allChains(languages: readonly string[], stages: number): Chain[] {
  let lists: string[][] = [[]];
  for (let parts = 0; parts < stages + 2; parts++) {
    lists = lists.flatMap((list) => languages.map((language) => [...list, language]));
  }
  return lists.map((list) => ({
    stages: list.slice(0, stages),
    worker: list[stages] ?? '',
    maker: list[stages + 1] ?? '',
  }));
}

/** Some of the chains, among which every language stands before every other one. */
export function someChains(languages: readonly string[], stages: number): Chain[] {
  const count = languages.length;
  const language = (index: number): string => languages[index % count] ?? '';
  return languages.flatMap((_, first) =>
    languages.map((__, step) => ({
      stages: Array.from({ length: stages }, (___, index) => language(first + index * step)),
      worker: language(first + stages * step),
      maker: language(first + (stages + 1) * step),
    })),
  );
}

/** `rust → c → go` */
export function nameOf({ stages, worker, maker }: Chain): string {
  return [...stages, worker, maker].join(' → ');
}
