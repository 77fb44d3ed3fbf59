import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ast, InterfaceItem, TopLevelItem, WorldItem } from '../../src/ast/ast.js';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.js';
import { parse } from '../../src/parser/parse.js';

/** One mistake each, as an item of an interface: the text, the code, and what is left of it in the tree. */
const IN_INTERFACE: [text: string, code: string, survivor?: string][] = [
  ['type t = u8', 'WIT0021', 'type t'],
  ['f: func()', 'WIT0021', 'function f'],
  ['f: func() -> u8', 'WIT0021', 'function f'],
  ['f: func(),', 'WIT0021', 'function f'],
  ['use other.{a}', 'WIT0021', 'use'],
  ['resource r', 'WIT0021', 'resource r'],
  ['record r { a: u8 b: u8 }', 'WIT0022', 'record r'],
  ['record r { a: u8; b: u8 }', 'WIT0022', 'record r'],
  ['record r { a: u8,, b: u8 }', 'WIT0020', 'record r'],
  ['record r { a u8, b: u8 }', 'WIT0020', 'record r'],
  ['record r { a = u8, b: u8 }', 'WIT0020', 'record r'],
  ['record r { a: , b: u8 }', 'WIT0029', 'record r'],
  ['record r { a: list<>, b: u8 }', 'WIT0029', 'record r'],
  ['record r { a: list<u8, b: u8 }', 'WIT0020', 'record r'],
  ['record r { type: u8, b: u8 }', 'WIT0025', 'record r'],
  ['record r { 1: u8, b: u8 }', 'WIT0020', 'record r'],
  ['record r { @since(version = 1.0.0) a: u8 }', 'WIT0036', 'record r'],
  ['record r { a: u8 };', 'WIT0020', 'record r'],
  ['record r(a: u8);', 'WIT0020'],
  ['record { a: u8, b: u8 }', 'WIT0020'],
  ['recrod r { a: u8 }', 'WIT0027', 'record r'],
  ['struct r { a: u8 }', 'WIT0027', 'record r'],
  ['Enum e { a, b }', 'WIT0027', 'enum e'],
  ['enum e { a b }', 'WIT0022', 'enum e'],
  ['enum e { list, b }', 'WIT0025', 'enum e'],
  ['enum e { a = 1, b }', 'WIT0022', 'enum e'],
  ['flags f { a; b }', 'WIT0022', 'flags f'],
  ['variant v { a(), b }', 'WIT0029', 'variant v'],
  ['variant v { a(u8, b }', 'WIT0020', 'variant v'],
  ['variant v { a: u8, b }', 'WIT0022', 'variant v'],
  ['type t = ;', 'WIT0029', 'type t'],
  ['type t = list<u8;', 'WIT0020', 'type t'],
  ['type t = list<u8>>;', 'WIT0021', 'type t'],
  ['type t = option<u8, u8>;', 'WIT0020', 'type t'],
  ['type t = map<string>;', 'WIT0020', 'type t'],
  ['type t = tuple<u8 u8>;', 'WIT0022', 'type t'],
  ['type t = result<u8, _>;', 'WIT0029', 'type t'],
  ['type t = record;', 'WIT0029', 'type t'],
  ['type t u8;', 'WIT0020'],
  ['type = u8;', 'WIT0020'],
  ['f: func(a: u8;', 'WIT0023', 'function f'],
  ['f: func(a u8);', 'WIT0020', 'function f'],
  ['f: func(a: u8 b: u8);', 'WIT0022', 'function f'],
  ['f: func(list: u8);', 'WIT0025', 'function f'],
  ['f: func(a);', 'WIT0020', 'function f'],
  ['f: func(u8);', 'WIT0020', 'function f'],
  ['f: func() -> ;', 'WIT0029', 'function f'],
  ['f: func() -> (a: u8, b: u8);', 'WIT0029', 'function f'],
  ['f: func() => u8;', 'WIT0021', 'function f'],
  ['f: func;', 'WIT0020'],
  ['f: fn();', 'WIT0027', 'function f'],
  ['f: (a: u8) -> u8;', 'WIT0020'],
  ['f(a: u8);', 'WIT0020'],
  ['f func();', 'WIT0020', 'function f'],
  ['list: func();', 'WIT0025', 'function list'],
  ['myFunc: func();', 'WIT0026', 'function myFunc'],
  ['a--b: func();', 'WIT0026', 'function a--b'],
  ['f: func(aB: u8);', 'WIT0026', 'function f'],
  ['f: func(a: myType);', 'WIT0026', 'function f'],
  ['@sinse(version = 1.0.0) f: func();', 'WIT0034', 'function f'],
  ['@since(1.0.0) f: func();', 'WIT0020', 'function f'],
  ['@since(feature = x) f: func();', 'WIT0035', 'function f'],
  ['@since(version = 1.0) f: func();', 'WIT0033', 'function f'],
  ['@since(version = 01.0.0) f: func();', 'WIT0033', 'function f'],
  ['@unstable f: func();', 'WIT0035', 'function f'],
  ['@external-id("a\\x") f: func();', 'WIT0007', 'function f'],
  ['@external-id("a) f: func();', 'WIT0007'],
  ['resource r { m: func() }', 'WIT0021', 'resource r'],
  ['resource r { constructor() }', 'WIT0021', 'resource r'],
  ['resource r { m(); n: func(); }', 'WIT0020', 'resource r'],
  ['resource r { type: func(); }', 'WIT0025', 'resource r'],
  ['resource r { async constructor(); n: func(); }', 'WIT0028', 'resource r'],
  ['resource r { m: async static func(); n: func(); }', 'WIT0020', 'resource r'],
  ['resource r { record x {} n: func(); }', 'WIT0028', 'resource r'],
  ['use other.{a b};', 'WIT0022', 'use'],
  ['use other.{a, b;', 'WIT0023', 'use'],
  ['use other.a;', 'WIT0020'],
  ['use other;', 'WIT0020'],
  ['use a:b.{c};', 'WIT0020'],
  ['import other;', 'WIT0028'],
  ['include other;', 'WIT0028'],
  ['# a comment of another language', 'WIT0005'],
  ['f: func(a: $u8);', 'WIT0005', 'function f'],
  [';', 'WIT0020'],
  ['=', 'WIT0020'],
  ['const A: u8 = 1;', 'WIT0020'],
  ['    interface nested { f: func(); }', 'WIT0028'],
];

