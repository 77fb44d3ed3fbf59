import { describe, expect, it } from 'vitest';
import { checkWac, parseWac } from '../src/index.js';

/** The codes of all mistakes, with line and column. */
function mistakes(text: string): string[] {
  const { document, diagnostics } = parseWac(text, 'app.wac');
  return [...diagnostics, ...checkWac(document)].map(({ code, span }) => {
    const before = text.slice(0, span?.start ?? 0).split('\n');
    return `${before.length}:${(before.at(-1) ?? '').length + 1} ${code}`;
  });
}

function statements(text: string) {
  const { document, diagnostics } = parseWac(`package a:b;\n${text}`, 'app.wac');
  expect(diagnostics).toEqual([]);
  return document.statements;
}

describe('parseWac', () => {
  it('reads the package and its target', () => {
    const { document } = parseWac('package a:b:c@1.0.0 targets d:e/world@2.0.0;', 'app.wac');
    expect(document.directive).toMatchObject({
      package: { name: 'a:b:c', version: { text: '1.0.0' } },
      targets: {
        package: { name: 'd:e', version: { text: '2.0.0' } },
        segments: [{ text: 'world' }],
      },
    });
  });

  it('reads imports of every kind', () => {
    expect(
      statements(
        'import a: func(); import b as "x:y/z": interface { f: func(); }; import c as d: e:f/g/h; import i: j;',
      ),
    ).toMatchObject([
      { kind: 'import', name: { text: 'a' }, as: undefined, type: { kind: 'function' } },
      { as: { text: 'x:y/z' }, type: { kind: 'interface', items: [{ kind: 'function' }] } },
      { as: { text: 'd' }, type: { kind: 'path', segments: [{ text: 'g' }, { text: 'h' }] } },
      { type: { kind: 'name', name: { text: 'j' } } },
    ]);
  });

  it('takes keywords of WIT that documents do not have for names, where no type stands', () => {
    const read = statements(`
import stream: func(map: stream<u8>, from: future) -> map<string, u8>;
import own as async: my:future/stream;
import later: async func(own: own<from>);
interface map {
  from: func();
  resource own { future: func(); async: static async func(); }
  use a:b/stream.{stream, map as from};
  enum future { stream, own, map }
  variant from { own, stream(stream), map(tuple<u8, stream>), future }
  record async { stream: stream, own: future<u8>, map: map<u8, u8> }
  type stream = stream;
}
let stream = new my:stream { map: own.future, from, ...stream, async: (new a:b {}).map, ... };
export stream...;
export map.own as future;
export own;`);
    expect(read.map(({ kind }) => kind)).toEqual([
      'import',
      'import',
      'import',
      'interface',
      'let',
      'export',
      'export',
      'export',
    ]);
    expect(read[0]).toMatchObject({
      name: { text: 'stream' },
      type: {
        function: {
          params: [
            { name: { text: 'map' }, type: { kind: 'stream' } },
            { name: { text: 'from' }, type: { kind: 'future' } },
          ],
          result: { kind: 'map' },
        },
      },
    });
    expect(read[2]).toMatchObject({ type: { function: { async: true } } });
    expect(read[4]).toMatchObject({
      name: { text: 'stream' },
      expression: {
        primary: {
          arguments: [
            { name: { text: 'map' }, expression: { primary: { name: { text: 'own' } } } },
            { name: { text: 'from' } },
            { kind: 'spread', name: { text: 'stream' } },
            { name: { text: 'async' } },
            { kind: 'fill' },
          ],
        },
      },
    });
    // What is a keyword of documents, too, stays one.
    expect(mistakes('package a:b;\nlet list = a;')).toContain('2:5 WIT0025');
  });

  it('reads expressions', () => {
    const [first, second, third] = statements(
      'let x = new a:c { y, "z": (new a:d {}).e["f:g/h"], i: j, ...k, ... };\nexport x...;\nexport x.y as "z";',
    );
    expect(first).toMatchObject({
      expression: {
        primary: {
          arguments: [
            { kind: 'inferred' },
            {
              kind: 'named',
              quoted: true,
              expression: {
                primary: { kind: 'nested' },
                accesses: [
                  { kind: 'name', text: 'e' },
                  { kind: 'string', text: 'f:g/h' },
                ],
              },
            },
            { kind: 'named', quoted: false },
            { kind: 'spread', name: { text: 'k' } },
            { kind: 'fill' },
          ],
        },
      },
    });
    expect(second).toMatchObject({ kind: 'export', as: undefined, spread: {} });
    expect(third).toMatchObject({ as: { text: 'z' }, spread: undefined });
  });

  it('reads what WIT has beyond the first WAC', () => {
    const [item] = statements(
      'interface i { @since(version = 1.0.0) f: func(a: map<string, u8>, b: list<u8, 4>); @external-id("x") g: async func(); }',
    );
    expect(item).toMatchObject({
      items: [
        {
          gates: [{ kind: 'since' }],
          type: {
            function: {
              params: [
                { type: { kind: 'map' } },
                { type: { kind: 'fixed-length-list', length: 4 } },
              ],
            },
          },
        },
        { gates: [{ kind: 'external-id' }], type: { function: { async: true } } },
      ],
    });
  });

  it('tells labels of worlds from paths', () => {
    const [world] = statements('world w { import a:b/c; import l: d:e/f; export g: h; }');
    expect(world).toMatchObject({
      items: [
        { name: undefined, type: { kind: 'path', package: { name: 'a:b' } } },
        { name: { text: 'l' }, type: { kind: 'path', package: { name: 'd:e' } } },
        { name: { text: 'g' }, type: { kind: 'name' } },
      ],
    });
  });

  it('goes on behind mistakes', () => {
    const { document, diagnostics } = parseWac(
      'package a:b;\nlet x = ;\nimport f: func();\npackage c:d;\nexport f;',
      'app.wac',
    );
    expect(diagnostics).toHaveLength(2);
    expect(document.statements.map(({ kind }) => kind)).toEqual(['import', 'export']);
  });

  it('refuses expressions that nest without end', () => {
    const text = `package a:b;\nlet x = ${'('.repeat(100_000)};`;
    expect(mistakes(text)[0]).toMatch(/WAC0005$/);
  });
});

describe('mistakes', () => {
  it.each([
    ['import f: func();', '1:1 WAC0001'],
    ['package a:b;\npackage a:b;', '2:1 WAC0002'],
    ['package a:b;\nrecord r {}', '2:11 WAC0003'],
    ['package a:b@1;', '1:13 WAC0004'],
    ['package a:b;\nenum e { a, b, a }', '2:16 WAC0010'],
    ['package a:b;\ntype f = func(a: u8, a: u8);', '2:22 WAC0010'],
    ['package a:b;\ninterface i { resource r { constructor(); constructor(); } }', '2:43 WAC0010'],
    ['package a:b;\nlet x = new c:d { ..., ... };', '2:19 WAC0011'],
    ['package a:b;\nlet x = new a:b {};', '2:13 WAC0012'],
    ['package a:b;\ntype x = u8;\ntype x = u8;', '3:6 WAC0013'],
    ['package a:b;\nimport first: func();\nexport firsd;', '3:8 WAC0014'],
    ['package a:b;\ntype x = ', '2:8 WIT0029'],
  ])('%j', (text, expected) => {
    expect(mistakes(text)).toContain(expected);
  });

  it('finds nothing in a good document', () => {
    expect(
      mistakes(
        'package a:b;\ntype t = func() -> result<_>;\ninterface i { type u = u8; f: func(x: u); }\nworld w { use i.{u as v}; import t: t; export i; }',
      ),
    ).toEqual([]);
  });
});
