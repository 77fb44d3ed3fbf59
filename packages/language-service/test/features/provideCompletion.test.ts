import { describe, expect, it } from 'vitest';
import type { CompletionItem } from '../../src/index.js';
import { applied, marked } from '../support/marked.js';
import { wasiFiles } from '../support/wasi.js';

const LIB = `package b:lib@0.1.0;
/// Types of the library.
interface types { resource handle { constructor(); } record point { x: u32 } read: func(); type %stream = u8; }
world base { import types; export run: func(); import logs: interface {} }
`;

/** Completion at `$0` of the main file. */
function complete(text: string): {
  items: CompletionItem[];
  labels: string[];
  after: (label: string) => string;
} {
  const workspace = marked(
    { 'app/app.wit': text, 'app/deps/lib/lib.wit': LIB },
    { features: ['active'] },
  );
  const [path, offset] = workspace.at('0');
  const items = workspace.service.completion(path, offset);
  return {
    items,
    labels: items.map(({ label }) => label),
    after: (label) => {
      const item = items.find((one) => one.label === label);
      if (item === undefined)
        throw new Error(`no ${label} in ${items.map((one) => one.label).join(' ')}`);
      const edits = [item.edit, ...item.additionalEdits];
      return applied({ changes: [{ kind: 'edit', path, edits }] }, workspace.texts).get(path) ?? '';
    },
  };
}