const IN_WORLD: [text: string, code: string, survivor?: string][] = [
  ['import one', 'WIT0021', 'import'],
  ['import f: func()', 'WIT0021', 'import'],
  ['imprt one;', 'WIT0027', 'import'],
  ['f: func();', 'WIT0020'],
  ['import f: fun();', 'WIT0021', 'import'],
  ['import f func();', 'WIT0021'],
  ['import one as two;', 'WIT0021'],
  ['import a/b;', 'WIT0021'],
  ['import a:b@1.0.0;', 'WIT0021'],
  ['import a:b/c@1.0;', 'WIT0033'],
  ['import;', 'WIT0020'],
  ['export f: interface { g: func() }', 'WIT0021', 'export'],
  ['export f: interface {};', 'WIT0020', 'export'],
  ['export f: world {}', 'WIT0020'],
  ['include x with { a b }', 'WIT0020', 'include'],
  ['include x with { a as b };', 'WIT0020', 'include'],
  ['include x with { a as b; }', 'WIT0022', 'include'],
  ['use one.{a', 'WIT0023', 'use'],
  ['record r { a: u8', 'WIT0023', 'record r'],
];

const AT_TOP: [text: string, code: string, survivor?: string][] = [
  ['interface x', 'WIT0020', 'interface x'],
  ['interface { f: func(); }', 'WIT0020'],
  ['interfce x { f: func(); }', 'WIT0027', 'interface x'],
  ['interface x { f: func();', 'WIT0023', 'interface x'],
  ['interface x { record r { a: u8, }', 'WIT0023', 'interface x'],
  ['interface x {};', 'WIT0020', 'interface x'],
  ['interface x;', 'WIT0020'],
  ['interface record { f: func(); }', 'WIT0025', 'interface record'],
  ['world {}', 'WIT0020'],
  ['world x { import a; }}', 'WIT0024', 'world x'],
  ['record r { a: u8 }', 'WIT0028'],
  ['f: func();', 'WIT0020'],
  ['import a;', 'WIT0028'],
  ['use a:b/c as d', 'WIT0021', 'top-level-use'],
  ['use a:b/c.{d};', 'WIT0021'],
  ['package c:d;', 'WIT0037'],
  ['@since(version = 1.0.0) package c:d {}', 'WIT0036', 'package d'],
  ['default interface x {}', 'WIT0020', 'interface x'],
  ['}', 'WIT0024'],
];

type Item = TopLevelItem | WorldItem | InterfaceItem;

function label(item: Item): string {
  if (!('name' in item)) return item.kind;
  const { name } = item;
  return `${item.kind} ${'text' in name ? name.text : name.name.text}`;
}

/** All items of a tree, `interface one`, with what is inside of them. */
function labels(ast: Ast): string[] {
  const found: string[] = [];
  const visit = (item: Item): void => {
    found.push(label(item));
    if (item.kind === 'interface' || item.kind === 'world' || item.kind === 'package') {
      for (const inner of item.items) visit(inner);
    }
  };
  ast.items.forEach(visit);
  return found;
}

const show = (diagnostics: Diagnostic[]): string[] =>
  diagnostics.map((d) => `${d.code} ${d.span?.start} ${d.message}`);

const inInterface = (name: string, text: string): string =>
  `interface ${name} {\n  ${name}-before: func();\n  ${text}\n  ${name}-after: func();\n  type ${name}-last = u8;\n}\n`;
