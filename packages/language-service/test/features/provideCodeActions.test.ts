import { describe, expect, it } from 'vitest';
import { applied, marked } from '../support/marked.js';

/** The titles of what can be done at `$0`, and the texts after one of them. */
function actions(files: Record<string, string>, path = 'app/app.wit') {
  const workspace = marked(files);
  const [file, offset] = workspace.at('0');
  expect(file).toBe(path);
  const found = workspace.service.codeActions(file, { start: offset, end: offset });
  return {
    titles: found.map(({ title }) => title),
    after: (title: string): ReadonlyMap<string, string> => {
      const action = found.find((one) => one.title === title);
      if (action === undefined)
        throw new Error(`no ${title} in ${found.map((one) => one.title).join('; ')}`);
      const texts = applied(action.edit, workspace.texts);
      for (const [name, text] of texts) workspace.service.open(name, text);
      return texts;
    },
    service: workspace.service,
    found,
  };
}

const LIB =
  'package b:lib@0.1.0;\n\ninterface types {\n  resource handle;\n  record point { x: u32 }\n}\n';

describe('quick fixes', () => {
  const cases: [name: string, text: string, title: string, after: string, deps?: string][] = [
    [
      'of syntax',
      'package a:b;\ninterface i { type t = u8$0 }\n',
      'add the missing `;`',
      'package a:b;\ninterface i { type t = u8; }\n',
    ],
    [
      'escape a keyword',
      'package a:b;\ninterface i { $0type: func(); }\n',
      'write `%type`, which is a name',
      'package a:b;\ninterface i { %type: func(); }\n',
    ],
    [
      'a near name',
      'package a:b;\ninterface i { type t = str$0ng; }\n',
      'replace it by `string`',
      'package a:b;\ninterface i { type t = string; }\n',
    ],
    [
      'add the use that the diagnostic knows',
      'package a:b;\ninterface o { record r { x: u8 } }\ninterface i {\n  f: func(x: $0r);\n}\n',
      'add `use o.{r};`',
      'package a:b;\ninterface o { record r { x: u8 } }\ninterface i {\n  use o.{r};\n  f: func(x: r);\n}\n',
    ],
    [
      'use a type of another package',
      'package a:b;\ninterface i {\n  f: func(x: $0handle);\n}\n',
      'use `handle` of `b:lib/types@0.1.0`',
      'package a:b;\ninterface i {\n  use b:lib/types@0.1.0.{handle};\n  f: func(x: handle);\n}\n',
    ],
    [
      'add to a use',
      'package a:b;\ninterface i {\n  use b:lib/types@0.1.0.{point};\n  f: func(x: $0handle, y: point);\n}\n',
      'use `handle` of `b:lib/types@0.1.0`',
      'package a:b;\ninterface i {\n  use b:lib/types@0.1.0.{point, handle};\n  f: func(x: handle, y: point);\n}\n',
    ],
    [
      'use a type through an alias of the file',
      'package a:b;\nuse b:lib/types@0.1.0 as t;\ninterface i {\n  f: func(x: $0handle);\n}\n',
      'use `handle` of `t`',
      'package a:b;\nuse b:lib/types@0.1.0 as t;\ninterface i {\n  use t.{handle};\n  f: func(x: handle);\n}\n',
    ],
    [
      'define a record',
      'package a:b;\ninterface i {\n  /// Docs.\n  f: func(x: $0thing);\n}\n',
      'define the record `thing`',
      'package a:b;\ninterface i {\n  record thing {}\n\n  /// Docs.\n  f: func(x: thing);\n}\n',
    ],
    [
      'define a resource for a handle',
      'package a:b;\ninterface i {\n  f: func(x: borrow<$0thing>);\n}\n',
      'define the resource `thing`',
      'package a:b;\ninterface i {\n  resource thing;\n\n  f: func(x: borrow<thing>);\n}\n',
    ],
    [
      'define a type',
      'package a:b;\ninterface i {\n  f: func(x: $0thing);\n}\n',
      'define the type `thing`',
      'package a:b;\ninterface i {\n  type thing = string;\n\n  f: func(x: thing);\n}\n',
    ],
    [
      'define a type in another interface',
      'package a:b;\ninterface o {\n  type x = u8;\n}\ninterface i {\n  use o.{$0thing};\n}\n',
      'define the resource `thing` in `o`',
      'package a:b;\ninterface o {\n  type x = u8;\n  resource thing;\n}\ninterface i {\n  use o.{thing};\n}\n',
    ],
    [
      'create an interface',
      'package a:b;\nworld w { import $0thing; }\n',
      'create interface `thing`',
      'package a:b;\nworld w { import thing; }\n\ninterface thing {}\n',
    ],
    [
      'create an interface with what is used of it',
      'package a:b;\ninterface i { use $0o.{x, y as z}; }\n',
      'create interface `o`',
      'package a:b;\ninterface i { use o.{x, y as z}; }\n\ninterface o {\n  resource x;\n  resource y;\n}\n',
    ],
    [
      'create a world',
      'package a:b;\nworld w { include $0base; }\n',
      'create world `base`',
      'package a:b;\nworld w { include base; }\n\nworld base {}\n',
    ],
    [
      'create an interface in a nested package',
      'package a:b;\npackage c:d {\n  world w { import $0x; }\n}\n',
      'create interface `x`',
      'package a:b;\npackage c:d {\n  world w { import x; }\n\n  interface x {}\n}\n',
    ],
    [
      'name the package',
      '$0interface i {}\n',
      'name the package',
      'package example:app;\n\ninterface i {}\n',
    ],
    [
      'use the version that is there',
      'package a:b;\nworld w { import $0b:lib/types@9.0.0; export b:lib/types@9.0.0; }\n',
      'use `b:lib@0.1.0`, which is there',
      'package a:b;\nworld w { import b:lib/types@0.1.0; export b:lib/types@0.1.0; }\n',
    ],
  ];
  for (const [name, text, title, after] of cases) {
    it(name, () => {
      const offered = actions({ 'app/app.wit': text, 'app/deps/lib/lib.wit': LIB });
      expect(offered.after(title).get('app/app.wit')).toBe(after);
      const [fixed] = offered.found.filter((one) => one.title === title);
      expect(fixed?.kind).toBe('quickfix');
      const codes = offered.service.diagnostics('app/app.wit').map(({ code }) => code);
      expect(codes).not.toContain(fixed?.diagnostic?.code);
    });
  }

  it('creates an interface in the package that lacks it', () => {
    const offered = actions({
      'app/app.wit': 'package a:b;\nworld w { import b:lib/$0more@0.1.0; }\n',
      'app/deps/lib/lib.wit': LIB,
    });
    const texts = offered.after('create interface `more` in `b:lib@0.1.0`');
    expect(texts.get('app/deps/lib/lib.wit')).toBe(`${LIB}\ninterface more {}\n`);
    expect(offered.service.diagnostics('app/app.wit')).toEqual([]);
  });

  it('creates a stub of a package in deps, with all that is asked of it', () => {
    const offered = actions({
      'app/app.wit':
        'package a:b;\nworld w { import c:new/api@1.0.0; include $0c:new/base@1.0.0; }\n',
      'app/more.wit':
        'package a:b;\ninterface i { use c:new/types@1.0.0.{%stream as s, %type}; f: func(x: s) -> %type; }\n',
    });
    const texts = offered.after('create a stub of `c:new@1.0.0` in `deps`');
    expect(texts.get('app/deps/c-new/package.wit')).toBe(
      'package c:new@1.0.0;\n\ninterface api {}\n\ninterface types {\n  resource %stream;\n  resource %type;\n}\n\nworld base {}\n',
    );
    expect(offered.service.diagnostics('app/more.wit')).toEqual([]);
  });

  it('offers only what changes files of the workspace', () => {
    const files = {
      'app/app.wit': 'package a:b;\nworld w { import b:lib/more@0.1.0; }\n',
      'app/deps/lib/lib.wit': LIB,
    };
    const at = files['app/app.wit'].indexOf('more');
    const titles = (folders: string[]): string[] =>
      marked(files, { folders })
        .service.codeActions('app/app.wit', { start: at, end: at })
        .map(({ title }) => title);
    expect(titles(['app'])).toEqual(['create interface `more` in `b:lib@0.1.0`']);
    expect(titles(['elsewhere'])).toEqual([]);
  });

  it('has nothing to offer where nothing is wrong', () => {
    expect(
      actions({ 'app/app.wit': 'package a:b;\ninterface i { ty$0pe t = u8; }\n' }).titles,
    ).toEqual([]);
  });
});

