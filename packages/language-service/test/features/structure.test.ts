import { describe, expect, it } from 'vitest';
import {
  type DocumentSymbol,
  encodeSemanticTokens,
  SEMANTIC_TOKEN_MODIFIERS,
  SEMANTIC_TOKEN_TYPES,
  semanticTokensDelta,
} from '../../src/index.js';
import { applied, marked } from '../support/marked.js';
import { APP, wasiFiles } from '../support/wasi.js';

const TEXT = `/// Docs
/// of two lines.
package a:app@1.0.0;
use b:lib/types@0.1.0 as t;
use b:lib/types@0.1.0 as s;

@since(version = 1.0.0)
interface api {
  use t.{
    point,
  };
  /* a
     b */
  record r { x: list<opt$0ion<u8>>, y: point }
  flags f { one, two }
  variant v { a(u8), b }
  enum e { c$1, d }
  resource res {
    constructor();
    @deprecated(version = 1.0.0)
    m: async func(x: u$28) -> %r;
    s: static func();
  }
}
world w {
  import api;
  import g: func();
  export i: interface { h: func(); }
  include b:lib/base@0.1.0;
}
package n:ested {
  interface inner {}
}
`;
const FILES = {
  'app/app.wit': TEXT,
  'app/deps/lib/lib.wit':
    'package b:lib@0.1.0;\ninterface types { record point { x: u8 } }\nworld base {}\n',
};
const { service, at, texts } = marked(FILES);
const text = texts.get('app/app.wit') ?? '';

