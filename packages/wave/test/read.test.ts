import { describe, expect, it } from 'vitest';
import { callArguments, parseCall, parseWave, printWave } from '@wit-ts/wave';
import { EVERY_TYPE, functionsOf } from './types.js';

const every = functionsOf(EVERY_TYPE);

/** The value of the first parameter, or the code of the diagnostic. */
function read(name: string, text: string): unknown {
  const result = parseWave(text, every.type(name), every.resolve);
  return result.ok ? { value: result.value } : result.diagnostics[0]?.code;
}

/** The value written again. */
function again(name: string, text: string): string | undefined {
  const result = parseWave(text, every.type(name), every.resolve);
  if (!result.ok) return result.diagnostics[0]?.message;
  return printWave(result.value, every.type(name), every.resolve);
}

const accepted: [name: string, text: string, printed: string][] = [
  ['chars', String.raw`['W', '🌊', '☃']`, "['W', '🌊', '☃']"],
  [
    'chars',
    String.raw`['\\', '\'', '\"', '\t', '\n', '\r', '"']`,
    String.raw`['\\', '\'', '\"', '\t', '\n', '\r', '\"']`,
  ],
  [
    'chars',
    String.raw`['\u{0}', '\u{000000}', '\u{78}', '\u{002603}', '\u{10ffff}']`,
    String.raw`['\u{0}', '\u{0}', 'x', '☃', '\u{10ffff}']`,
  ],
  [
    'chars',
    String.raw`['\u{301}', '\u{200d}', '\u{a0}', '\u{7f}', ' ']`,
    String.raw`['\u{301}', '\u{200d}', '\u{a0}', '\u{7f}', ' ']`,
  ],
  [
    'a-needs',
    '\n { // {\n must: 1, // ,\n may: some( // (\n 2 ) // )\n } // end',
    '{must: 1, may: some(2)}',
  ],
  ['a-side', 'left', 'left'],
  ['a-side', '%left', 'left'],
  ...['true', 'false', 'some', 'none', 'ok', 'err', 'inf', 'nan'].map(
    (word): [string, string, string] => ['a-keyword', `%${word}`, `%${word}`],
  ),
  ['an-access', '{}', '{}'],
  ['an-access', '{ read, }', '{read}'],
  ['an-access', '{%write, run-as-root, read}', '{read, write, run-as-root}'],
  ['floats', '[0, 0.0, 0e0, 0e-1, 0e+1, 0.000e100]', '[0, 0, 0, 0, 0, 0]'],
  [
    'floats',
    '[-3.1415, -100000, -0.0e-0, nan, inf, -inf]',
    '[-3.1415, -100000, -0, nan, inf, -inf]',
  ],
  ['a-f32', '3.4028234664e38', '340282350000000000000000000000000000000'],
  ['a-f32', '3.4028234664e39', 'inf'],
  ['a-f32', '1.4012984643e-45', '0.000000000000000000000000000000000000000000001'],
  ['a-f32', '1.4012984643e-46', '0'],
  ['a-f64', '1e21', '1000000000000000000000'],
  ['a-f64', '123456.789e-9', '0.000123456789'],
  ['a-needs', '{must: 1}', '{must: 1}'],
  ['a-needs', '{%must: 1, may: none,}', '{must: 1}'],
  ['a-needs', '{may: 2, must: 1}', '{must: 1, may: some(2)}'],
  ['a-loose', '{:}', '{:}'],
  ['a-loose', '{ : }', '{:}'],
  ['a-loose', '{a:none,b:none}', '{:}'],
  ['a-loose', '{b:some(2),a:1}', '{a: some(1), b: some(2)}'],
  [
    'a-words',
    '{true: true, false: false, some: some(1), none: none, ok: ok, err: err, inf: inf, nan: nan}',
    '{true: true, false: false, some: some(1), ok: ok, err: err, inf: inf, nan: nan}',
  ],
  ['a-string', '""', '""'],
  ['a-string', String.raw`"\\\'\"\t\n\r'\u{27}\u{2603}"`, String.raw`"\\\'\"\t\n\r\'\'☃"`],
  ['a-string', '"""\n"""', '""'],
  ['a-string', '"""\r\n  a\r\n  b\\r\r\n  """', String.raw`"a\nb\r"`],
  ['a-string', '"""\n    in\n  out\n      deep\n  """', String.raw`"  in\nout\n    deep"`],
  ['a-string', '"""\n\nkept\n\n"""', String.raw`"\nkept\n"`],
  ['a-string', '"""\n""\\""\n"""', String.raw`"\"\"\"\""`],
  ['pair', '(1, "a",)', '(1, "a")'],
  ['three', '[1, 2, 3]', '[1, 2, 3]'],
  ['bytes', '[]', '[]'],
  ['bytes', '[1,]', '[1]'],
  [
    'longs',
    '[-9223372036854775808, 9223372036854775807]',
    '[-9223372036854775808, 9223372036854775807]',
  ],
  ['a-u64', '18446744073709551615', '18446744073709551615'],
  ['a-s8', '-0', '0'],
  ['a-shape', 'nothing', 'nothing'],
  ['a-shape', 'circle(2.5)', 'circle(2.5)'],
  ['a-shape', '%ok(1)', '%ok(1)'],
  ['a-maybe', '1', 'some(1)'],
  ['a-maybe', 'none', 'none'],
  ['maybe-maybe', 'some(some(1))', 'some(some(1))'],
  ['maybe-maybe', 'some(none)', 'some(none)'],
  ['maybe-maybe', 'some(1)', 'some(some(1))'],
  ['maybe-maybe', 'none', 'none'],
  ['maybe-list', '[1]', 'some([1])'],
  ['maybe-result', 'some(1)', 'some(ok(1))'],
  ['either', '1', 'ok(1)'],
  ['either', 'err("no")', 'err("no")'],
  ['err-only', 'ok', 'ok'],
  ['bare', 'err', 'err'],
  ['result-maybe', 'ok(1)', 'ok(some(1))'],
  ['table', '[("a", 1), ("constructor", 2)]', '[("a", 1), ("constructor", 2)]'],
];

