import { describe, expect, it } from 'vitest';
import { formatEdits, type FormatOptions, formatWit } from '../src/index.js';
import { applied, checkLaws, formatted } from './support/laws.js';

/** Within an interface, so that only what matters stands in the test. */
const body = (text: string, options: FormatOptions = {}): string => {
  const whole = checkLaws(`interface i {\n${text}\n}`, { tabWidth: 0, ...options });
  return whole.slice('interface i {\n'.length, -'}\n'.length).trimEnd();
};

describe('items', () => {
  it('stand one a line, with the spaces of the specification', () => {
    expect(
      checkLaws(
        'package  wasi : http@0.2.0-rc.1+b ;use a:b/c @1.0.0 as d; interface i{use d.{x ,y  as z}; ' +
          'f:func ( a:u8 )->string; g : async func(); type t=list< u8 , 4 >;} world w{import i;export e:interface{} ' +
          'import l:a:b/c;import a:b ; include d with{a as b ,c as d,}include i;}package x:y{interface i{}}',
      ),
    ).toBe(`package wasi:http@0.2.0-rc.1+b;
use a:b/c@1.0.0 as d;
interface i {
  use d.{x, y as z};
  f: func(a: u8) -> string;
  g: async func();
  type t = list<u8, 4>;
}
world w {
  import i;
  export e: interface {}
  import l: a:b/c;
  import a: b;
  include d with { a as b, c as d }
  include i;
}
package x:y {
  interface i {}
}
`);
  });

  it('keep empty lines between them, at most one, and none at the edges', () => {
    expect(
      checkLaws(
        '\n\npackage a:b;\n\n\n\ninterface i {\n\n\n  f: func();\n\n\n  g: func();\n\n}\n\n',
      ),
    ).toBe('package a:b;\n\ninterface i {\n  f: func();\n\n  g: func();\n}\n');
  });

  it('have their docs and attributes before them, each in a line', () => {
    expect(
      body(
        '/// docs\n@since( version=1.0.0 ) @external-id( "x  y" )\n\nf: func(); /** a */ g: func();',
      ),
    ).toBe(
      '/// docs\n@since(version = 1.0.0)\n@external-id("x  y")\nf: func();\n/** a */\ng: func();',
    );
  });

  it('have their entries one a line, with a comma behind the last one', () => {
    expect(
      body('enum e { a,b } record r { x:u8 ,y:%type, } variant v { a(u8),b } flags f {c}'),
    ).toBe(
      'enum e {\na,\nb,\n}\nrecord r {\nx: u8,\ny: %type,\n}\nvariant v {\na(u8),\nb,\n}\nflags f {\nc,\n}',
    );
  });

  it('without anything in them are {}', () => {
    expect(body('record r{\n\n}\nflags f {   }\nresource a {\n}\nresource b ;')).toBe(
      'record r {}\nflags f {}\nresource a {}\nresource b;',
    );
    expect(formatted('')).toBe('');
    expect(formatted(' \n\n')).toBe('');
    expect(formatted('\n// only a comment')).toBe('// only a comment\n');
  });
});

describe('lists', () => {
  it('are broken where they do not fit, parameters before results', () => {
    const text = 'f: func(first: string, second: list<u8>) -> result<tuple<u8, string>, error>;';
    expect(body(text, { printWidth: 76 })).toBe(
      'f: func(\nfirst: string,\nsecond: list<u8>,\n) -> result<tuple<u8, string>, error>;',
    );
    expect(body(text, { printWidth: 77 })).toBe(text);
    expect(body(body(text, { printWidth: 40 }))).toBe(text);
  });

  it('without anything in them are not broken: their result is', () => {
    expect(body('f: func() -> result<tuple<u8, string>, error>;', { printWidth: 30 })).toBe(
      'f: func() -> result<\ntuple<u8, string>,\nerror\n>;',
    );
    expect(body('use a:b/c.{};\ntype t = tuple<>;', { printWidth: 1 })).toBe(
      'use a:b/c.{};\ntype t = tuple<>;',
    );
  });

  it('of names and types are broken too', () => {
    expect(body('use a:b/c.{first, second as third};', { printWidth: 20 })).toBe(
      'use a:b/c.{\nfirst,\nsecond as third,\n};',
    );
    expect(body('type t = tuple<string, result<u8, u16>, char,>;', { printWidth: 20 })).toBe(
      'type t = tuple<\nstring,\nresult<u8, u16>,\nchar\n>;',
    );
    expect(checkLaws('world w { include a with { first as second } }', { printWidth: 30 })).toBe(
      'world w {\n  include a with {\n    first as second,\n  }\n}\n',
    );
  });

  it('are not broken for a comment behind them', () => {
    const text = 'f: func(first: string); // a long remark that goes on';
    expect(body(text, { printWidth: 30 })).toBe(text);
  });
});

