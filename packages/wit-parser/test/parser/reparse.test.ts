import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, reparse } from '../../src/index.js';

const TEXT = `/// Docs of the package.
package a:b@1.0.0; // behind
use c:d/e@1.0.0 as f;

/// Docs.
@since(version = 1.0.0) // gate
interface first {
  use f.{x, y as z}; /* in between */
  /// A record.
  record r { a: list<tuple<u8, map<string, z>>>, /* b */ b: list<u8, 4>, c: result<_, x>, }
  variant v { one(option<r>), two } enum e { p, q } flags g { m, n }
  resource s { constructor(a: own<s>) -> result<s>; @deprecated(version = 1.0.0) go: async func() -> future<u8>; st: static func(b: borrow<s>); }
  type t = stream;
  // last
}
/* before the world */ world w {
  import i: interface { h: func(a: error-context); }
  export l: c:d/e@1.0.0; import j: func(); export c:d/k;
  @unstable(feature = hot) include o with { a as b, c as d };
}
package n:m { interface inner { type u = u8; } world v2 {} }
use first as second;
// the end
`;

/** A text with mistakes in it. */
const BROKEN = TEXT.replace('type t = stream;', 'type t = ; f func();').replace(
  'flags g {',
  'flags g (',
);

const PIECES = [
  ...'{}();:,.<>@/%=-"\n xé\u202e',
  '// ',
  '/* ',
  '*/',
  '/// d\n',
  'interface z {}',
  'record',
  '@since(version = 1.0.0)',
  'type t = list<u8>;',
  '\ud83d',
  '"a\\n"',
];

describe('reparse', () => {
  for (const [name, text] of [
    ['a sound text', TEXT],
    ['a text with mistakes', BROKEN],
  ] as const) {
    it(`reads what parsing reads after any edits of ${name}`, { timeout: 600_000 }, () => {
      let partial = 0;
      const edit = fc.record({
        at: fc.nat(TEXT.length),
        cut: fc.oneof(fc.constant(0), fc.nat(8)),
        piece: fc.constantFrom(...PIECES, ''),
      });
      fc.assert(
        fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
          let source: string = text;
          let known = parse(source, 'a.wit');
          for (const { at, cut, piece } of edits) {
            source = source.slice(0, at) + piece + source.slice(at + cut);
            const again = reparse(known, source);
            const whole = parse(source, 'a.wit');
            if (again !== undefined) {
              partial += 1;
              expect(again).toEqual(whole);
            }
            known = again ?? whole;
          }
        }),
        { numRuns: 200 * Number(process.env['WIT_TS_RUNS'] ?? 1), seed: 11 },
      );
      expect(partial).toBeGreaterThan(100);
    });
  }

  it('leaves what it cannot read alone', () => {
    const before = parse(TEXT, 'a.wit');
    const copy = structuredClone(before);
    for (const text of [
      TEXT.replace('package a:b', 'package a:c'),
      TEXT.replace('use f.{x,', 'use f.{x }} ,'),
      TEXT.replace('// last', '/* last'),
      TEXT.replace('interface first', 'interface fourth'),
      '',
      TEXT + TEXT,
    ]) {
      expect(reparse(before, text)).toBeUndefined();
      expect(before).toEqual(copy);
    }
  });

  it('reads the same text again', () => {
    const again = reparse(parse(TEXT, 'a.wit'), TEXT);
    expect(again ?? parse(TEXT, 'a.wit')).toEqual(parse(TEXT, 'a.wit'));
  });
});