const refused: [name: string, text: string, code: string][] = [
  ...[
    `''`,
    `'ab'`,
    `'☃☃'`,
    String.raw`'\n\n'`,
    String.raw`'\z'`,
    String.raw`'\x1f'`,
    String.raw`'\u1f'`,
    String.raw`'\u{1f'`,
    String.raw`'\u{}'`,
    String.raw`'\u{x}'`,
    String.raw`'\u{12345678}'`,
    `'`,
    `'x`,
    String.raw`'\'`,
    `'\n'`,
    `'''`,
  ].map((text): [string, string, string] => ['a-char', text, 'WAVE0001']),
  ['a-char', String.raw`'\u{110000}'`, 'WAVE0009'],
  ['a-char', String.raw`'\u{D800}'`, 'WAVE0009'],
  ['a-char', String.raw`'\u{DFFF}'`, 'WAVE0009'],
  ['a-char', `x'`, 'WAVE0001'],
  ['a-char', '"x"', 'WAVE0011'],
  ['a-needs', '// {must: 1}', 'WAVE0003'],
  ['a-needs', '{must: 1', 'WAVE0003'],
  ['a-needs', '{ // must: 1,\n may: none }', 'WAVE0013'],
  ['a-keyword', 'true', 'WAVE0011'],
  ['a-keyword', 'some', 'WAVE0003'],
  ['a-keyword', 'none', 'WAVE0011'],
  ['a-keyword', 'ok', 'WAVE0011'],
  ['a-keyword', 'inf', 'WAVE0011'],
  ['a-side', 'lefft', 'WAVE0015'],
  ['a-side', 'left(1)', 'WAVE0011'],
  ['an-access', '{read, read}', 'WAVE0008'],
  ['an-access', '{read, write, %read}', 'WAVE0008'],
  ['an-access', '{read, execute}', 'WAVE0016'],
  ['a-f32', '-nan', 'WAVE0001'],
  ['a-f32', 'NaN', 'WAVE0004'],
  ['a-f32', 'infinity', 'WAVE0011'],
  ['a-f32', '-infinity', 'WAVE0004'],
  ['a-f32', '-INFINITY', 'WAVE0001'],
  ['a-f32', 'Inf', 'WAVE0004'],
  ['a-f32', 'INF', 'WAVE0011'],
  ['a-f32', '-Inf', 'WAVE0001'],
  ['a-f32', '1.', 'WAVE0001'],
  ['a-f32', '.5', 'WAVE0001'],
  ['a-f32', '01', 'WAVE0004'],
  ['a-f32', '+1', 'WAVE0001'],
  ['strings', '["",,]', 'WAVE0002'],
  ['strings', '[,""]', 'WAVE0002'],
  ['strings', '[,]', 'WAVE0002'],
  ['strings', '[)', 'WAVE0002'],
  ['strings', '(]', 'WAVE0002'],
  ['strings', '[}', 'WAVE0002'],
  ['strings', '{]', 'WAVE0002'],
  ['strings', '["" ""]', 'WAVE0002'],
  ['a-maybe', 'some', 'WAVE0003'],
  ['a-maybe', 'some()', 'WAVE0002'],
  ['a-maybe', 'some(some(0))', 'WAVE0011'],
  ['a-maybe', 'none()', 'WAVE0004'],
  ['a-maybe', 'some(none)', 'WAVE0011'],
  ['maybe-maybe', '1', 'WAVE0011'],
  ['maybe-result', '1', 'WAVE0011'],
  ['maybe-result', 'ok(1)', 'WAVE0011'],
  ['result-maybe', 'some(1)', 'WAVE0011'],
  ['a-needs', '{may: some(0)}', 'WAVE0013'],
  ['a-needs', '{must: 0, must: 0}', 'WAVE0007'],
  ['a-needs', '{must: 0, may: none, %may: 1}', 'WAVE0007'],
  ['a-needs', '{must: 0,, }', 'WAVE0002'],
  ['a-needs', '{ , must: 0}', 'WAVE0002'],
  ['a-needs', '{must: 0 may: 1}', 'WAVE0002'],
  ['a-needs', '{must: 0, mya: 1}', 'WAVE0014'],
  ['a-loose', '{}', 'WAVE0011'],
  ['an-access', '{:}', 'WAVE0011'],
  ['ok-only', 'ok', 'WAVE0017'],
  ['ok-only', 'ok()', 'WAVE0002'],
  ['ok-only', 'o(0)', 'WAVE0011'],
  ['ok-only', 'err(0)', 'WAVE0018'],
  ['err-only', 'err', 'WAVE0017'],
  ['err-only', 'ok(0)', 'WAVE0018'],
  ['err-only', '0', 'WAVE0011'],
  ['bare', 'ok(0)', 'WAVE0018'],
  ['bare', 'e(0)', 'WAVE0011'],
  ['either', 'ok', 'WAVE0017'],
  ['either', 'err', 'WAVE0017'],
  ['a-string', String.raw`"\u{d800}"`, 'WAVE0009'],
  ['a-string', String.raw`"\u{d800}\u{dc00}"`, 'WAVE0009'],
  ['a-string', String.raw`"\u{110000}"`, 'WAVE0009'],
  ['a-string', String.raw`"\u{ffffffff}"`, 'WAVE0001'],
  ['a-string', String.raw`"\u{-1}"`, 'WAVE0001'],
  ['a-string', '"', 'WAVE0001'],
  ['a-string', '"\n"', 'WAVE0001'],
  ['a-string', '"""', 'WAVE0001'],
  ['a-string', '""""""', 'WAVE0010'],
  ['a-string', '""" """', 'WAVE0010'],
  ['a-string', '""""\n"""', 'WAVE0010'],
  ['a-string', '"""\n""', 'WAVE0001'],
  ['a-string', '"""more\n"""', 'WAVE0010'],
  ['a-string', '"""\nmore"""', 'WAVE0010'],
  ['a-string', '"""\n  """\n  """', 'WAVE0001'],
  ['a-string', '"""\n  a """ b\n  """', 'WAVE0004'],
  ['a-string', '"""\n less\n  """', 'WAVE0010'],
  ['a-string', '"""\n\\u{d800}\n"""', 'WAVE0009'],
  ['a-string', '"""\n\\j\n"""', 'WAVE0009'],
  ['a-string', '"""\n\\u{1\n}\n"""', 'WAVE0009'],
  ['pair', '()', 'WAVE0006'],
  ['pair', '(1)', 'WAVE0019'],
  ['pair', '(1, "", 2)', 'WAVE0019'],
  ['three', '[1, 2]', 'WAVE0019'],
  ['table', '["a", 1]', 'WAVE0011'],
  ['table', '[("a", 1, 2)]', 'WAVE0011'],
  ['a-shape', 'circle', 'WAVE0017'],
  ['a-shape', 'nothing(1)', 'WAVE0018'],
  ['a-shape', 'ok(1)', 'WAVE0011'],
  ['a-thing', '1', 'WAVE0021'],
  ['a-future', '1', 'WAVE0021'],
  ['a-bool', '1', 'WAVE0011'],
  ['a-bool', '', 'WAVE0003'],
  ['a-u8', '-0', 'WAVE0012'],
  ['a-u8', '1e1', 'WAVE0012'],
  ['a-u8', 'nan', 'WAVE0012'],
  ['a-u8', '9'.repeat(100_000), 'WAVE0012'],
  ['a-string', '#', 'WAVE0001'],
  ['a-string', '🌊', 'WAVE0001'],
  ['a-string', '"\ud83c"', 'WAVE0001'],
  ['a-char', "'\udf0a'", 'WAVE0001'],
];