/** The number of the line that a place is in. */
function lines(offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** Semantic tokens as text. */
function told(range?: { start: number; end: number }): string[] {
  return service
    .semanticTokens('app/app.wit', range)
    .map(({ start, end, type, modifiers }) =>
      [text.slice(start, end), type, ...modifiers].join(' '),
    );
}

function names(items: readonly { name: string }[]): string[] {
  return items.map(({ name }) => name);
}

function outline(symbols: readonly DocumentSymbol[], indent = ''): string[] {
  return symbols.flatMap(({ name, kind, children, deprecated }) => [
    `${indent}${kind} ${name}${deprecated ? ' (deprecated)' : ''}`,
    ...outline(children, `${indent}  `),
  ]);
}

describe('symbols', () => {
  it('of a document', () => {
    expect(outline(service.documentSymbols('app/app.wit'))).toEqual([
      'package a:app@1.0.0',
      'package n:ested',
      '  interface inner',
      'alias t',
      'alias s',
      'interface api',
      '  record r',
      '    field x',
      '    field y',
      '  flags f',
      '    flag one',
      '    flag two',
      '  variant v',
      '    case a',
      '    case b',
      '  enum e',
      '    case c',
      '    case d',
      '  resource res',
      '    constructor constructor',
      '    method m (deprecated)',
      '    static s',
      'world w',
      '  import g',
      '  export i',
      '    function h',
    ]);
  });

  it('have ranges within those of their parents', () => {
    const check = (
      symbols: readonly DocumentSymbol[],
      outer: { start: number; end: number },
    ): void => {
      for (const { range, selection, children } of symbols) {
        expect(range.start).toBeGreaterThanOrEqual(outer.start);
        expect(range.end).toBeLessThanOrEqual(outer.end);
        expect(selection.start).toBeGreaterThanOrEqual(range.start);
        expect(selection.end).toBeLessThanOrEqual(range.end);
        check(children, range);
      }
    };
    check(service.documentSymbols('app/app.wit'), { start: 0, end: text.length });
  });

  it('of the workspace, found by name, path and letters', () => {
    const wasi = marked(wasiFiles(), { folders: ['app'] }).service;
    const find = (query: string): string[] =>
      wasi.workspaceSymbols(query).map(({ container, name }) => `${container} ${name}`);
    expect(find('input-stream')).toContain('wasi:io/streams@0.2.12 input-stream');
    expect(find('http fields')).toContain('wasi:http/types@0.2.12 fields');
    expect(find('bwf')).toContain('wasi:io/streams.output-stream@0.2.12 blocking-write-and-flush');
    expect(find('jobs')).toContain('example:app@1.0.0 jobs');
    expect(find('no-such-thing')).toEqual([]);
  });
});

describe('folding', () => {
  it('covers bodies, comments and uses', () => {
    const folds = service
      .foldingRanges('app/app.wit')
      .map(({ start, end, kind }) => `${lines(start)}-${lines(end)} ${kind}`);
    expect(folds).toEqual([
      '1-2 comment',
      '4-5 imports',
      '8-24 region',
      '9-11 region',
      '12-13 comment',
      '18-23 region',
      '25-30 region',
      '31-33 region',
    ]);
  });
});

describe('selection ranges', () => {
  const cases: [mark: string, texts: (string | RegExp)[]][] = [
    [
      '0',
      [
        'option<u8>',
        'list<option<u8>>',
        'x: list<option<u8>>',
        / x: list.*point /,
        /^\{ x.*\}$/,
        /^record r/,
      ],
    ],
    ['1', ['c', ' c, d ', '{ c, d }', 'enum e { c, d }']],
    ['2', ['u8', /^m: async/, /constructor/, /^\{/, /^resource res/]],
  ];
  for (const [mark, expected] of cases) {
    it(`grow around $${mark}`, () => {
      const [path, offset] = at(mark);
      const [ranges = []] = service.selectionRanges(path, [offset]);
      const found = ranges.map(({ start, end }) => text.slice(start, end));
      for (const [index, part] of expected.entries()) {
        if (typeof part === 'string') expect(found[index]).toBe(part);
        else expect(found[index]).toMatch(part);
      }
      expect(found.at(-1)).toBe(text);
      for (const [index, range] of ranges.entries()) {
        const outer = ranges[index + 1];
        if (outer === undefined) continue;
        expect(outer.start).toBeLessThanOrEqual(range.start);
        expect(outer.end).toBeGreaterThanOrEqual(range.end);
      }
    });
  }
});

describe('document links', () => {
  it('lead from paths to other files', () => {
    const links = service.documentLinks('app/app.wit');
    expect(
      links.map(({ range, target, tooltip }) => [
        text.slice(range.start, range.end),
        target,
        tooltip,
      ]),
    ).toEqual([
      ['b:lib/types@0.1.0', 'app/deps/lib/lib.wit', 'b:lib/types@0.1.0'],
      ['b:lib/types@0.1.0', 'app/deps/lib/lib.wit', 'b:lib/types@0.1.0'],
      ['t', 'app/deps/lib/lib.wit', 'b:lib/types@0.1.0'],
      ['b:lib/base@0.1.0', 'app/deps/lib/lib.wit', 'b:lib/base@0.1.0'],
    ]);
  });
});

describe('inlay hints', () => {
  it('tell versions, bits and discriminants', () => {
    const all = service.inlayHints('app/app.wit', { start: 0, end: text.length });
    expect(
      all.map(({ offset, label }) => `${/[\w-]+$/.exec(text.slice(0, offset))?.[0]} ${label}`),
    ).toEqual([
      't = b:lib/types@0.1.0',
      'one = 1 << 0',
      'two = 1 << 1',
      'a = 0',
      'b = 1',
      'c = 0',
      'd = 1',
      'api = a:app/api@1.0.0',
    ]);
  });

  it('are told for a part', () => {
    const start = text.indexOf('enum');
    const some = service.inlayHints('app/app.wit', { start, end: start + 15 });
    expect(some.map(({ label }) => label)).toEqual(['= 0', '= 1']);
  });
});

describe('semantic tokens', () => {
  it('tell what names, keywords and comments are', () => {
    const all = told();
    for (const token of [
      '/// Docs comment documentation',
      'package keyword',
      'a namespace',
      '1.0.0 number',
      'types interface',
      't interface declaration',
      'since decorator',
      'api interface declaration',
      'point struct',
      'record keyword',
      'r struct declaration',
      '%r struct',
      'x property declaration',
      'u8 keyword',
      'flags keyword',
      'one enumMember declaration',
      'v enum declaration',
      'res class declaration',
      'constructor keyword',
      'm method declaration deprecated async',
      's method declaration static',
      'x parameter declaration',
      'w class declaration',
      'api interface',
      'g function declaration',
      'i interface declaration',
      'base class',
      '/* a comment',
      '     b */ comment',
    ]) {
      expect(all).toContain(token);
    }
  });

  it('of a part are those of the whole that touch it', () => {
    const start = text.indexOf('variant');
    expect(told({ start, end: text.indexOf('}', start) })).toEqual([
      'variant keyword',
      'v enum declaration',
      'a enumMember declaration',
      'u8 keyword',
      'b enumMember declaration',
    ]);
  });

  it('are in order, on one line each, and do not overlap', () => {
    let last = 0;
    for (const { start, end } of service.semanticTokens('app/app.wit')) {
      expect(start).toBeGreaterThanOrEqual(last);
      expect(end).toBeGreaterThan(start);
      expect(text.slice(start, end)).not.toContain('\n');
      last = end;
    }
  });

  it('are encoded as lines and characters', () => {
    const { service: own } = marked({ 'app/a.wit': '/* é😀 */ package a:b;\n\ninterface é {}\n' });
    const source = own.text('app/a.wit') ?? '';
    const tokens = own.semanticTokens('app/a.wit');
    const decode = (data: number[], encoding: 'utf-16' | 'utf-8'): string[] => {
      let line = 0;
      let character = 0;
      const out: string[] = [];
      for (let i = 0; i < data.length; i += 5) {
        const [down = 0, right = 0, length = 0, type = 0] = data.slice(i, i + 4);
        line += down;
        character = down === 0 ? character + right : right;
        const start = own.offsetAt('app/a.wit', { line, character }, encoding);
        const end = own.offsetAt('app/a.wit', { line, character: character + length }, encoding);
        out.push(`${source.slice(start, end)} ${SEMANTIC_TOKEN_TYPES[type]}`);
      }
      return out;
    };
    const expected = tokens.map(({ start, end, type }) => `${source.slice(start, end)} ${type}`);
    expect(expected).toContain('/* é😀 */ comment');
    for (const encoding of ['utf-16', 'utf-8'] as const) {
      expect(decode(encodeSemanticTokens(source, tokens, encoding), encoding)).toEqual(expected);
    }
    expect(SEMANTIC_TOKEN_MODIFIERS.length).toBeLessThan(31);
  });

  it('change by the one edit that is needed', () => {
    const before = encodeSemanticTokens(text, service.semanticTokens('app/app.wit'));
    const editor = marked(FILES).service;
    editor.open('app/app.wit', text.replace('enum e { c, d }', 'enum e { c, x, d }'));
    const after = encodeSemanticTokens(
      editor.text('app/app.wit') ?? '',
      editor.semanticTokens('app/app.wit'),
    );
    const edits = semanticTokensDelta(before, after);
    expect(edits).toHaveLength(1);
    const [{ start, deleteCount, data } = { start: 0, deleteCount: 0, data: [] }] = edits;
    expect(data.length).toBeLessThan(15);
    expect(before.toSpliced(start, deleteCount, ...data)).toEqual(after);
    expect(semanticTokensDelta(after, after)).toEqual([]);
    expect(semanticTokensDelta([], after)).toEqual([{ start: 0, deleteCount: 0, data: after }]);
    expect(semanticTokensDelta(before, [])).toEqual([
      { start: 0, deleteCount: before.length, data: [] },
    ]);
  });
});

describe('type hierarchy', () => {
  const workspace = marked({
    'app/app.wit': `package a:b;
interface i {
  record poi$0nt { x: u8 }
  record pair { a: point, b: list<point> }
  variant v { one(option<pair>), two(point) }
  resource r { m: func(p: pair); constructor(p: point); }
  f$1: func(p: point, q: v) -> result<pair>;
}
interface j { use i.{point as p}; type q = list<p>; g: func() -> q; }
world w { use i.{pair}; import h: func(p: pai$2r); }
`,
  });
  it('tells who holds a type, takes or returns it', () => {
    expect(names(workspace.service.holders(...workspace.at('0')))).toEqual([
      'pair',
      'v',
      'constructor',
      'f',
      'q',
    ]);
    expect(names(workspace.service.holders(...workspace.at('2')))).toEqual(['v', 'm', 'f', 'h']);
    expect(workspace.service.holders(...workspace.at('1'))).toEqual([]);
  });

  it('tells what a type or function is made of', () => {
    expect(names(workspace.service.held(...workspace.at('1')))).toEqual(['point', 'v', 'pair']);
    expect(names(workspace.service.held(...workspace.at('2')))).toEqual(['point']);
    expect(workspace.service.held(...workspace.at('0'))).toEqual([]);
  });

  it('starts with a type or function', () => {
    const [item] = workspace.service.prepareTypeHierarchy(...workspace.at('2'));
    expect(item).toMatchObject({ name: 'pair', kind: 'record', detail: 'a:b/i' });
    expect(workspace.service.prepareTypeHierarchy('app/app.wit', 0)).toEqual([]);
  });

  it('finds who takes input-stream in WASI', () => {
    const wasi = marked(wasiFiles());
    const path = 'app/deps/wasi-io/package.wit';
    const offset = (wasi.texts.get(path)?.indexOf('resource input-stream') ?? 0) + 10;
    const found = names(wasi.service.holders(path, offset));
    expect(found).toEqual(expect.arrayContaining(['get-stdin', 'splice', 'read']));
  });
});

describe('signature help', () => {
  const workspace = marked({
    'app/app.wit': `package a:b;
interface i {
  /// Does it.
  f: func(a$0: list<tuple<u8, u$18>>, b: st$2ring) -> u8;$3
  resource r { constructor(n: u$48); }
  g: func($5);
}
world w {
  import h: async func(a: u8, $6b: list<u$78>) -> u8;
  export k: func(x: u8, y: option<$8
}
`,
  });
  const cases: [mark: string, label: string | undefined, active: number][] = [
    ['0', 'f: func(a: list<tuple<u8, u8>>, b: string) -> u8', 0],
    ['1', 'f: func(a: list<tuple<u8, u8>>, b: string) -> u8', 0],
    ['2', 'f: func(a: list<tuple<u8, u8>>, b: string) -> u8', 1],
    ['3', undefined, 0],
    ['4', 'constructor(n: u8)', 0],
    ['5', 'g: func()', 0],
    ['6', 'h: async func(a: u8, b: list<u8>) -> u8', 1],
    ['7', 'h: async func(a: u8, b: list<u8>) -> u8', 1],
    ['8', 'k: func(x: u8, y: option<)', 1],
  ];
  for (const [mark, label, active] of cases) {
    it(`at $${mark}`, () => {
      const help = workspace.service.signatureHelp(...workspace.at(mark));
      expect(help?.label).toBe(label);
      if (help === undefined) return;
      expect(help.activeParameter).toBe(active);
      const param = help.parameters[active];
      if (param !== undefined)
        expect(help.label.slice(param.start, param.end)).toMatch(/^\w+: .*[^,]$/);
    });
  }

  it('has the documentation', () => {
    expect(workspace.service.signatureHelp(...workspace.at('0'))?.documentation).toBe('Does it.');
  });
});

describe('code lenses', () => {
  it('generate bindings of worlds, and tell who has an interface', () => {
    const { service: own, at: place } = marked({
      'app/app.wit': `package a:b@1.0.0;
interface $0one {}
interface two {}
interface none {}
world w { import one; export two; }
world v { include w; export one; }
`,
    });
    const lenses = own.codeLenses('app/app.wit');
    expect(lenses.map(({ title }) => title)).toEqual([
      'imported by w, v · exported by v',
      'exported by w, v',
      'no world imports or exports it',
      'generate host bindings',
      'generate guest bindings',
      'generate host bindings',
      'generate guest bindings',
    ]);
    const [, offset] = place('0');
    expect(lenses[0]?.range.start).toBe(offset);
    expect(lenses[0]?.command).toMatchObject({ name: 'showReferences', offset });
    expect(lenses[2]?.command).toBeUndefined();
    expect(lenses[4]?.command).toEqual({
      name: 'generateGuest',
      path: 'app/app.wit',
      package: 'a:b@1.0.0',
      world: 'w',
    });
  });

  it('know who imports wasi:io/poll', () => {
    const wasi = marked(wasiFiles()).service;
    const path = 'app/deps/wasi-http/package.wit';
    const titles = wasi.codeLenses(path).map(({ title }) => title);
    expect(titles).toContain('imported by imports, proxy, app');
    expect(wasi.codeLenses(APP).map(({ title }) => title)).toContain('exported by app');
  });
});

describe('formatting', () => {
  const ugly = 'package a:b;\ninterface   i{type t=u8;record r{x:u8,y:t}}\nworld   w{}\n';
  const format = (
    edits: readonly { range: { start: number; end: number }; newText: string }[],
  ): string =>
    applied(
      { changes: [{ kind: 'edit', path: 'app/a.wit', edits: [...edits] }] },
      new Map([['app/a.wit', ugly]]),
    ).get('app/a.wit') ?? '';

  it('lays out a document', () => {
    const { service: own } = marked({ 'app/a.wit': ugly });
    expect(format(own.formatting('app/a.wit'))).toBe(
      'package a:b;\ninterface i {\n  type t = u8;\n  record r {\n    x: u8,\n    y: t,\n  }\n}\nworld w {}\n',
    );
    expect(format(own.formatting('app/a.wit', { useTabs: true }))).toContain('\n\ttype t = u8;\n');
  });

  it('lays out a part', () => {
    const { service: own } = marked({ 'app/a.wit': ugly });
    const start = ugly.indexOf('world');
    expect(format(own.formatting('app/a.wit', {}, { start, end: ugly.length }))).toBe(
      ugly.replace('world   w', 'world w').replace('w{}', 'w {}'),
    );
  });

  it('lays out a statement behind its semicolon, and a body behind its brace', () => {
    const { service: own, at: place } = marked({
      'app/a.wit': ugly.replace('u8;', 'u8;$0').replace('y:t}', 'y:t}$1'),
    });
    const line = format(own.onTypeFormatting(...place('0'), ';'));
    expect(line).toContain('type t = u8;');
    expect(line).toContain('record r{x:u8,y:t}');
    const body = format(own.onTypeFormatting(...place('1'), '}'));
    expect(body).toContain('record r {\n    x: u8,\n    y: t,\n  }');
    expect(body).toContain('type t=u8;');
    expect(own.onTypeFormatting(...place('1'), ';')).toEqual([]);
  });

  it('leaves a document with mistakes alone', () => {
    expect(
      marked({ 'app/a.wit': 'package a:b; interface   {' }).service.formatting('app/a.wit'),
    ).toEqual([]);
  });
});
