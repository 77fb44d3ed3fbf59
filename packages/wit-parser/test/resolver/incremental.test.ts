import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  IncrementalResolver,
  type Diagnostic,
  type PackageId,
  type Resolve,
  type ParsedSource,
  type SourceGroup,
  packageNameText,
  parseSource,
  syntaxDiagnostics,
  printWit,
  resolveSources,
} from '../../src/index.js';

/** Texts as an editor has them, parsed again only where they changed. */
class Texts {
  readonly #sources = new Map<string, ParsedSource>();

  constructor(texts: Readonly<Record<string, string>>) {
    for (const [path, text] of Object.entries(texts)) this.set(path, text);
  }

  set(path: string, text: string): void {
    if (this.#sources.get(path)?.ast.text === text) return;
    this.#sources.set(path, parseSource(path, text));
  }

  delete(path: string): void {
    this.#sources.delete(path);
  }

  text(path: string): string {
    return this.#sources.get(path)?.ast.text ?? '';
  }

  get all(): { path: string; text: string }[] {
    return [...this.#sources.values()].map(({ path, ast }) => ({ path, text: ast.text }));
  }

  /** One group for the files above, and one for each entry of `deps`. */
  get groups(): SourceGroup[] {
    const groups = new Map<string, ParsedSource[]>([['', []]]);
    for (const [path, source] of [...this.#sources].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      const entry = /^deps\/[^/]+/.exec(path)?.[0] ?? '';
      groups.set(entry, [...(groups.get(entry) ?? []), source]);
    }
    return [...groups].map(([folder, sources]) => ({ kind: 'texts', folder, sources }));
  }
}

function told(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map((diagnostic) => JSON.stringify(diagnostic)).toSorted();
}

/** All that an incremental resolver tells. */
function toldBy(resolver: IncrementalResolver, texts: Texts): string[] {
  return told([
    ...texts.groups
      .flatMap((group) => (group.kind === 'texts' ? group.sources : []))
      .flatMap(syntaxDiagnostics),
    ...resolver.units.flatMap(({ diagnostics }) => diagnostics),
    ...resolver.diagnostics,
  ]);
}

/** One package without the others that are printed with it, whose order is that of their ids. */
function printed(resolve: Resolve, id: PackageId): string {
  return printWit(resolve, id).split('\npackage ')[0] ?? '';
}

function expectSame(resolver: IncrementalResolver, texts: Texts): void {
  const whole = resolveSources(texts.all);
  expect(toldBy(resolver, texts)).toEqual(told(whole.diagnostics));
  const names = whole.resolve.packages.map(({ name }) => packageNameText(name));
  expect(resolver.resolve.packages.map(({ name }) => packageNameText(name)).toSorted()).toEqual(
    names.toSorted(),
  );
  if (whole.diagnostics.some(({ severity }) => severity === 'error')) return;
  for (const [id, name] of names.entries()) {
    const own = resolver.packageId(name) ?? -1;
    expect(printed(resolver.resolve, own)).toBe(printed(whole.resolve, id));
  }
}

const BASE = {
  'a.wit': `package x:app@1.0.0;
use x:io/streams@1.0.0;
interface jobs { use streams.{stream}; use other.{point}; f: func(a: borrow<stream>, p: point) -> own<stream>; }
world app { import streams; export jobs; include x:io/both@1.0.0; }
`,
  'b.wit': `package x:app@1.0.0;
interface other { record point { x: u32, y: list<u8> } }
package x:nested@0.1.0 { interface n { use x:base/types.{t}; g: func() -> t; } }
`,
  'deps/io/io.wit': `package x:io@1.0.0;
interface streams { use x:base/types.{t as u}; resource stream { read: func() -> u; } }
world both { import streams; import run: func(); @unstable(feature = hot) import extra: func(); }
`,
  'deps/base.wit': `package x:base;
interface types { type t = tuple<u8, string>; variant v { a(t), b } }
`,
  'deps/zoo/z.wit': `package x:zoo;
interface animals { use x:nested/n@0.1.0.{t}; flags legs { left, right } }
`,
};

const PIECES = [
  'type t = u8;',
  'package x:io@1.0.0;',
  'package x:base;',
  'package x:zoo;',
  'interface other {}',
  'interface types { type t = u16; }',
  'use x:zoo/animals.{legs};',
  'use x:io/streams@1.0.0.{stream};',
  'include both;',
  'import x:app/other@1.0.0;',
  'import x:lost/item;',
  '}',
  '{',
  ';',
  ', Y: bool',
  'record r { a: t, a: missing }',
  'x:io',
  '@1.0.0',
  '',
];

describe('IncrementalResolver', () => {
  it('says what resolving everything anew says, whatever was edited before', () => {
    const path = fc.constantFrom(...Object.keys(BASE), 'c.wit', 'deps/more.wit');
    const edit = fc.record({
      path,
      at: fc.nat(1000),
      cut: fc.oneof(fc.constant(0), fc.nat(30)),
      piece: fc.constantFrom(...PIECES),
      action: fc.constantFrom('edit', 'edit', 'edit', 'restore', 'restore', 'delete'),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), (edits) => {
        const texts = new Texts(BASE);
        const resolver = new IncrementalResolver();
        resolver.update(texts.groups);
        for (const one of edits) {
          const original = new Map(Object.entries(BASE)).get(one.path);
          if (one.action === 'delete') texts.delete(one.path);
          else if (one.action === 'restore' && original !== undefined)
            texts.set(one.path, original);
          else {
            const before = texts.text(one.path);
            const at = Math.min(one.at % (before.length + 1), before.length);
            texts.set(one.path, before.slice(0, at) + one.piece + before.slice(at + one.cut));
          }
          if (!texts.all.some(({ path: own }) => !own.startsWith('deps/')))
            texts.set('a.wit', BASE['a.wit']);
          resolver.update(texts.groups);
          expectSame(resolver, texts);
        }
      }),
      { numRuns: 40 * Number(process.env['WIT_TS_RUNS'] ?? 1), seed: 7 },
    );
  });

  it('keeps the ids of packages that an edit does not concern', () => {
    const texts = new Texts(BASE);
    const resolver = new IncrementalResolver();
    resolver.update(texts.groups);
    const edit = (n: number): void => {
      texts.set('a.wit', `${BASE['a.wit']}interface more { type n = list<u${n}>; }\n`);
      resolver.update(texts.groups);
    };
    edit(8);
    const before = resolver.resolve.packages.slice(0, -1);
    expect(before).toHaveLength(4);
    edit(16);
    expect(resolver.resolve.packages.slice(0, -1)).toEqual(before);
    expect(resolver.resolve.packages.slice(0, -1).every((one, id) => one === before[id])).toBe(
      true,
    );
    expect(resolver.packageId('x:app@1.0.0')).toBe(before.length);
  });

  it('sees a package that comes to be there', () => {
    const texts = new Texts({ 'a.wit': 'package a:b; world w { import c:d/e; }' });
    const resolver = new IncrementalResolver();
    resolver.update(texts.groups);
    expect(
      resolver.units.flatMap(({ diagnostics }) => diagnostics).map(({ code }) => code),
    ).toEqual(['WIT0116']);
    texts.set('deps/d.wit', 'package c:d; interface e {}');
    resolver.update(texts.groups);
    expectSame(resolver, texts);
    expect(resolver.units.flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
  });
});

it('resolves packages anew when one in binary form comes that they lacked, and goes', () => {
  const { resolve, package: main = 0 } = resolveSources([
    { path: 'c.wit', text: 'package c:d;\ninterface i { type t = u8; }\n' },
  ]);
  const own: SourceGroup = {
    kind: 'texts',
    folder: '',
    sources: [parseSource('a.wit', 'package a:b;\ninterface j { use c:d/i.{t}; }\n')],
  };
  const binary: SourceGroup = {
    kind: 'decoded',
    path: 'deps/c.wasm',
    decoded: { resolve, package: main },
  };
  const resolver = new IncrementalResolver();
  const codes = (...groups: SourceGroup[]): string[] => {
    resolver.update(groups);
    return resolver.units.flatMap((unit) => unit.diagnostics.map(({ code }) => code));
  };
  expect(codes(own)).toEqual(['WIT0116']);
  expect(codes(own, binary)).toEqual([]);
  expect(resolver.packageId('a:b')).toBe(1);
  expect(codes(own)).toEqual(['WIT0116']);
});