const propertyName = (name: string): string => `__${name === 'must' ? 'proto' : name}__`;

const deep = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

/** The arguments of a call, or the code of the diagnostic. */
function argumentsOf(text: string, name: string): unknown {
  const call = parseCall(text);
  if (!call.ok) return call.diagnostics[0]?.code;
  const result = callArguments(call.value, every.function(name), every.resolve);
  return result.ok ? result.value : result.diagnostics[0]?.code;
}

describe('parseWave', () => {
  it.each(accepted)('%s takes %j', (name, text, printed) => {
    expect(again(name, text)).toBe(printed);
  });

  it.each(refused)('%s refuses %j', (name, text, code) => {
    expect(read(name, text)).toBe(code);
  });

  it.each([
    ['u8', 0, 255],
    ['s8', -128, 127],
    ['u16', 0, 65_535],
    ['s16', -32_768, 32_767],
    ['u32', 0, 4_294_967_295],
    ['s32', -2_147_483_648, 2_147_483_647],
  ])('%s holds its range and no more', (type, low, high) => {
    expect(read(`a-${type}`, String(low))).toEqual({ value: low });
    expect(read(`a-${type}`, String(high))).toEqual({ value: high });
    expect(read(`a-${type}`, String(low - 1))).toBe('WAVE0012');
    expect(read(`a-${type}`, String(high + 1))).toBe('WAVE0012');
  });

  it('gives values as host bindings take them', () => {
    expect(read('a-u64', '1')).toEqual({ value: 1n });
    expect(read('bytes', '[1, 2]')).toEqual({ value: Uint8Array.of(1, 2) });
    expect(read('longs', '[1]')).toEqual({ value: BigInt64Array.of(1n) });
    expect(read('an-access', '{run-as-root}')).toEqual({
      value: { read: false, write: false, runAsRoot: true },
    });
    expect(read('a-needs', '{must: 1}')).toEqual({ value: { must: 1 } });
    const loose = parseWave('{:}', every.type('a-loose'), every.resolve);
    expect(Object.keys(loose.ok ? (loose.value as object) : {})).toEqual(['a', 'b']);
    expect(read('a-shape', 'nothing')).toEqual({ value: { tag: 'nothing' } });
    expect(read('maybe-maybe', 'some(none)')).toEqual({ value: { tag: 'some', val: undefined } });
    expect(read('maybe-maybe', 'none')).toEqual({ value: { tag: 'none' } });
    expect(read('either', '7')).toEqual({ value: { tag: 'ok', val: 7 } });
    expect(read('table', '[("a", 1)]')).toEqual({ value: new Map([['a', 1]]) });
  });

  it('takes names of properties from the caller, even unusual ones', () => {
    const type = every.type('a-needs');
    const result = parseWave('{must: 1, may: 2}', type, every.resolve, { propertyName });
    const value = result.ok ? (result.value as object) : {};
    expect(Object.getOwnPropertyNames(value)).toEqual(['__proto__', '__may__']);
    expect(printWave(value, type, every.resolve, { propertyName })).toBe('{must: 1, may: some(2)}');
  });

  it('refuses what is nested more than 100 deep, however deep', () => {
    const resolve = every.resolve;
    const type = every.type('lists');
    const at100 = parseWave(deep(100), type, resolve);
    expect(at100.ok ? [] : at100.diagnostics[0]?.code).toBe('WAVE0011');
    for (const depth of [101, 100_000]) {
      const result = parseWave(deep(depth), type, resolve);
      expect(result.ok ? [] : result.diagnostics[0]?.code).toBe('WAVE0005');
    }
  });

  it('says where and what to do', () => {
    const near = parseWave('{must: 1, mya: 2}', every.type('a-needs'), every.resolve, {
      file: 'argument',
    });
    expect(near).toEqual({
      ok: false,
      diagnostics: [
        {
          code: 'WAVE0014',
          severity: 'error',
          message: 'needs has no field mya',
          span: { file: 'argument', start: 10, end: 13 },
          help: 'did you mean may?',
        },
      ],
    });
    const keyword = parseWave('ok(1)', every.type('a-shape'), every.resolve);
    expect(keyword.ok ? '' : keyword.diagnostics[0]?.help).toBe(
      'write %ok: without % the word has a meaning of its own',
    );
  });
});

