import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkName, repairName } from '../../src/lexer/identifiers.js';
import { Lexer } from '../../src/lexer/lexer.js';
import { readString } from '../../src/lexer/strings.js';
import { keywordToken, punctuationToken, witTokens } from '../../src/lexer/tokens.js';

const lexer = new Lexer();

const shown = (text: string, using = lexer): string[] =>
  using.tokenize(text).tokens.map((token) => `${token.tokenType.name} ${token.image}`);

describe('tokens', () => {
  it('are numbered once each, and not with the numbers of chevrotain', () => {
    const numbers = witTokens.map((type) => type.tokenTypeIdx);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(Math.min(...numbers)).toBeGreaterThan(2);
  });

  it('are keywords, names, numbers, strings and signs', () => {
    expect(shown('record records %record a-b 12ab "a b" -> - > .')).toEqual([
      'Record record',
      'Identifier records',
      'Identifier %record',
      'Identifier a-b',
      'Integer 12',
      'Identifier ab',
      'StringToken "a b"',
      'Arrow ->',
      'Minus -',
      'GreaterThan >',
      'Period .',
    ]);
  });

  it('spell every keyword and sign', () => {
    for (const type of witTokens) {
      if (type.text !== undefined) expect(shown(type.text)).toEqual([`${type.name} ${type.text}`]);
    }
  });

  it('cut versions into pieces', () => {
    expect(shown('1.0.0-rc.1').join()).toBe(
      'Integer 1,Period .,Integer 0,Period .,Integer 0,Minus -,Identifier rc,Period .,Integer 1',
    );
  });

  it('know the comments before them', () => {
    const { tokens, comments } = lexer.tokenize('// a\n/* b */ x // c\n y z');
    expect(comments).toHaveLength(3);
    expect(tokens.map(({ docsStart, docsEnd }) => [docsStart, docsEnd])).toEqual([
      [0, 2],
      [2, 3],
      [3, 3],
    ]);
  });

  it('cover the text without overlap', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { tokens, comments, faults } = lexer.tokenize(text);
        const pieces = [
          ...tokens.map((token) => [token.startOffset, token.end] as const),
          ...comments.map(({ start, end }) => [start, end] as const),
        ].toSorted((a, b) => a[0] - b[0]);
        let at = 0;
        for (const [start, end] of pieces) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(at).toBeLessThanOrEqual(text.length);
        for (const { start, end } of faults) expect(end).toBeGreaterThanOrEqual(start);
      }),
      { numRuns: 500 },
    );
  });

  it('can be extended', () => {
    const extended = new Lexer([
      ...witTokens,
      keywordToken('Let', 'let'),
      punctuationToken('Spread', '...'),
      punctuationToken('LeftBracket', '['),
    ]);
    expect(shown('let letter ... .. [', extended)).toEqual([
      'Let let',
      'Identifier letter',
      'Spread ...',
      'Period .',
      'Period .',
      'LeftBracket [',
    ]);
  });
});

describe('names', () => {
  it.each(['a', 'a-b', 'A-B', 'a-B', 'a0-000-3d4a-54FF', 'is-XML', 'ENOENT'])('%s is one', (name) =>
    expect(checkName(name)).toBeUndefined(),
  );

  it.each([
    ['', 'empty-part'],
    ['a-', 'empty-part'],
    ['-a', 'empty-part'],
    ['a--b', 'empty-part'],
    ['0', 'bad-start'],
    ['_a', 'bad-start'],
    ['é', 'bad-start'],
    ['😼', 'bad-start'],
    ['aB', 'mixed-case'],
    ['Ab', 'mixed-case'],
    ['a1B', 'mixed-case'],
    ['a_b', 'bad-character'],
    ['a.b', 'bad-character'],
    ['ab\u212b', 'bad-character'],
  ])('%s is none', (name, kind) => expect(checkName(name)?.kind).toBe(kind));

  it.each([
    ['myType', 'my-type'],
    ['HTTPServer', 'http-server'],
    ['my_type', 'my-type'],
    ['_a__b_', 'a-b'],
    ['é', undefined],
    ['', undefined],
  ])('%s could be %s', (name, repaired) => expect(repairName(name)).toBe(repaired));

  it('that are repaired are names', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const repaired = repairName(name);
        if (repaired !== undefined) expect(checkName(repaired)).toBeUndefined();
      }),
    );
  });
});

describe('strings', () => {
  it.each([
    ['"a b"', 'a b'],
    ['""', ''],
    ['"\\u{1_f_6_3_c}"', '😼'.codePointAt(0) === 0x1f63c ? '\u{1f63c}' : ''],
    ['"\\c3\\a9"', 'é'],
    ['"\\00"', '\0'],
    ['"\\"\\\'\\t\\n\\r\\\\"', '"\'\t\n\r\\'],
    ['"\ufeffa"', 'a'],
    ['"\ufeff\\61"', 'a'],
    ['"\\u{feff}a"', '\ufeffa'],
  ])('%s', (literal, text) =>
    expect(readString(literal, 0)).toEqual({ end: literal.length, text }),
  );

  it('end at the line after a fault', () => {
    expect(readString('"a\nb"', 0)).toEqual({ end: 2, fault: { kind: 'unterminated', at: 2 } });
    expect(readString('"\\x" c', 0).end).toBe(4);
  });
});
