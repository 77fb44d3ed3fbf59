import { describe, expect, it } from 'vitest';
import { marked } from '../support/marked.js';
import { APP, wasiFiles } from '../support/wasi.js';

describe('hover', () => {
  const { service, at } = marked(
    {
      'app/app.wit': `/// All about apps.
package a:app@1.2.0;
use b:li$wb/types@0.1.0 as lib-types;
/// What it does.
interface ap$0i {
  use lib-types.{handle as it$1em};
  /// Two numbers.
  /// And a line.
  @since(version = 1.1.0)
  @deprecated(version = 1.2.0)
  record po$2int {
    /// Across.
    x$3: u8,
    y: u64,
  }
  variant choi$4ce { one(point$5), two }
  enum col$6our { red, gr$7een }
  flags bi$8ts { a, b, c }
  type na$9mes = list<string>;
  f: fu$anc(a: poi$bnt, n: na$cmes) -> result<point, string>;
  g$d: func() -> u32;
  long: func(a$e: tuple<u64, u64, u64, u64, u64, u64, u64, u64, u64>, b: tuple<u64, u64, u64, u64, u64, u64, u64, u64>);
  h: func(o: opt$fion<u1$g6>);
  cycle: func(c: b$had);
  type bad = list<b$iad>;
  type lost = list<nothing>;
  u: func(l: lo$jst);
}
/// A world.
world w$k {
  import ap$li;
  @unstable(feature = ho$mt)
  export ru$nn: func(p: api-point) -> tuple<u8, u8>;
  use api.{point as api-po$oint};
  import in$pl: interface { q: func(); }
}
// nothi$qng here
`,
      'app/deps/lib/lib.wit': `package b:lib@0.1.0;
interface types {
  /** A thing. */
  resource han$rdle { const$sructor(n: u32); read: fu$tnc() -> list<u8>; rea$ud: func() -> list<u8>; ma$vke: static func() -> handle; }
}
`,
    },
    { features: ['hot'] },
  );
  const hover = (mark: string): string => service.hover(...at(mark))?.contents ?? '';

  const cases: [mark: string, parts: string[]][] = [
    ['0', ['```wit\ninterface api\n```', 'What it does.', 'in `a:app@1.2.0`']],
    [
      '1',
      ['resource handle', 'A thing.', 'in `b:lib/types@0.1.0`', 'here `item`', 'a handle: 4 bytes'],
    ],
    [
      '2',
      [
        '```wit\nrecord point {\n  x: u8,\n  y: u64,\n}\n```',
        'Two numbers.\nAnd a line.',
        'in `a:app/api@1.2.0`',
        'since 1.1.0',
        '**deprecated** since 1.2.0',
        '16 bytes, aligned to 8; flat: i32 i64',
      ],
    ],
    ['3', ['x: u8', 'Across.', 'a:app/api.point@1.2.0', '1 byte, aligned to 1; flat: i32']],
    ['4', ['variant choice', '24 bytes, aligned to 8; flat: i32 i32 i64']],
    ['5', ['record point', 'Two numbers.']],
    ['6', ['enum colour', '1 byte, aligned to 1; flat: i32']],
    ['7', ['green', 'a:app/api.colour@1.2.0']],
    ['8', ['flags bits', '1 byte, aligned to 1; flat: i32']],
    ['9', ['type names = list<string>;', '8 bytes, aligned to 4; flat: i32 i32']],
    ['b', ['record point']],
    ['c', ['type names']],
    ['d', ['g: func() -> u32;', 'core: `(func (result i32))`']],
    ['e', ['a: tuple<u64', 'flat: i64 i64']],
    ['f', ['option<u16>', '4 bytes, aligned to 2; flat: i32 i32']],
    ['g', ['u16', '2 bytes, aligned to 2; flat: i32']],
    ['h', ['type bad = list<bad>;']],
    ['i', ['type bad']],
    ['j', ['type lost']],
    ['k', ['world w', 'A world.']],
    ['l', ['interface api', 'What it does.']],
    ['m', ['feature `hot`, switched on']],
    [
      'n',
      [
        'export run: func(p: api-point) -> tuple<u8, u8>;',
        'unstable: needs the feature `hot`',
        'core: `(func (param i32 i64) (result i32))`',
      ],
    ],
    ['o', ['record point', 'here `api-point`']],
    ['p', ['import inl: interface', 'in `a:app/w@1.2.0`']],
    ['r', ['resource handle {']],
    ['s', ['constructor(n: u32)', 'core: `(func (param i32) (result i32))`']],
    [
      'u',
      [
        'read: func() -> list<u8>',
        'core: imported as `(func (param i32 i32))`, exported as `(func (param i32) (result i32))`',
      ],
    ],
    ['v', ['make: static func() -> handle', 'core: `(func (result i32))`']],
    ['w', ['package b:lib@0.1.0;', 'interfaces: `types`']],
  ];
  for (const [mark, parts] of cases) {
    it(`at $${mark}`, () => {
      for (const part of parts) expect(hover(mark)).toContain(part);
    });
  }

  it('says nothing about keywords and comments', () => {
    expect(['a', 'q', 't'].map(hover)).toEqual(['', '', '']);
  });

  it('gives no layout where something is missing or circular', () => {
    for (const mark of ['j', 'k']) expect(hover(mark)).not.toContain('flat');
    expect(hover('h')).not.toContain('core');
  });

  it('passes long parameters through memory', () => {
    const { service: own, at: place } = marked({
      'app/a.wit': `package a:b; interface i { ma$0ny: func(a: tuple<u64, u64, u64, u64, u64, u64, u64, u64, u64>, b: tuple<u64, u64, u64, u64, u64, u64, u64, u64>); }`,
    });
    expect(own.hover(...place('0'))?.contents).toContain('core: `(func (param i32))`');
  });

  it('tells what wasi:http/types.fields is', () => {
    const { service: wasi, texts } = marked(wasiFiles());
    const http = 'app/deps/wasi-http/package.wit';
    const text = texts.get(http) ?? '';
    const offset = text.indexOf('resource fields') + 'resource '.length;
    const found = wasi.hover(http, offset);
    expect(found?.range).toEqual({ start: offset, end: offset + 'fields'.length });
    expect(found?.contents).toContain('resource fields {');
    expect(found?.contents).toContain('in `wasi:http/types@0.2.12`');
    expect(found?.contents).toContain('a handle: 4 bytes, aligned to 4; flat: i32');
    const alias = texts.get(APP)?.indexOf('source>') ?? -1;
    expect(wasi.hover(APP, alias + 2)?.contents).toContain('resource input-stream');
  });
});