const inWorld = (name: string, text: string): string =>
  `world ${name} {\n  type ${name}-before = u8;\n  ${text}\n  type ${name}-after = u8;\n  import ${name}-last: func();\n}\n`;
const atTop = (name: string, text: string): string =>
  `interface ${name}-before {}\n${text}\ninterface ${name}-after {}\n`;

function check(text: string, code: string, survivors: string[]): void {
  const { ast, diagnostics } = parse(text, 'x.wit');
  expect(show(diagnostics)).toHaveLength(1);
  expect(diagnostics[0]?.code).toBe(code);
  for (const survivor of survivors) expect(labels(ast)).toContain(survivor);
}

describe('one mistake gives one diagnostic and leaves what is around it', () => {
  it.each(IN_INTERFACE)('in an interface: %s', (text, code, survivor) => {
    check(`package a:b;\n${inInterface('i', text)}interface last {}\n`, code, [
      'interface i',
      'function i-before',
      ...(survivor === undefined ? [] : [survivor]),
      'function i-after',
      'type i-last',
      'interface last',
    ]);
  });

  it.each(IN_WORLD)('in a world: %s', (text, code, survivor) => {
    check(`package a:b;\n${inWorld('w', text)}interface last {}\n`, code, [
      'world w',
      'type w-before',
      ...(survivor === undefined ? [] : [survivor]),
      'type w-after',
      'interface last',
    ]);
  });

  it.each(AT_TOP)('at the top of a file: %s', (text, code, survivor) => {
    check(`package a:b;\n${atTop('t', text)}`, code, [
      'interface t-before',
      ...(survivor === undefined ? [] : [survivor]),
      'interface t-after',
    ]);
  });
});

it('takes a package header without its semicolon for one', () => {
  const text = 'package a:b@1.0.0\n\n/// Docs.\ninterface i {}';
  const { ast, diagnostics } = parse(text, 'x.wit');
  expect(show(diagnostics)).toHaveLength(1);
  expect(diagnostics[0]?.fixes?.[0]?.edits).toEqual([
    { span: { file: 'x.wit', start: 17, end: 17 }, newText: ';' },
  ]);
  expect(ast.package?.name.name.text).toBe('b');
  expect(ast.damaged).toBe(false);
});

it('guesses that parameters belong to a function', () => {
  const { diagnostics } = parse('package a:b;\nworld w { export run: fun(); }', 'x.wit');
  expect(diagnostics.map(({ code }) => code)).toEqual(['WIT0021']);
  expect(diagnostics[0]?.help).toContain('`run: func(…)`');
  expect(diagnostics[0]?.fixes?.[0]?.edits[0]?.newText).toBe('func');
});

const codes = (parts: [string, string, string?][]): string[] =>
  parts.map(([, code]) => code).toSorted();

describe('five mistakes give five diagnostics', () => {
  it('in five interfaces', () => {
    const five = fc.array(fc.constantFrom(...IN_INTERFACE), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(five, (parts) => {
        const text = parts.map(([part], n) => inInterface(`i${n}`, part)).join('');
        const { ast, diagnostics } = parse(`package a:b;\n${text}`, 'x.wit');
        expect(diagnostics.map((d) => d.code).toSorted()).toEqual(codes(parts));
        for (const n of [0, 1, 2, 3, 4]) expect(labels(ast)).toContain(`function i${n}-after`);
      }),
      { numRuns: 300 },
    );
  });

  it('in one interface', () => {
    const five = fc.array(fc.constantFrom(...IN_INTERFACE), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(five, (parts) => {
        const text = parts.map(([part], n) => `  ${part}\n  good-${n}: func();\n`).join('');
        const { ast, diagnostics } = parse(`package a:b;\ninterface i {\n${text}}\n`, 'x.wit');
        expect(diagnostics.map((d) => d.code).toSorted()).toEqual(codes(parts));
        for (const n of [0, 1, 2, 3, 4]) expect(labels(ast)).toContain(`function good-${n}`);
      }),
      { numRuns: 300 },
    );
  });

  it('at all levels of a file', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...IN_INTERFACE),
        fc.constantFrom(...IN_WORLD),
        fc.constantFrom(...AT_TOP),
        fc.constantFrom(...IN_INTERFACE),
        fc.constantFrom(...AT_TOP),
        (a, b, c, d, e) => {
          const text = [
            inInterface('a', a[0]),
            inWorld('b', b[0]),
            atTop('c', c[0]),
            inInterface('d', d[0]),
            atTop('e', e[0]),
          ].join('');
          const { diagnostics } = parse(`package a:b;\n${text}`, 'x.wit');
          expect(diagnostics.map((found) => found.code).toSorted()).toEqual(codes([a, b, c, d, e]));
        },
      ),
      { numRuns: 300 },
    );
  });
});