describe('comments', () => {
  it('stay in the line of what they stand behind, or in their own', () => {
    const text = [
      '// before',
      'f: func(); // behind',
      '',
      '// between',
      '',
      'g: func(); /* behind */',
      '/* before */ h: func();',
      '// at the end',
    ].join('\n');
    expect(body(text)).toBe(text);
  });

  it('break the list that they stand in only if they must', () => {
    expect(body('f: func(/* a */ x: u8 /* b */, /* c */);')).toBe(
      'f: func(/* a */ x: u8 /* b */ /* c */);',
    );
    expect(body('f: func(x: u8, // a\ny: u8 // b\n);')).toBe(
      'f: func(\nx: u8, // a\ny: u8, // b\n);',
    );
    expect(body('f: func(\n// a\nx: u8);')).toBe('f: func(\n// a\nx: u8,\n);');
    expect(body('f: func(// a\n);')).toBe('f: func( // a\n);');
  });

  it('stay where they are within an item', () => {
    expect(body('f // a\n: /* b */ func /* c */ ( ) // d\n -> u8 /* e */ ;', { tabWidth: 2 })).toBe(
      '  f // a\n    : /* b */ func /* c */ () // d\n    -> u8 /* e */;',
    );
    expect(body('record r { a: u8 // a\n, b: u8 /* b */ }')).toBe(
      'record r {\na: u8 // a\n,\nb: u8, /* b */\n}',
    );
  });

  it('of several lines keep their indentation, which can be documentation', () => {
    const doc = '/** one\n        two\n   */';
    expect(body(`f: func();${doc} g: func();`, { tabWidth: 2 })).toBe(
      `  f: func();\n  ${doc}\n  g: func();`,
    );
  });

  it('of lines lose the blanks at their end', () => {
    expect(body('/// a  \t\nf: func(); //   \n')).toBe('/// a\nf: func(); //');
  });
});

describe('line ends and tabs', () => {
  it('are those of the first line, if nothing else is asked for', () => {
    expect(formatted('interface i {\r\n/* a\n b */ f: func();\n}')).toBe(
      'interface i {\r\n  /* a\r\n b */ f: func();\r\n}\r\n',
    );
    expect(formatted('interface i {\n}\r\n')).toBe('interface i {}\n');
    expect(formatted('interface i { f: func(); }', { endOfLine: 'crlf', useTabs: true })).toBe(
      'interface i {\r\n\tf: func();\r\n}\r\n',
    );
  });

  it('leave a byte order mark and a carriage return before a line end of a block comment', () => {
    expect(checkLaws('\ufeffinterface  i {\n}')).toBe('\ufeffinterface i {}\n');
    checkLaws('/** a\r\r\n b */ interface i {}\r\n', { endOfLine: 'lf' });
  });
});

describe('files with mistakes', () => {
  it('are left as they are, with the diagnostics', () => {
    const result = formatWit('interface i {\n  f: fun();\n}', 'a.wit');
    expect(result).toMatchObject({ ok: false, diagnostics: [{ span: { file: 'a.wit' } }] });
    expect(formatEdits('interface i {', 'a.wit')).toMatchObject({ ok: false });
  });

  it('that the parser reads are formatted, whether they resolve or not', () => {
    expect(formatted('interface i { type t=unknown ; }')).toBe(
      'interface i {\n  type t = unknown;\n}\n',
    );
  });
});

describe('edits', () => {
  it('are small, and those of a range leave the rest alone', () => {
    const text = 'interface  i {\nf:func();\ng:func();\n}\n';
    const all = formatEdits(text, 'a.wit');
    expect(all.ok && applied(text, all.edits)).toBe(formatted(text));
    const start = text.indexOf('g:');
    const some = formatEdits(text, 'a.wit', {}, { start, end: start + 8 });
    expect(some.ok && applied(text, some.edits)).toBe(
      'interface  i {\nf:func();\n  g: func();\n}\n',
    );
    const none = formatEdits(formatted(text), 'a.wit');
    expect(none).toEqual({ ok: true, edits: [] });
  });
});

it('does not recurse, and takes time linear in the length', () => {
  const types = `${'list<'.repeat(98)}u8${'>'.repeat(98)}`;
  const packages = `${'package a:b { '.repeat(90)}${'}'.repeat(90)}`;
  const params = Array.from({ length: 20_000 }, (_, i) => `p${i}: tuple<u8, string>`).join();
  checkLaws(`interface i { f: func(a: ${types}); }`);
  formatted(`package a:b; interface i { f: func(${params}); } ${packages}`);
});
