import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.js';
import { parse } from '../../src/parser/parse.js';

const MB = 1_000_000;
const fill = (piece: string, size = MB): string => piece.repeat(Math.ceil(size / piece.length));
const inInterface = (text: string): string => `package a:b;\ninterface i {\n${text}`;

/** The time to read a text, and what is found in it. */
function time(text: string): [number, Diagnostic[]] {
  const start = performance.now();
  const { diagnostics } = parse(text, 'hostile.wit');
  return [performance.now() - start, diagnostics];
}

/** Reads a short text and one sixteen times as long, which may take about sixteen times as long. */
function isLinear(make: (size: number) => string, size: number): Diagnostic[] {
  const [short] = time(make(size / 16));
  const [long, diagnostics] = time(make(size));
  // Generous, since the machine does other things too; anything quadratic takes minutes at this size.
  expect(long).toBeLessThan(short * 80 + 5000);
  return diagnostics;
}

/** Of these a whole megabyte, of the others a quarter. */
const WHOLE = new Set(['/*', '(', 'list<', 'a: func(', '"', 'one comment', 'one name']);

describe('very much of', () => {
  const texts: [string, (size: number) => string][] = [
    ['/*', (size) => fill('/*', size)],
    ['/* in an interface', (size) => inInterface(fill('/*', size))],
    ['/', (size) => fill('/ ', size)],
    ['(', (size) => inInterface(`f: func${fill('(', size)}`)],
    ['{', (size) => inInterface(fill('{', size))],
    ['}', (size) => fill('}', size)],
    ['<', (size) => inInterface(`type t = list${fill('<', size)}`)],
    ['list<', (size) => inInterface(`type t = ${fill('list<', size)}`)],
    ['list<u8>>', (size) => inInterface(`type t = ${fill('list<u8>>', size)}`)],
    ['tuple<', (size) => inInterface(`type t = ${fill('tuple<', size)}`)],
    ['result<_,', (size) => inInterface(`type t = ${fill('result<_,', size)}`)],
    ['map<', (size) => inInterface(`f: func(a: ${fill('map<u8,', size)}`)],
    ['package a:b {', (size) => fill('package a:b { ', size)],
    ['interface i {', (size) => fill('interface i {\n', size)],
    ['world w { on one line', (size) => fill('world w { ', size)],
    ['resource r {', (size) => inInterface(fill('resource r {\n', size))],
    ['record r { a:', (size) => inInterface(fill('record r { a: ', size))],
    ['a: func(', (size) => inInterface(fill('a: func(\n', size))],
    ['import x: interface {', (size) => `world w {${fill('import x: interface {\n', size)}`],
    ['@', (size) => fill('@', size)],
    ['@since(', (size) => fill('@since(', size)],
    ['@since(version = 1.0.0)', (size) => fill('@since(version = 1.0.0)', size)],
    ['%', (size) => fill('%', size)],
    ['"', (size) => fill('"', size)],
    ['"\\u{', (size) => fill('"\\u{', size)],
    ['one string', (size) => inInterface(`@external-id("${fill('\\61', size)}") f: func();`)],
    ['one name', (size) => `interface ${fill('a', size)} {}`],
    ['one name of hyphens', (size) => `interface a${fill('-', size)} {}`],
    ['one name in two cases', (size) => `interface ${fill('aB', size)} {}`],
    ['one version', (size) => `package a:b@1.0.0-${fill('a.', size)}b;`],
    ['digits', (size) => inInterface(`type t = list<u8, ${fill('9', size)}>;`)],
    ['one comment', (size) => `//${fill('a', size)}`],
    ['comments', (size) => fill('///\n', size)],
    ['spaces', (size) => fill(' ', size)],
    ['CR', (size) => fill('\r', size)],
    ['byte order marks', (size) => fill('\ufeff', size)],
    ['NUL', (size) => fill('\0', size)],
    ['lone surrogates', (size) => fill('\udc00', size)],
    ['emoji', (size) => fill('😼', size)],
    ['letters of other alphabets', (size) => fill('é ', size)],
    ['#', (size) => fill('#', size)],
    [',', (size) => inInterface(`enum e {${fill(',', size)}`)],
    [';', (size) => inInterface(fill(';', size))],
    ['names without commas', (size) => inInterface(`enum e {${fill('a ', size)}`)],
    ['keywords', (size) => fill('record interface type use list ', size)],
    ['keywords in an interface', (size) => inInterface(fill('import world\n', size))],
    ['names and colons', (size) => inInterface(fill('a:', size))],
  ];

  it.each(texts)('%s', (name, make) => {
    const diagnostics = isLinear(make, WHOLE.has(name) ? MB : MB / 4);
    expect(diagnostics.length).toBeLessThanOrEqual(400);
    for (const { message } of diagnostics) expect(message.length).toBeLessThan(400);
  });
});

