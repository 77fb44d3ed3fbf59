// What is called, the same way in every implementation: `make` gives the call for the exports of one of them, `core` the
// bare core function where a value is one core value.

import { Ticket } from './host.mjs';

function inner(exports) {
  return exports['bench:calls/inner'] ?? exports.inner;
}

function outer(exports) {
  return exports['bench:calls/outer'] ?? exports.outer;
}

/** A call of one function with one value. */
function one(name, member, value, core) {
  const make = (exports) => {
    const call = inner(exports)[member];
    return () => call(value);
  };
  return { name, make, core };
}

export const cases = [
  {
    name: 'u32, u32 → u32',
    scalar: true,
    core: ({ add }) => {
      return (index) => add(index, 2);
    },
    make: (exports) => {
      const { add } = inner(exports);
      return (index) => add(index, 2);
    },
  },
  one('string of 5', 'echoString', 'hello'),
  one('string of 11', 'echoString', 'hello world'),
  one('string of 100', 'echoString', 'x'.repeat(100)),
  one('string of 10k', 'echoString', 'y'.repeat(10_000)),
  one('string of 11, not ASCII', 'echoString', 'hällo wörld'),
  one('list<u8> of 16', 'echoBytes', new Uint8Array(16)),
  one('list<u8> of 10k', 'echoBytes', new Uint8Array(10_000)),
  one('list<f64> of 10', 'echoFloats', new Float64Array(10)),
  one('list<f64> of 1k', 'echoFloats', new Float64Array(1000)),
  one(
    '100 records {f64, f64, string}',
    'echoPoints',
    Array.from({ length: 100 }, (_, index) => ({ x: index, y: -index, label: `point ${index}` })),
  ),
  one('option', 'echoOption', 7, ({ option }) => {
    return () => option(1, 7);
  }),
  one('variant', 'echoShape', { tag: 'round', val: 1.5 }, ({ variant }) => {
    return () => variant(1, 4609434218613702656n);
  }),
  one('result, ok', 'check', 7, ({ result }) => {
    return () => result(7);
  }),
  {
    name: 'result, err',
    make: (exports) => {
      const { check } = inner(exports);
      return () => {
        try {
          return check(0);
        } catch (error) {
          return error;
        }
      };
    },
  },
  {
    ...one(
      'enum',
      'echoColour',
      'green',
      ({ same }) =>
        () =>
          same(1),
    ),
    scalar: true,
  },
  one('flags', 'echoRights', { read: true, write: false, run: true }, ({ same }) => {
    return () => same(5);
  }),
  {
    name: 'resource method',
    core: ({ get }) => {
      return () => get(7);
    },
    make: (exports) => {
      const { Counter } = inner(exports);
      const counter = new Counter(7);
      return () => counter.get();
    },
  },
  {
    name: 'two borrows',
    core: ({ sum }) => {
      return () => sum(7, 8);
    },
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
  {
    name: 'import of u32 → u32',
    scalar: true,
    core: (main) => {
      const call = main['call-note'];
      return (index) => call(index);
    },
    make: (exports) => {
      const { callNote } = inner(exports);
      return (index) => callNote(index);
    },
  },
  one('import of a string of 11', 'callText', 'hello world'),
  one('imported resource, lent', 'readTicket', new Ticket(7)),
  one('imported resource, made and dropped', 'useTicket', 7),
  {
    name: 'component → component, u32',
    scalar: true,
    count: 1000,
    core: ({ adds }) => {
      return () => adds(1000);
    },
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
