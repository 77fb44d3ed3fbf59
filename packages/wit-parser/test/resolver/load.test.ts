import { describe, expect, it } from 'vitest';
import {
  type FileSystem,
  type Resolve,
  type ResolveOptions,
  type ResolveResult,
  packageNameText,
  resolvePackage,
  resolveSources,
} from '../../src/index.js';
import { memoryFileSystem } from '../support/memory-fs.js';

const codes = ({ diagnostics }: ResolveResult): string[] => diagnostics.map(({ code }) => code);
const packages = ({ resolve }: ResolveResult): string[] =>
  resolve.packages.map(({ name }) => packageNameText(name));
const mainName = ({ resolve, package: main }: ResolveResult): string | undefined => {
  const found = main === undefined ? undefined : resolve.packages[main];
  return found && packageNameText(found.name);
};

const WASM = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x0d, 0x00, 0x01, 0x00);

/** Takes what follows the magic bytes for WIT, so that a test need not make a real binary. */
const fakeDecoder: Required<Pick<ResolveOptions, 'decodeWit' | 'assemble'>> = {
  decodeWit: (bytes) => {
    const text = new TextDecoder().decode(bytes.subarray(8));
    const { resolve, package: main } = resolveSources([{ path: 'decoded.wit', text }]);
    if (main === undefined) throw new Error('found a component instead of a WIT package');
    return { resolve, package: main };
  },
  assemble: (text) => {
    const content = /"(.*)"/s.exec(text)?.[1];
    if (content === undefined) throw new Error('expected a string');
    return Uint8Array.from([...WASM, ...new TextEncoder().encode(content)]);
  },
};
const binary = (text: string): Uint8Array =>
  Uint8Array.from([...WASM, ...new TextEncoder().encode(text)]);

function fail(): never {
  throw new Error('permission denied');
}

describe('a path', () => {
  it('can be a folder, with or without a slash at its end', () => {
    const files = { 'x/a.wit': 'package a:b;', 'x/deps/c.wit': 'package a:c;' };
    const fs = memoryFileSystem(files);
    expect(packages(resolvePackage('x', fs))).toEqual(['a:b', 'a:c']);
    const slash: FileSystem = {
      ...fs,
      kindOf: (path) => fs.kindOf(path.replace(/\/$/, '')),
      readDirectory: (path) => fs.readDirectory(path.replace(/\/$/, '')),
    };
    const result = resolvePackage('x/', slash);
    expect(result.sources.files).toEqual(['x/a.wit', 'x/deps/c.wit']);
  });

  it('can be a single file, which has no deps', () => {
    const fs = memoryFileSystem({
      'x/a.wit': 'package a:b; world w { import a:c/i; }',
      'x/deps/c.wit': 'package a:c; interface i {}',
    });
    expect(codes(resolvePackage('x/a.wit', fs))).toEqual(['WIT0116']);
  });

  it('that leads nowhere is reported', () => {
    const result = resolvePackage('nowhere', memoryFileSystem({}));
    expect(codes(result)).toEqual(['WIT0100']);
    expect(result.package).toBeUndefined();
    expect(result.resolve.packages).toEqual([]);
  });

  it('that cannot be read is reported with the reason', () => {
    const file: FileSystem = { kindOf: () => 'file', readFile: fail, readDirectory: fail };
    expect(resolvePackage('a.wit', file).diagnostics).toMatchObject([
      { code: 'WIT0101', message: 'cannot read `a.wit`: permission denied' },
    ]);
    const folder: FileSystem = { ...file, kindOf: () => 'directory' };
    expect(codes(resolvePackage('x', folder))).toContain('WIT0101');
    const nothing: FileSystem = { ...file, kindOf: fail };
    expect(codes(resolvePackage('x', nothing))).toContain('WIT0101');
  });
});