describe('completion', () => {
  const has: [name: string, text: string, wanted: string[], unwanted: string[]][] = [
    [
      'an empty file',
      '$0',
      ['package', 'interface', 'world', 'use', '@since'],
      ['record', 'import'],
    ],
    [
      'the top of a file',
      'package a:b;\nint$0',
      ['interface', 'world', 'use'],
      ['package', 'record'],
    ],
    ['behind an item', 'package a:b; interface i {} $0', ['interface', 'world'], ['record']],
    [
      'an interface',
      'package a:b; interface i { $0 }',
      ['use', 'record', 'resource', 'func', '@unstable'],
      ['import', 'include', 'world'],
    ],
    [
      'a world',
      'package a:b; world w { $0 }',
      ['import', 'export', 'include', 'use', 'record'],
      ['func', 'world'],
    ],
    [
      'an open interface',
      'package a:b; interface i { record r { x: u8 } $0',
      ['use', 'record'],
      ['import'],
    ],
    ['a nested package', 'package a:b { $0 }', ['interface', 'world'], ['package', 'record']],
    [
      'an inline interface',
      'package a:b; world w { import i: interface { $0 } }',
      ['record', 'func'],
      ['import'],
    ],
    [
      'a resource',
      'package a:b; interface i { resource r { $0 } }',
      ['constructor', 'func', 'static'],
      ['record', 'use'],
    ],
    [
      'a field',
      'package a:b; interface i { record q {} record r { x: $0 } }',
      ['u32', 'string', 'list', 'q', 'r', 'handle'],
      ['record', 'base'],
    ],
    [
      'a parameter',
      'package a:b; interface i { f: func(x: u$0) }',
      ['u32', 'option', 'borrow'],
      [],
    ],
    [
      'the second parameter',
      'package a:b; interface i { f: func(x: u8, y: $0',
      ['u32', 'option'],
      [],
    ],
    [
      'a result',
      'package a:b; interface i { f: func() -> $0; }',
      ['u32', 'result', 'tuple'],
      ['func'],
    ],
    ['a case', 'package a:b; interface i { variant v { one($0) } }', ['u32', 'option'], []],
    ['an alias', 'package a:b; interface i { type t = $0; }', ['u32', 'own'], []],
    ['within a type', 'package a:b; interface i { type t = list<$0>; }', ['u32', 'map'], []],
    [
      'a handle',
      'package a:b; interface i { resource r; record q {} f: func(x: borrow<$0>); }',
      ['r', 'handle'],
      ['u32', 'q', 'list', 'point'],
    ],
    [
      'the key of a map',
      'package a:b; interface i { type k = u8; type t = map<$0>; }',
      ['u32', 'string', 'char'],
      ['f32', 'list', 'k'],
    ],
    [
      'the value of a map',
      'package a:b; interface i { type t = map<u8, $0>; }',
      ['f32', 'list'],
      [],
    ],
    [
      'a use',
      'package a:b; interface i {} interface j { use $0 }',
      ['i', 'b:lib/types@0.1.0'],
      ['j', 'b:lib/base@0.1.0'],
    ],
    [
      'a use at the top',
      'package a:b; interface i {} use $0',
      ['i', 'b:lib/types@0.1.0', 'b:lib/base@0.1.0'],
      [],
    ],
    ['behind a use at the top', 'package a:b; use b:lib/types@0.1.0 $0', ['as'], ['i']],
    [
      'an import',
      'package a:b; use b:lib/types@0.1.0 as t; interface i {} world w { import $0 }',
      ['i', 't', 'b:lib/types@0.1.0'],
      ['w', 'b:lib/base@0.1.0'],
    ],
    [
      'behind a label',
      'package a:b; interface i {} world w { import x: $0 }',
      ['func', 'async func', 'interface', 'i'],
      [],
    ],
    [
      'an include',
      'package a:b; interface i {} world v {} world w { include $0 }',
      ['v', 'b:lib/base@0.1.0'],
      ['i', 'w'],
    ],
    ['behind an include', 'package a:b; world w { include b:lib/base@0.1.0 $0 }', ['with'], ['v']],
    [
      'names of a use',
      'package a:b; interface j { use b:lib/types@0.1.0.{$0} }',
      ['handle', 'point', '%stream'],
      ['read', 'u32'],
    ],
    [
      'more names of a use',
      'package a:b; interface j { use b:lib/types@0.1.0.{point, $0} }',
      ['handle'],
      ['point'],
    ],
    [
      'behind a name of a use',
      'package a:b; interface j { use b:lib/types@0.1.0.{point $0} }',
      ['as'],
      ['handle'],
    ],
    [
      'names of a with',
      'package a:b; world w { include b:lib/base@0.1.0 with { $0 } }',
      ['run', 'logs'],
      ['types'],
    ],
    [
      'behind a name of a with',
      'package a:b; world w { include b:lib/base@0.1.0 with { run $0 } }',
      ['as'],
      ['run'],
    ],
    [
      'a function',
      'package a:b; interface i { f: $0 }',
      ['func', 'async func'],
      ['static func', 'interface'],
    ],
    [
      'a function of a resource',
      'package a:b; interface i { resource r { f: $0 } }',
      ['func', 'static func'],
      [],
    ],
    ['behind async', 'package a:b; interface i { f: async $0 }', ['func'], ['async func']],
    [
      'an attribute',
      'package a:b; interface i { @$0 }',
      ['@since', '@unstable', '@deprecated'],
      ['record'],
    ],
    [
      'inside of since',
      'package a:b@1.2.3; interface i { @since($0) f: func(); }',
      ['version'],
      ['feature'],
    ],
    [
      'a version',
      'package a:b@1.2.3; interface i { @since(version = 1.0.0) g: func(); @since(version = $0) f: func(); }',
      ['1.2.3', '1.0.0'],
      [],
    ],
    [
      'inside of unstable',
      'package a:b@1.2.3; interface i { @unstable($0) f: func(); }',
      ['feature'],
      ['version'],
    ],
    [
      'a feature',
      'package a:b@1.2.3; interface i { @unstable(feature = cold) g: func(); @unstable(feature = $0) f: func(); }',
      ['cold', 'active'],
      [],
    ],
    [
      'behind an attribute',
      'package a:b@1.2.3; interface i { @since(version = 1.0.0) $0 }',
      ['record', 'func'],
      [],
    ],
  ];
  for (const [name, text, wanted, unwanted] of has) {
    it(name, () => {
      const { labels } = complete(text);
      expect(labels).toEqual(expect.arrayContaining(wanted));
      for (const label of unwanted) expect(labels).not.toContain(label);
      expect(new Set(labels).size).toBe(labels.length);
    });
  }

  it('says nothing in comments, names of definitions and names of fields', () => {
    for (const text of [
      'package a:b; // us$0',
      'package a:b; /* us$0 */',
      'package a:b; interface i$0',
      'package a:b; interface i { record r { x$0 } }',
      'package a:b; interface i { f: func(x$0) }',
      'package a:b; interface i { enum e { x$0 } }',
      'package a:b; interface i { type t$0 }',
    ]) {
      expect(complete(text).labels).toEqual([]);
    }
  });

  it('replaces the word, and of a path all of it', () => {
    expect(complete('package a:b; interface i { type t = stri$0; }').after('string')).toContain(
      'type t = string;',
    );
    expect(
      complete('package a:b; interface j { use b:lib/ty$0; }').after('b:lib/types@0.1.0'),
    ).toContain('use b:lib/types@0.1.0;');
    expect(
      complete('package a:b; interface j { use b:li$0b/types@0.1.0.{point}; }').after(
        'b:lib/types@0.1.0',
      ),
    ).toContain('{ use b:lib/types@0.1.0.{point}; }');
    expect(complete('package a:b; world w { import b:l$0 }').after('b:lib/types@0.1.0')).toContain(
      'import b:lib/types@0.1.0 }',
    );
  });

  it('escapes keywords', () => {
    expect(
      complete('package a:b; interface j { use b:lib/types@0.1.0.{$0} }').after('%stream'),
    ).toContain('{%stream}');
  });

  it('brings types of other interfaces in', () => {
    const more = complete('package a:b;\ninterface i {\n  f: func(x: po$0);\n}\n');
    expect(more.after('point')).toBe(
      'package a:b;\ninterface i {\n  use b:lib/types@0.1.0.{point};\n  f: func(x: point);\n}\n',
    );
    const again = complete(
      'package a:b;\ninterface i {\n  use b:lib/types@0.1.0.{handle};\n  f: func(x: po$0);\n}\n',
    );
    expect(again.after('point')).toContain(
      '  use b:lib/types@0.1.0.{handle, point};\n  f: func(x: point);',
    );
    const own = complete(
      'package a:b;\ninterface o { enum e { x } }\ninterface i { f: func(x: $0); }\n',
    );
    expect(own.after('e')).toContain('interface i { use o.{e}; f: func(x: e); }');
  });

  it('has documentation', () => {
    const { items } = complete('package a:b; interface j { use $0 }');
    expect(items.find(({ label }) => label.startsWith('b:lib'))?.documentation).toBe(
      ' Types of the library.'.trim(),
    );
  });

  it('knows the packages of WASI', () => {
    const files = wasiFiles();
    const { service } = marked({
      ...files,
      'app/more.wit': 'package example:app@1.0.0;\nworld more { import ',
    });
    const found = service.completion(
      'app/more.wit',
      'package example:app@1.0.0;\nworld more { import '.length,
    );
    expect(found.map(({ label }) => label)).toEqual(
      expect.arrayContaining([
        'jobs',
        'wasi:io/streams@0.2.12',
        'wasi:http/types@0.2.12',
        'wasi:cli/run@0.2.12',
      ]),
    );
  });
});