describe('organise uses', () => {
  const cases: [name: string, before: string, after: string][] = [
    [
      'sorts, merges and removes',
      `package a:b;
interface i {
  use o.{z, y};
  use b:lib/types@0.1.0.{point as p, handle};
  use o.{x};
  f: func(a: z, b: x, c: p, d: borrow<handle>);
}
interface o { type x = u8; type y = u8; type z = u8; }
`,
      `package a:b;
interface i {
  use b:lib/types@0.1.0.{handle, point as p};
  use o.{x, z};
  f: func(a: z, b: x, c: p, d: borrow<handle>);
}
interface o { type x = u8; type y = u8; type z = u8; }
`,
    ],
    [
      'keeps what another interface takes on',
      'package a:b;\ninterface i {\n  use o.{x, y};\n}\ninterface j { use i.{x}; f: func(a: x); }\ninterface o { type x = u8; type y = u8; }\n',
      'package a:b;\ninterface i {\n  use o.{x};\n}\ninterface j { use i.{x}; f: func(a: x); }\ninterface o { type x = u8; type y = u8; }\n',
    ],
    [
      'removes a statement with its line',
      'package a:b;\ninterface i {\n  use o.{x};\n  f: func();\n}\ninterface o { type x = u8; }\n',
      'package a:b;\ninterface i {\n  f: func();\n}\ninterface o { type x = u8; }\n',
    ],
    [
      'leaves comments and attributes alone',
      'package a:b@1.0.0;\ninterface i {\n  use o.{y};\n  // Why.\n  use o.{x};\n  @since(version = 1.0.0)\n  use o.{z};\n  use o.{w}; // So.\n  f: func(a: x, b: y);\n}\ninterface o { type x = u8; type y = u8; type z = u8; type w = u8; }\n',
      'package a:b@1.0.0;\ninterface i {\n  use o.{y};\n  // Why.\n  use o.{x};\n  @since(version = 1.0.0)\n  use o.{z};\n  use o.{w}; // So.\n  f: func(a: x, b: y);\n}\ninterface o { type x = u8; type y = u8; type z = u8; type w = u8; }\n',
    ],
    [
      'sorts the aliases of the file',
      'package a:b;\nuse o as p;\nuse b:lib/types@0.1.0 as t;\nuse b:lib/types@0.1.0 as gone;\nworld w { import p; import t; }\ninterface o {}\n',
      'package a:b;\nuse b:lib/types@0.1.0 as t;\nuse o as p;\nworld w { import p; import t; }\ninterface o {}\n',
    ],
    [
      'keeps mistakes in sight',
      'package a:b;\ninterface i {\n  use o.{x};\n  use gone.{a};\n  f: func(a: x);\n}\ninterface o { type x = u8; }\n',
      'package a:b;\ninterface i {\n  use gone.{a};\n  use o.{x};\n  f: func(a: x);\n}\ninterface o { type x = u8; }\n',
    ],
  ];
  for (const [name, before, after] of cases) {
    it(name, () => {
      const { service, texts } = marked({ 'app/app.wit': before, 'app/deps/lib/lib.wit': LIB });
      const edits = service.organizeUses('app/app.wit');
      const result = applied({ changes: [{ kind: 'edit', path: 'app/app.wit', edits }] }, texts);
      expect(result.get('app/app.wit')).toBe(after);
      service.open('app/app.wit', after);
      expect(service.organizeUses('app/app.wit')).toEqual([]);
    });
  }
});