describe('parseCall', () => {
  it.each([
    ['f()', undefined, undefined, 'f', undefined],
    [' iface.f ( ) ', undefined, 'iface', 'f', undefined],
    ['ns:pkg/iface.f()', 'ns:pkg', 'iface', 'f', undefined],
    ['ns:pkg/iface.f@1.0.0()', 'ns:pkg', 'iface', 'f', '1.0.0'],
    ['ns:pkg/iface.two-words@0.3.0-rc.1()', 'ns:pkg', 'iface', 'two-words', '0.3.0-rc.1'],
  ])('reads the name of %s', (text, ns, iface, name, version) => {
    const call = parseCall(text);
    expect(call.ok && call.value.name).toMatchObject({
      package: ns,
      interface: iface,
      function: name,
      version,
    });
  });

  it.each([
    ['', 'WAVE0022'],
    ['1()', 'WAVE0022'],
    ['ns:pkg/iface()', 'WAVE0022'],
    ['ns:pkg/iface@1.0.0.f()', 'WAVE0022'],
    ['f', 'WAVE0003'],
    ['f(', 'WAVE0003'],
    ['f[]', 'WAVE0002'],
    ['f() g()', 'WAVE0004'],
    ['f(,)', 'WAVE0002'],
  ])('refuses %j', (text, code) => {
    const call = parseCall(text);
    expect(call.ok ? 'accepted' : call.diagnostics[0]?.code).toBe(code);
  });

  it('lets options at the end be left out', () => {
    expect(argumentsOf('two(1)', 'two')).toEqual([1, undefined, undefined]);
    expect(argumentsOf('two(1, 2)', 'two')).toEqual([1, 2, undefined]);
    expect(argumentsOf('two(1, none, "a",)', 'two')).toEqual([1, undefined, 'a']);
    expect(argumentsOf('a-maybe()', 'a-maybe')).toEqual([undefined]);
    expect(argumentsOf('maybe-maybe()', 'maybe-maybe')).toEqual([{ tag: 'none' }]);
    expect(argumentsOf('nullary()', 'nullary')).toEqual([]);
  });

  it('refuses too few and too many', () => {
    expect(argumentsOf('two()', 'two')).toBe('WAVE0020');
    expect(argumentsOf('two(1, none, none, none)', 'two')).toBe('WAVE0020');
    expect(argumentsOf('nullary("")', 'nullary')).toBe('WAVE0020');
  });
});
