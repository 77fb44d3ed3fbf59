import { describe, expect, it } from 'vitest';
import { marked, sorted } from '../support/marked.js';
import { APP, wasiFiles } from '../support/wasi.js';

const workspace = marked({
  'app/app.wit': `package ⟦pkg|a:app@1.0.0⟧;
use b:lib/⟦types|types⟧@0.1.0 as ⟦types|lib-types⟧;
interface ⟦local|loc$0al⟧ {
  use ⟦key|b:lib⟧/⟦types|types⟧⟦key|⟧@0.1.0.{⟦handle|handle⟧, ⟦point|point⟧ as ⟦point|spot⟧};
  use ⟦types|lib-types⟧.{⟦shape|shape⟧};
  record ⟦pair|pa$1ir⟧ { first: ⟦point|spot⟧, second: ⟦handle|handle⟧ }
  f: func(a: ⟦shape|shape⟧, b: borrow<⟦handle|handle⟧>) -> list<tuple<u8, option<⟦pair|pair⟧>>>;
}
world ⟦w|w⟧ {
  import ⟦local|local⟧;
  export lab: ⟦local|local⟧;
  import ⟦fn|f$5n⟧: func();
}
world ⟦v|v⟧ {
  include ⟦w|$6w⟧ with { ⟦fn|fn⟧ as ⟦fn|gn⟧ };
}
world u {
  include ⟦v|v⟧ with { ⟦fn|gn⟧ as ⟦fn|hn⟧ };
}
`,
  'app/deps/lib/lib.wit': `package b:lib@0.1.0;
interface ⟦types|ty$2pes⟧ {
  use inner.{⟦handle|handle⟧};
  record ⟦point|po$3int⟧ { x: u32 }
  variant ⟦shape|sh$7ape⟧ { dot(⟦point|point⟧), none }
}
interface inner {
  resource ⟦handle|han$4dle⟧ { constructor(); }
}
`,
});

describe('references', () => {
  const cases: [mark: string, label: string][] = [
    ['0', 'local'],
    ['1', 'pair'],
    ['2', 'types'],
    ['3', 'point'],
    ['4', 'handle'],
    ['5', 'fn'],
    ['6', 'w'],
    ['7', 'shape'],
  ];
  for (const [mark, label] of cases) {
    it(`of $${mark}: ${label}`, () => {
      const [path, offset] = workspace.at(mark);
      const all = workspace.service.references(path, offset);
      expect(sorted(all)).toEqual(workspace.ranges(label));
      const uses = workspace.service.references(path, offset, { declaration: false });
      expect(uses).toHaveLength(all.length - 1);
    });
    it(`highlights of $${mark}: ${label}`, () => {
      const [path, offset] = workspace.at(mark);
      const own = workspace.ranges(label).filter((range) => range.path === path);
      const found = workspace.service.highlights(path, offset);
      expect(found.map(({ range }) => range)).toEqual(own.map(({ range }) => range));
      expect(found.some(({ kind }) => kind === 'write')).toBe(
        own.some(({ range }) => range.start <= offset && offset <= range.end),
      );
    });
  }

  it('finds a package in paths and headers', () => {
    const [{ path, range } = { path: '', range: { start: 0, end: 0 } }] = workspace.ranges('key');
    const found = workspace.service.references(path, range.start + 3);
    const texts = found.map((one) =>
      workspace.texts.get(one.path)?.slice(one.range.start, one.range.end),
    );
    expect(texts[0]).toMatch(/^b:lib\/types@0\.1\.0$/);
    expect(texts.at(-1)).toBe('b:lib@0.1.0');
    expect(found).toHaveLength(3);
  });

  it('finds input-stream in the whole tree of WASI', () => {
    const files = wasiFiles();
    const { service, texts } = marked(files);
    const io = 'app/deps/wasi-io/package.wit';
    const at = texts.get(io)?.indexOf('resource input-stream') ?? -1;
    const found = service.references(io, at + 'resource input'.length);
    /** Every word that is the name, but for names of cases and functions, and the alias of the application. */
    const words = [...texts].flatMap(([path, text]) =>
      [
        ...text
          .replaceAll(/\/\/.*/g, (comment) => ' '.repeat(comment.length))
          .matchAll(/(?<![\w-])(input-stream|source)(?![\w-])/g),
      ]
        .filter((match) => match[1] === 'input-stream' || path === APP)
        .map((match) => ({
          path,
          range: { start: match.index, end: match.index + match[0].length },
        })),
    );
    expect(found.length).toBeGreaterThan(14);
    expect(sorted(found)).toEqual(sorted(words));
    expect(new Set(found.map(({ path }) => path)).size).toBeGreaterThan(4);
  });
});