describe('a file with 100,000 items', () => {
  it.each<[string, (count: number) => string]>([
    ['functions', (n) => inInterface(`${numbered(n, (i) => `fn${i}: func();\n`)}}`)],
    ['types', (n) => inInterface(`${numbered(n, (i) => `type t${i} = u8;\n`)}}`)],
    ['interfaces', (n) => `package a:b;\n${numbered(n, (i) => `interface i${i} {}\n`)}`],
    ['fields', (n) => inInterface(`record r {\n${numbered(n, (i) => `fn${i}: u8,\n`)}}\n}`)],
    ['parameters', (n) => inInterface(`f: func(${numbered(n, (i) => `p${i}: u8, `)});}`)],
    ['names of a use', (n) => inInterface(`use j.{${numbered(n, (i) => `n${i}, `)}};}`)],
    ['elements of a tuple', (n) => inInterface(`type t = tuple<${'u8, '.repeat(n)}>;}`)],
    ['imports', (n) => `package a:b;\nworld w {\n${numbered(n, (i) => `import i${i};\n`)}}`],
    ['attributes', (n) => inInterface(`${'@unstable(feature = a)\n'.repeat(n)}f: func();}`)],
  ])('%s', (_, make) => {
    expect(parse(make(100_000), 'many.wit').diagnostics).toEqual([]);
  });

  it('stops after a hundred mistakes', () => {
    const { diagnostics } = parse(
      inInterface(numbered(100_000, (i) => `fn${i}: func()\n`)),
      'many.wit',
    );
    expect(diagnostics).toHaveLength(101);
    expect(diagnostics.at(-1)?.code).toBe('WIT0099');
  });
});

describe('nesting', () => {
  it('of packages goes to 100 levels', () => {
    expect(parse(nestedPackages(100), 'x').diagnostics).toEqual([]);
    expect(parse(nestedPackages(101), 'x').diagnostics.map((d) => d.code)).toEqual(['WIT0031']);
  });

  it('of types goes to 99 levels around a leaf', () => {
    expect(parse(nestedTypes(99), 'x').diagnostics).toEqual([]);
    const { ast, diagnostics } = parse(nestedTypes(100), 'x');
    expect(diagnostics.map((d) => d.code)).toEqual(['WIT0030']);
    const [item] = ast.items;
    expect(item?.kind === 'interface' && item.items.length).toBe(2);
  });
});

function numbered(count: number, piece: (index: number) => string): string {
  let text = '';
  for (let i = 0; i < count; i++) text += piece(i);
  return text;
}

function nestedPackages(depth: number): string {
  return `${numbered(depth, (i) => `package a:p${i} {`)}${'}'.repeat(depth)}`;
}

function nestedTypes(depth: number): string {
  return inInterface(`type t = ${'option<'.repeat(depth)}u8${'>'.repeat(depth)};\nf: func();\n}`);
}

it('goes on where an item starts in an open list of parameters', () => {
  for (const item of ['import n;', 'use n.{a};', 'record n {}', 'world n {}', 'export n;']) {
    const { diagnostics } = parse(`interface n {\n  f: func(\n  ${item}\n}`, 'hostile.wit');
    expect(diagnostics).not.toEqual([]);
  }
});
