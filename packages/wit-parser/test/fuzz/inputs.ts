/** Texts for the fuzz tests: mutated and truncated files, tokens in any order, arbitrary bytes. */

import fc from 'fast-check';

const WORDS =
  '{ } ( ) < > , ; : = . / @ -> - + * % " _ 0 1 01 4294967296 1.0.0 1.0.0-a.b use type func u8 string record resource ' +
  'own borrow flags variant enum option result future stream list map as from static interface tuple world import ' +
  'export package constructor include with async error-context foo %foo Foo FOO foo- a--b _a é % // /* */ /**/ # [ 😀 ' +
  '"a" "\\n" "\\u{41}" "\\ff" list< a: toString __proto__ @external-id("x") use a:b/c@1.0.0.{d};';

const PHRASES = [
  '\n',
  '\r',
  '\r\n',
  '\t',
  '\u00a0',
  '\u0001',
  '\u202a',
  '\ufeff',
  '\ud800',
  '@since(version = 1.0.0)',
  '@unstable(feature = x)',
  'package a:b;',
  'interface i {',
  'world w {',
  'record r {',
  'f: func();',
  'a: u8,',
];

const PIECES = WORDS.split(' ').concat(PHRASES);

/** One change of a text: cut, insert, replace, double or swap a piece. */
interface Change {
  kind: number;
  at: number;
  other: number;
  piece: number;
}

const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.nat(6),
  at: fc.nat(),
  other: fc.nat(),
  piece: fc.nat(PIECES.length - 1),
});

function mutate(text: string, changes: readonly Change[]): string {
  const parts = text.match(/[A-Za-z0-9_%-]+|\s+|./gsu) ?? [];
  for (const { kind, at, other, piece } of changes) {
    const index = parts.length === 0 ? 0 : at % parts.length;
    const second = parts.length === 0 ? 0 : other % parts.length;
    const inserted = PIECES[piece] ?? '';
    if (kind === 0) parts.splice(index, 1 + (other % 4));
    else if (kind === 1) parts.splice(index, 0, inserted);
    else if (kind === 2) parts[index] = inserted;
    else if (kind === 3) parts.splice(index, 0, ` ${inserted} `);
    else if (kind === 4) {
      [parts[index], parts[second]] = [parts[second] ?? '', parts[index] ?? ''];
    } else if (kind === 5) parts.splice(index, 0, ...parts.slice(second, second + 20));
    else if (other % 8 === 0) parts.length = index;
  }
  return parts.join('');
}

/** Files that were changed in a few places. */
export function mutatedFiles(seeds: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...seeds), fc.array(change, { minLength: 1, maxLength: 6 }))
    .map(([text, changes]) => mutate(text, changes));
}

/** Pieces of WIT in any order. */
export const tokenSoup: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...PIECES), { maxLength: 60 })
  .map((pieces) => pieces.join(' '));

/** Arbitrary text, lone surrogates and control characters included. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.nat(0xffff), { maxLength: 200 }).map((units) => String.fromCharCode(...units)),
);

/** Arbitrary bytes, as UTF-8 with replacement characters. */
export const anyBytes: fc.Arbitrary<Uint8Array> = fc.uint8Array({ maxLength: 300 });
