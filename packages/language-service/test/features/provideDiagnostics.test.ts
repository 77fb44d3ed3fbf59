import { describe, expect, it } from 'vitest';
import { resolvePackage, WIT_CATALOGUE } from '@wit-ts/wit-parser';
import { memoryFileSystem } from '../../../wit-parser/test/support/memory-fs.js';
import { createLanguageService, type ServiceDiagnostic } from '../../src/index.js';
import { marked } from '../support/marked.js';
import { APP, wasiFiles } from '../support/wasi.js';

function brief(diagnostics: readonly ServiceDiagnostic[]): string[] {
  return diagnostics.map(({ code, range }) => `${code} ${range.start}`);
}

describe('diagnostics', () => {
  it('has the places, related places and links of each', () => {
    const { service, range, ranges } = marked(
      {
        'app/app.wit': `package a:app@1.0.0;
interface ⟦first|api⟧ { f: func(a: ⟦nothing⟧); record r { ⟦first-x|x⟧: u8, ⟦second-x|x⟧: u8 } }
interface ⟦second|api⟧ {}
world w { import ⟦missing|c:none⟧/item; export b:lib/⟦gone⟧; }
`,
        'app/deps/lib/lib.wit': `package b:lib; interface there { use ⟦away⟧.{t}; }`,
      },
      { docsOf: (code) => `https://example.test/${code}.md` },
    );
    const found = service.diagnostics('app/app.wit');
    expect(found.map(({ code, range: place, severity }) => [code, place, severity])).toEqual([
      ['WIT0140', range('nothing').range, 'error'],
      ['WIT0300', range('second-x').range, 'warning'],
      ['WIT0120', range('second').range, 'error'],
      ['WIT0116', range('missing').range, 'error'],
    ]);
    expect(found.map(({ related }) => related.map(({ location }) => location))).toEqual([
      [],
      [range('first-x')],
      [range('first')],
      [],
    ]);
    expect(found[0]?.href).toBe('https://example.test/WIT0140.md');
    expect(found[3]?.help).toContain('deps');
    expect(service.diagnostics('app/deps/lib/lib.wit').map(({ range: place }) => place)).toEqual(
      ranges('away').map(({ range: place }) => place),
    );
  });

  it('tells what changed in all packages that depend on a document, and nothing else', () => {
    const { service, open, at, texts } = marked({
      'app/app.wit': 'package a:app; interface i { use b:lib/types.{t}; }',
      'app/second.wit': 'package a:app; interface ok { type t = u8; }',
      'app/deps/lib/lib.wit': 'package b:lib; interface types { type $0t = u8; }',
      'app/deps/other/o.wit': 'package b:other; interface wrong { type t = lost; }',
    });
    open('app/deps/lib/lib.wit');
    expect([...service.changedDiagnostics().keys()]).toEqual(['app/deps/other/o.wit']);
    expect(service.changedDiagnostics().size).toBe(0);
    const [path, offset] = at('0');
    service.change(path, [{ range: { start: offset, end: offset + 1 }, text: 'u' }]);
    const changed = service.changedDiagnostics();
    expect([...changed.keys()]).toEqual(['app/app.wit']);
    expect(changed.get('app/app.wit')?.[0]?.code).toBe('WIT0132');
    service.change(path, [{ range: { start: offset, end: offset + 1 }, text: 't' }]);
    expect([...service.changedDiagnostics()]).toEqual([['app/app.wit', []]]);
    service.change(path, [{ text: 'package b:lib;' }]);
    expect([...service.changedDiagnostics().keys()]).toEqual(['app/app.wit']);
    service.close(path);
    expect([...service.changedDiagnostics()]).toEqual([['app/app.wit', []]]);
    expect(service.text(path)).toBe(texts.get(path));
  });

  it('takes documents that are not on the disk, and folders that change', () => {
    const { service } = marked({ 'app/app.wit': 'package a:app; world w { import b:lib/types; }' });
    expect(brief(service.diagnostics('app/app.wit'))).toEqual(['WIT0116 32']);
    service.open('app/deps/lib.wit', 'package b:lib; interface types {}');
    expect(service.diagnostics('app/app.wit')).toEqual([]);
    service.close('app/deps/lib.wit');
    expect(brief(service.diagnostics('app/app.wit'))).toEqual(['WIT0116 32']);
    service.open('untitled:1', 'interface x { type t = v; }');
    expect(brief(service.diagnostics('untitled:1'))).toEqual(['WIT0110 0', 'WIT0140 23']);
    service.open('untitled:2', 'package a:app; interface y {}');
    expect(service.diagnostics('untitled:2')).toEqual([]);
  });

  it('reads the disk again where it is told to', () => {
    const files: Record<string, string> = {
      'app/a.wit': 'package a:b; interface i { type t = u8; }',
    };
    let fs = memoryFileSystem(files);
    const service = createLanguageService({
      readFile: (path) => fs.readFile(path),
      readDirectory: (path) => fs.readDirectory(path),
      kindOf: (path) => fs.kindOf(path),
    });
    expect(service.diagnostics('app/a.wit')).toEqual([]);
    files['app/a.wit'] = 'package a:b; interface i { type t = u9; }';
    files['app/b.wit'] = 'package a:c;';
    fs = memoryFileSystem(files);
    expect(service.diagnostics('app/a.wit')).toEqual([]);
    service.filesChanged(['app/a.wit', 'app/b.wit']);
    expect(service.diagnostics('app/a.wit').map(({ code }) => code)).toEqual(['WIT0140']);
    expect(service.diagnostics('app/b.wit').map(({ code }) => code)).toEqual(['WIT0111']);
    delete files['app/b.wit'];
    fs = memoryFileSystem(files);
    service.filesChanged();
    expect(service.diagnostics('app/b.wit')).toEqual([]);
  });

  it('tells files that cannot be read, are no UTF-8, or need a decoder', () => {
    const fs = memoryFileSystem({
      'app/a.wit': 'package a:b;',
      'app/bad.wit': new Uint8Array([0x2f, 0x2f, 0xff, 0x0a]),
      'app/deps/x.wasm': new Uint8Array([0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0]),
    });
    const service = createLanguageService(fs);
    const codes = (path: string): string[] => service.diagnostics(path).map(({ code }) => code);
    expect(codes('app/bad.wit')).toContain('WIT0102');
    expect(codes('app/deps/x.wasm')).toEqual(['WIT0103']);
  });

  it('switches features on', () => {
    const text =
      'package a:b; interface i { @unstable(feature = hot) type t = u8; f: func(a: t); }';
    const off = marked({ 'app/a.wit': text }).service.diagnostics('app/a.wit');
    expect(off.map(({ code }) => code)).toEqual(['WIT0166']);
    for (const options of [{ features: ['hot'] }, { allFeatures: true }]) {
      expect(marked({ 'app/a.wit': text }, options).service.diagnostics('app/a.wit')).toEqual([]);
    }
  });

  it('tells of several mistakes at one place the first, as a check does', () => {
    for (const text of [
      'enum e { a % }',
      'enum e { a b%64 }',
      'f: func(a: %)',
      'type = %;',
      'x%: func()',
    ]) {
      const files = { 'app/a.wit': `package a:b; interface i { ${text} }` };
      const own = createLanguageService(memoryFileSystem(files)).diagnostics('app/a.wit');
      const { diagnostics } = resolvePackage('app', memoryFileSystem(files));
      expect(brief(own)).toEqual(diagnostics.map(({ code, span }) => `${code} ${span?.start}`));
      expect(new Set(own.map(({ range }) => range.start)).size).toBe(own.length);
    }
  });

  it('says of WASI what resolving says: nothing', () => {
    const files = wasiFiles();
    const { service } = marked(files);
    expect(service.diagnostics(APP)).toEqual([]);
    expect(service.changedDiagnostics().size).toBe(0);
    expect(resolvePackage('app', memoryFileSystem(files)).diagnostics).toEqual([]);
  });

  it('tells of each example of the documentation what a check tells', () => {
    let count = 0;
    for (const { code, bad, good, language } of WIT_CATALOGUE) {
      for (const example of [bad, good]) {
        if (example === undefined || (language ?? 'wit') !== 'wit') continue;
        const sources = typeof example === 'string' ? { 'example.wit': example } : example;
        const files = Object.fromEntries(
          Object.entries(sources).map(([path, text]) => [`app/${path}`, text]),
        );
        const paths = Object.keys(files);
        if (!paths.some((path) => /^app\/[^/]*\.wit$/.test(path))) continue;
        const service = createLanguageService(memoryFileSystem(files));
        const found = paths.flatMap((path) =>
          service.diagnostics(path).map((one) => `${one.code} ${path} ${one.range.start}`),
        );
        const expected = resolvePackage('app', memoryFileSystem(files)).diagnostics.map(
          (one) => `${one.code} ${one.span?.file ?? paths[0]} ${one.span?.start ?? 0}`,
        );
        expect(found.toSorted(), code).toEqual(expected.toSorted());
        count += 1;
      }
    }
    expect(count).toBeGreaterThan(120);
  });
});
