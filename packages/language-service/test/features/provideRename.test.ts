import { describe, expect, it } from 'vitest';
import { applied, marked } from '../support/marked.js';
import { wasiFiles } from '../support/wasi.js';

const FILES = {
  'app/app.wit': `package a:$gapp@1.$i0.0;
use b:lib/types@0.1.0 as lib$k-types;
use b:lib/inner@0.1.0;
interface local {
  use b:lib/types@0.1.0.{han$0dle, point as sp$1ot};
  use inner.{other};
  record pair { fir$2st: spot, second: handle }
  @unstable(feature = ho$jt)
  f: func(a$3: spot, b: borrow<han$4dle>) -> list<pair>;
  %list: func();
}
world w {
  import fn$5: func();
  import lo$6cal;
}
world v {
  include w with { fn as g$7n };
}
world u { import lib-types; }
`,
  'app/other.wit': `package a:app@1.0.0;
interface second { use local.{pair}; g: func(p: pair); }
`,
  'app/deps/lib/lib.wit': `package b:li$8b@0.1.0;
interface types {
  use inner.{handle};
  record po$9int { x: u32 }
  enum colour { re$ad, green }
  flags bits { on$b }
}
interface inn$cer {
  resource ha$dndle { con$estructor(); me$fthod: func(); }
  resource other;
}
`,
};

/** The text of a file after renaming at a mark. */
function renamed(mark: string, name: string): Map<string, string> | string {
  const { service, at, texts } = marked(FILES);
  const result = service.rename(...at(mark), name);
  return result.ok ? applied(result.edit, texts) : result.reason;
}

function changedLines(mark: string, name: string): string[] {
  const { texts } = marked(FILES);
  const after = renamed(mark, name);
  if (typeof after === 'string') return [after];
  return [...after].flatMap(([path, text]) => {
    const before = texts.get(path)?.split('\n') ?? [];
    return text
      .split('\n')
      .filter((line, index) => line !== before[index])
      .map((line) => `${path.split('/').at(-1)}: ${line.trim()}`);
  });
}

