import { describe, expect, it } from 'vitest';
import { type Diagnostic, resolveSources, toJson } from '../../src/index.js';
import { inconsistencies } from '../support/consistency.js';

const SIZE = 1600;

function many(count: number, piece: (index: number) => string): string {
  let text = '';
  for (let i = 0; i < count; i += 1) text += `${piece(i)}\n`;
  return text;
}

/** Texts that would take ages, or overflow the stack, if anything were done for each pair or by recursion. */
const SHAPES: [name: string, codes: string[], make: (n: number) => string][] = [
  ['interfaces', [], (n) => many(n, (i) => `interface i${i} {}`)],
  ['types', [], (n) => `interface i { ${many(n, (i) => `type t${i} = list<u8>;`)} }`],
  [
    'aliases in a row, the last first',
    [],
    (n) => `interface i { ${many(n, (i) => `type t${i} = t${i + 1};`)} type t${n} = u8; }`,
  ],
  [
    'handles of the last of many aliases',
    [],
    (n) => `interface i { resource t0;
      ${many(n / 2, (i) => `type t${i + 1} = t${i};`)}
      ${many(n / 2, (i) => `fn${i}: func(a: borrow<t${n / 2}>, b: t${n / 2}, c: list<t${i}>);`)} }`,
  ],
  [
    'interfaces that use each other in a row',
    [],
    (n) => `${many(n, (i) => `interface i${i} { use i${i + 1}.{t}; }`)}
      interface i${n} { type t = u8; } world w { import i0; } world v { export i0; }`,
  ],
  [
    'a conflict at the end of a long row',
    ['WIT0176'],
    (
      n,
    ) => `interface i0 { type t = u8; } ${many(n, (i) => `interface i${i + 1} { use i${i}.{t}; }`)}
      world w { export i${n}; export i0; }`,
  ],
  [
    'a circle of types',
    ['WIT0142'],
    (n) => `interface i { ${many(n, (i) => `type t${i} = t${(i + 1) % n};`)} }`,
  ],
  [
    'a circle of interfaces',
    ['WIT0123'],
    (n) => many(n, (i) => `interface i${i} { use i${(i + 1) % n}.{}; }`),
  ],
  [
    'packages in a row',
    [],
    (n) => `${many(n, (i) => `package a:p${i} { interface i { use a:p${i + 1}/i.{}; } }`)}
      package a:p${n} { interface i {} }`,
  ],
  [
    'a circle of packages',
    ['WIT0115'],
    (n) => many(n, (i) => `package a:p${i} { interface i { use a:p${(i + 1) % n}/i.{}; } }`),
  ],
  [
    'circles of packages through one',
    ['WIT0115', 'WIT0116'],
    (n) => many(n, (i) => `package a:p${i} { world w { import a:p${i + 1}/w; import a:p0/w; } }`),
  ],
  [
    'worlds that include each other in a row',
    ['WIT0177'],
    (n) => `world w0 { import fn0: func(); }
      ${many(n, (i) => `world w${i + 1} { include w${i}; import fn${i + 1}: func(); }`)}`,
  ],
  [
    'a fan of includes',
    [],
    (n) => `${many(n, (i) => `world w${i} { import fn${i}: func(x: list<u8>); }`)}
      world all { ${many(n, (i) => `include w${i};`)} }`,
  ],
  [
    'many renames',
    [],
    (n) => `world v { resource r { m: func(); } ${many(n, (i) => `import fn${i}: func();`)} }
      world w { include v with { r as q, ${many(n, (i) => `fn${i} as gn${i},`)} } }`,
  ],
  [
    'many wrong renames',
    ['WIT0173'],
    (n) => `world v { ${many(n, (i) => `import fn${i}: func();`)} }
      world w { include v with { ${many(n, (i) => `hn${i} as gn${i},`)} } }`,
  ],
  [
    'inline interfaces that are copied',
    [],
    (n) => `world v { ${many(n, (i) => `import fn${i}: interface { f: func(x: list<u8>); }`)} }
      world w { include v; }`,
  ],
  [
    'records that hold each other three times',
    [],
    (n) => `interface i { record r0 { a: u8 }
      ${many(n, (i) => `record r${i + 1} { a: r${i}, b: r${i}, c: r${i} }`)} f: func() -> r${n}; }`,
  ],
  ['parameters', [], (n) => `interface i { f: func(${many(n, (i) => `a${i}: list<u8>,`)}); }`],
  ['methods', [], (n) => `interface i { resource r { ${many(n, (i) => `m${i}: func();`)} } }`],
  [
    'missing types beside many that are there',
    ['WIT0140'],
    (n) =>
      `interface i { ${many(n, (i) => `type some-name-${i} = u8; fn${i}: func(x: sone-name-${i});`)} }`,
  ],
  [
    'missing interfaces beside many that are there',
    ['WIT0122'],
    (n) => `${many(n, (i) => `interface some-name-${i} {}`)}
      world w { ${many(n, (i) => `import sone-name-${i};`)} }`,
  ],
  ['missing packages', ['WIT0116'], (n) => `world w { ${many(n, (i) => `import a:p${i}/i;`)} }`],
  ['names twice', ['WIT0143'], (n) => `interface i { ${many(n, () => 'type t = u8;')} }`],
  ['imports twice', ['WIT0170'], (n) => `world i { ${many(n, () => 'import f: func();')} }`],
  [
    'imports that differ in case',
    ['WIT0175'],
    (n) => `world i { ${many(n, (i) => `import fn${i}: func(); import FN${i}: func();`)} }`,
  ],
];

describe('very much of', () => {
  it.each(SHAPES)('%s', (_, codes, make) => {
    const run = (n: number): [number, Diagnostic[]] => {
      const text = `package a:b;\n${make(n)}`;
      const start = performance.now();
      const { resolve, diagnostics } = resolveSources([{ path: 'a.wit', text }]);
      const took = performance.now() - start;
      expect(inconsistencies(resolve)).toEqual([]);
      return [took, diagnostics];
    };
    const [short] = run(SIZE / 16);
    const [long, diagnostics] = run(SIZE);
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    expect([...new Set(errors.map(({ code }) => code))]).toEqual(codes);
    for (const { message } of diagnostics) expect(message.length).toBeLessThan(400);
    // Generous, since the machine does other things too; anything quadratic takes far longer at this size.
    expect(long).toBeLessThan(short * 80 + 4000);
  });
});

it('refuses to repeat a long row of interfaces in very many worlds', () => {
  const text = `package a:b; interface i0 { type t = u8; }
    ${many(1200, (i) => `interface i${i + 1} { use i${i}.{t}; }`)}
    ${many(1200, (i) => `world w${i} { import i1200; }`)}`;
  const { diagnostics } = resolveSources([{ path: 'a.wit', text }]);
  expect(diagnostics.map(({ code }) => code)).toEqual(['WIT0177']);
});

it('takes the names that objects have as names', () => {
  const names = ['%constructor', 'to-string', 'has-own-property', 'value-of', 'proto'];
  const text = `package a:b;
    ${names.map((name) => `interface ${name} { type t = u8; f: func(${name}: t) -> t; }`).join('\n')}
    world w { ${names.map((name) => `import ${name}; export ${name}-fn: func(${name}: u8);`).join('\n')} }`;
  const { resolve, diagnostics } = resolveSources([{ path: 'a.wit', text }]);
  expect(diagnostics).toEqual([]);
  expect(Object.keys(JSON.parse(toJson(resolve)).packages[0].interfaces)).toEqual(
    names.map((name) => name.replace('%', '')),
  );
});