describe('a folder', () => {
  it('whose deps is a file is reported', () => {
    const fs = memoryFileSystem({ 'x/a.wit': 'package a:b;', 'x/deps': '' });
    expect(codes(resolvePackage('x', fs))).toEqual(['WIT0101']);
  });

  it('can lead back to itself through links, which ends at the deps of deps', () => {
    const entries = [
      { name: 'a.wit', kind: 'file' },
      { name: 'deps', kind: 'directory' },
      { name: 'loop', kind: 'directory' },
    ] as const;
    let reads = 0;
    const fs: FileSystem = {
      kindOf: (path) => (path.endsWith('.wit') ? 'file' : 'directory'),
      readFile: () => new TextEncoder().encode('package a:b;'),
      readDirectory: () => {
        reads += 1;
        return [...entries];
      },
    };
    const result = resolvePackage('x', fs);
    expect(reads).toBe(4);
    expect(result.sources.files).toEqual([
      'x/a.wit',
      'x/deps/a.wit',
      'x/deps/deps/a.wit',
      'x/deps/loop/a.wit',
    ]);
    expect(new Set(codes(result))).toEqual(new Set(['WIT0114']));
  });

  it('with a file that is no UTF-8 is reported at the first wrong byte', () => {
    const bytes = Uint8Array.from([...new TextEncoder().encode('package a:b;\n// ä'), 0xff, 0x0a]);
    const result = resolvePackage('x', memoryFileSystem({ 'x/a.wit': bytes }));
    const [first] = result.diagnostics;
    expect(first).toMatchObject({ code: 'WIT0102' });
    expect(first?.span && result.sources.lineColumn(first.span)).toEqual({
      line: 2,
      column: 5,
      byteColumn: 6,
    });
  });

  it('takes a byte order mark at the start of a file only', () => {
    const fs = memoryFileSystem({ 'x/a.wit': '\uFEFFpackage a:b;' });
    expect(codes(resolvePackage('x', fs))).toEqual([]);
    const late = memoryFileSystem({ 'x/a.wit': 'package a:b; \uFEFF' });
    expect(codes(resolvePackage('x', late))).not.toEqual([]);
  });
});

describe('a WIT package in binary form', () => {
  const world = 'package a:main; world w { import b:bin/i; import c:txt/i; }';

  it('as the main path', () => {
    const fs = memoryFileSystem({ 'x.wasm': binary('package z:z; interface i { type t = u8; }') });
    const result = resolvePackage('x.wasm', fs, fakeDecoder);
    expect(codes(result)).toEqual([]);
    expect(mainName(result)).toBe('z:z');
    expect(result.origins.ofInterface(0)).toBeUndefined();
  });

  it('in text form as the main path, whatever its name', () => {
    const text = ' ;; a comment (\n (; nested (; comment ;) ;)\n(component "package z:z;")';
    for (const path of ['x.wat', 'x.wit', 'x']) {
      const result = resolvePackage(path, memoryFileSystem({ [path]: text }), fakeDecoder);
      expect(codes(result)).toEqual([]);
      expect(mainName(result)).toBe('z:z');
    }
  });

  it('among deps is merged at once and gets the first ids', () => {
    const fs = memoryFileSystem({
      'x/a.wit': world,
      'x/deps/0.wit': 'package a:0zero; interface i {}'.replace('0zero', 'zero'),
      'x/deps/b.wasm': binary('package b:bin; interface i { type t = u8; }'),
      'x/deps/c.wat': '(component "package c:txt; interface i { type t = u8; }")',
    });
    const result = resolvePackage('x', fs, fakeDecoder);
    expect(codes(result)).toEqual([]);
    expect(packages(result)).toEqual(['b:bin', 'c:txt', 'a:main', 'a:zero']);
    expect(mainName(result)).toBe('a:main');
  });

  it('several binaries with a package in common are united', () => {
    const shared = 'package s:s { interface i { type t = u8; } }';
    const fs = memoryFileSystem({
      'x/a.wit': 'package a:main; world w { import b:b/i; import c:c/i; }',
      'x/deps/b.wasm': binary(`package b:b; interface i { use s:s/i.{t}; } ${shared}`),
      'x/deps/c.wasm': binary(`package c:c; interface i { use s:s/i.{t}; } ${shared}`),
    });
    const result = resolvePackage('x', fs, fakeDecoder);
    expect(codes(result)).toEqual([]);
    expect(packages(result).toSorted()).toEqual(['a:main', 'b:b', 'c:c', 's:s']);
  });

  it('that is WIT in a file called .wat is read as WIT', () => {
    const fs = memoryFileSystem({
      'x/a.wit': 'package a:main; world w { import c:txt/i; }',
      'x/deps/c.wat': '// no parenthesis\npackage c:txt; interface i {}',
    });
    expect(codes(resolvePackage('x', fs))).toEqual([]);
  });

  it('is refused where nothing decodes or assembles it', () => {
    const fs = memoryFileSystem({
      'x/a.wit': 'package a:main;',
      'x/deps/b.wasm': binary('package b:bin;'),
      'x/deps/c.wat': '(component)',
    });
    expect(codes(resolvePackage('x', fs))).toEqual(['WIT0103', 'WIT0105']);
  });

  it('is refused with the reason of the decoder or assembler', () => {
    const fs = memoryFileSystem({
      'x/a.wit': 'package a:main;',
      'x/deps/b.wasm': binary('interface no-header {}'),
      'x/deps/c.wat': '(component)',
    });
    const result = resolvePackage('x', fs, fakeDecoder);
    expect(codes(result)).toEqual(['WIT0104', 'WIT0106']);
    expect(result.diagnostics[0]?.message).toContain('found a component instead');
    expect(result.diagnostics[0]?.span?.file).toBe('x/deps/b.wasm');
  });

  it('is refused where its copies of a package do not fit', () => {
    const fs = memoryFileSystem({
      'x/a.wit': 'package a:main;',
      'x/deps/b.wasm': binary('package b:b; interface i { f: func(a: u8); }'),
      'x/deps/c.wasm': binary('package b:b; interface i { f: func(b: u8); }'),
    });
    expect(codes(resolvePackage('x', fs, fakeDecoder))).toEqual(['WIT0107']);
  });

  it('is refused where the package comes as text as well', () => {
    const fs = memoryFileSystem({
      'x/a.wit': 'package a:main;',
      'x/deps/b.wasm': binary('package a:main;'),
    });
    expect(codes(resolvePackage('x', fs, fakeDecoder))).toEqual(['WIT0114']);
  });

  it('is not changed, so that a decoder may keep what it decoded', () => {
    const decoded: Resolve = resolveSources([
      { path: 'b.wit', text: 'package b:b; interface i { resource r; } world w { import i; }' },
    ]).resolve;
    const before = structuredClone(decoded);
    const fs = memoryFileSystem({
      'x/a.wit':
        'package a:main; interface j { use b:b/i.{r}; f: func() -> r; } world v { include b:b/w; }',
      'x/deps/b.wasm': binary(''),
    });
    const result = resolvePackage('x', fs, {
      decodeWit: () => ({ resolve: decoded, package: 0 }),
    });
    expect(codes(result)).toEqual([]);
    expect(decoded).toEqual(before);
  });
});