describe('rename', () => {
  const cases: [mark: string, name: string, lines: string[]][] = [
    [
      '0',
      'thing',
      [
        'app.wit: use b:lib/types@0.1.0.{thing, point as spot};',
        'app.wit: record pair { first: spot, second: thing }',
        'app.wit: f: func(a: spot, b: borrow<thing>) -> list<pair>;',
        'lib.wit: use inner.{thing};',
        'lib.wit: resource thing { constructor(); method: func(); }',
      ],
    ],
    [
      '1',
      'place',
      [
        'app.wit: use b:lib/types@0.1.0.{handle, point as place};',
        'app.wit: record pair { first: place, second: handle }',
        'app.wit: f: func(a: place, b: borrow<handle>) -> list<pair>;',
      ],
    ],
    ['2', 'head', ['app.wit: record pair { head: spot, second: handle }']],
    ['3', 'type', ['app.wit: f: func(%type: spot, b: borrow<handle>) -> list<pair>;']],
    ['5', 'run', ['app.wit: import run: func();', 'app.wit: include w with { run as gn };']],
    ['7', 'run', ['app.wit: include w with { fn as run };']],
    [
      '6',
      'api',
      [
        'app.wit: interface api {',
        'app.wit: import api;',
        'other.wit: interface second { use api.{pair}; g: func(p: pair); }',
      ],
    ],
    [
      '8',
      'base',
      [
        'app.wit: use b:base/types@0.1.0 as lib-types;',
        'app.wit: use b:base/inner@0.1.0;',
        'app.wit: use b:base/types@0.1.0.{handle, point as spot};',
        'lib.wit: package b:base@0.1.0;',
      ],
    ],
    [
      '9',
      'dot',
      ['app.wit: use b:lib/types@0.1.0.{handle, dot as spot};', 'lib.wit: record dot { x: u32 }'],
    ],
    ['a', 'blue', ['lib.wit: enum colour { blue, green }']],
    ['b', 'bit-1', ['lib.wit: flags bits { bit-1 }']],
    [
      'c',
      'base',
      [
        'app.wit: use b:lib/base@0.1.0;',
        'app.wit: use base.{other};',
        'lib.wit: use base.{handle};',
        'lib.wit: interface base {',
      ],
    ],
    ['k', 'base', ['app.wit: use b:lib/types@0.1.0 as base;', 'app.wit: world u { import base; }']],
    ['f', 'go', ['lib.wit: resource handle { constructor(); go: func(); }']],
    ['g', 'x', ['app.wit: package a:x@1.0.0;', 'other.wit: package a:x@1.0.0;']],
    ['i', '2.0.0', ['app.wit: package a:app@2.0.0;', 'other.wit: package a:app@2.0.0;']],
  ];
  for (const [mark, name, lines] of cases) {
    it(`of $${mark} to ${name}`, () => {
      expect(changedLines(mark, name)).toEqual(lines);
    });
  }

  const refused: [mark: string, name: string, reason: RegExp][] = [
    ['0', 'other', /already|something else/],
    ['2', 'second', /second|field/],
    ['3', 'b', /parameter `b` already/],
    ['4', 'bad_name', /only letters, digits and hyphens/],
    ['4', 'aBc', /all in lower or all in upper case/],
    ['4', '1st', /must start with a letter/],
    ['4', 'a--b', /single hyphens/],
    ['4', '', /single hyphens/],
    ['6', 'second', /already/],
    ['9', 'handle', /already/],
    ['a', 'green', /green/],
    ['e', 'make', /constructor has no name/],
    ['j', 'cold', /switched on/],
    ['i', '1.x', /./],
  ];
  for (const [mark, name, reason] of refused) {
    it(`of $${mark} to ${name} is refused`, () => {
      const result = renamed(mark, name);
      expect(typeof result).toBe('string');
      expect(result).toMatch(reason);
    });
  }

  it('tells beforehand what can be renamed', () => {
    const { service, at } = marked(FILES);
    const [path, offset] = at('4');
    expect(service.prepareRename(path, offset)).toEqual({
      ok: true,
      range: { start: offset - 3, end: offset + 3 },
      placeholder: 'handle',
    });
    expect(service.prepareRename(...at('e'))).toMatchObject({ ok: false });
    expect(service.prepareRename(path, 0)).toEqual({ ok: false, reason: 'there is no name here' });
    expect(service.prepareRename('app/none.wit', 0)).toMatchObject({ ok: false });
  });

  it('leaves the `%` of an escaped name out of what is shown, and takes it away with the keyword', () => {
    const { service, texts } = marked(FILES);
    const at = texts.get('app/app.wit')?.indexOf('%list') ?? 0;
    expect(service.prepareRename('app/app.wit', at + 2)).toMatchObject({ placeholder: 'list' });
    const result = service.rename('app/app.wit', at + 2, 'all');
    expect(result.ok && applied(result.edit, texts).get('app/app.wit')).toContain('  all: func();');
  });

  it('changes nothing outside of the workspace', () => {
    const { service, at } = marked(FILES, { folders: ['app/deps'] });
    const result = service.rename(...at('0'), 'thing');
    expect(result).toEqual({
      ok: false,
      reason: '`app/app.wit` uses it, and is outside of the workspace',
    });
    service.open('app/app.wit', marked(FILES).texts.get('app/app.wit') ?? '');
    expect(service.rename(...at('0'), 'thing').ok).toBe(true);
  });

  it('renames pollable in the whole tree of WASI, and nothing breaks', () => {
    const { service, texts } = marked(wasiFiles());
    const io = 'app/deps/wasi-io/package.wit';
    const offset = (texts.get(io)?.indexOf('resource pollable') ?? -1) + 'resource '.length;
    const result = service.rename(io, offset, 'waitable');
    if (!result.ok) throw new Error(result.reason);
    expect(result.edit.changes.length).toBeGreaterThan(4);
    const after = applied(result.edit, texts);
    for (const [path, text] of after) {
      expect(text.replaceAll(/\/\/.*/g, '')).not.toMatch(/(?<![\w-])pollable(?![\w-])/);
      service.open(path, text);
    }
    expect([...service.changedDiagnostics()]).toEqual([]);
    const back = service.rename(io, offset, 'pollable');
    expect(back.ok && applied(back.edit, after)).toEqual(new Map(texts));
  });
});