describe('texts in memory', () => {
  it('are one package but for those under deps', () => {
    const result = resolveSources([
      { path: 'deps/c/two.wit', text: 'interface j { use i.{t}; }' },
      { path: 'b.wit', text: 'interface k { use a:c/i.{t}; }' },
      { path: 'deps/d.wit', text: 'package a:d;' },
      { path: 'a.wit', text: 'package a:b;' },
      { path: 'deps/c/one.wit', text: 'package a:c; interface i { type t = u8; }' },
    ]);
    expect(codes(result)).toEqual([]);
    expect(packages(result)).toEqual(['a:c', 'a:b', 'a:d']);
    expect(mainName(result)).toBe('a:b');
  });

  it('of one package of deps alone are that package', () => {
    const result = resolveSources([
      { path: 'x/deps/c/one.wit', text: 'package a:c;' },
      { path: 'x/deps/c/two.wit', text: 'interface i {}' },
    ]);
    expect(codes(result)).toEqual([]);
    expect(mainName(result)).toBe('a:c');
  });

  it('of one name are told apart', () => {
    const result = resolveSources([
      { path: 'a.wit', text: 'package a:b; interface i {}' },
      { path: 'a.wit', text: '\ninterface i {}' },
    ]);
    expect(result.diagnostics[0]?.span).toMatchObject({ file: 'a.wit (2)', start: 11 });
  });

  it('none at all', () => {
    expect(codes(resolveSources([]))).toEqual(['WIT0110']);
  });
});

it('keeps nothing between runs', () => {
  const bad = [{ path: 'a.wit', text: 'package a:b; interface i { type t = missing; }' }];
  const good = [{ path: 'a.wit', text: 'package a:b; interface i { type t = u8; }' }];
  expect(codes(resolveSources(bad))).toEqual(['WIT0140']);
  expect(codes(resolveSources(good))).toEqual([]);
  expect(codes(resolveSources(bad))).toEqual(['WIT0140']);
});

it('leaves out warnings where none are wanted', () => {
  const text = [{ path: 'a.wit', text: 'package a:b; interface i { record r {} }' }];
  expect(codes(resolveSources(text))).toEqual(['WIT0301']);
  expect(codes(resolveSources(text, { warnings: false }))).toEqual([]);
});
