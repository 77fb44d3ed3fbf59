import { describe, expect, it } from 'vitest';
import { createLanguageService, type TextChange } from '../src/index.js';
import { memoryFileSystem } from '../../wit-parser/test/support/memory-fs.js';
import { encodeWit } from '@wit-ts/component';
import { decodeWit } from '@wit-ts/component';
import { resolveSources } from '@wit-ts/wit-parser';
import { marked } from './support/marked.js';

describe('documents', () => {
  it('change by parts, one behind the other, and wholly', () => {
    const service = createLanguageService(memoryFileSystem({}));
    service.open('a/x.wit', 'package a:b;');
    const changes: TextChange[] = [
      { range: { start: 8, end: 9 }, text: 'ns' },
      { range: { start: 11, end: 12 }, text: 'name' },
      { range: { start: 900, end: 950 }, text: '\n' },
    ];
    service.change('a/x.wit', changes);
    expect(service.text('a/x.wit')).toBe('package ns:name;\n');
    service.change('a/x.wit', [{ text: 'package c:d;' }]);
    expect(service.text('a/x.wit')).toBe('package c:d;');
    service.close('a/x.wit');
    expect(service.text('a/x.wit')).toBeUndefined();
    expect(service.hover('a/x.wit', 0)).toBeUndefined();
  });

  it('convert between offsets and positions, in both encodings', () => {
    const service = createLanguageService(memoryFileSystem({}));
    const text = '// é😀x\r\npackage a:b;\n';
    service.open('a/x.wit', text);
    expect(service.positionAt('a/x.wit', 6)).toEqual({ line: 0, character: 6 });
    expect(service.positionAt('a/x.wit', 6, 'utf-8')).toEqual({ line: 0, character: 9 });
    for (let offset = 0; offset <= text.length; offset += 1) {
      // Neither half a character nor half a line end is a position.
      if (offset === 5 || offset === 8) continue;
      for (const encoding of ['utf-16', 'utf-8'] as const) {
        const position = service.positionAt('a/x.wit', offset, encoding);
        expect(service.offsetAt('a/x.wit', position, encoding)).toBe(offset);
      }
    }
    expect(service.offsetAt('a/x.wit', { line: 0, character: 7 }, 'utf-8')).toBe(4);
    expect(service.offsetAt('a/x.wit', { line: 1, character: 99 })).toBe(text.length - 1);
    expect(service.offsetAt('a/x.wit', { line: 9, character: 0 })).toBe(text.length);
  });
});

describe('workspaces', () => {
  it('hold several folders, each with packages of its own', () => {
    const { service } = marked(
      {
        'one/wit/a.wit': 'package a:one; interface i { use b:lib/types.{t}; }',
        'one/wit/deps/b/b.wit': 'package b:lib; interface types { type t = u8; }',
        'two/a.wit': 'package a:two; interface i { use b:lib/types.{t}; }',
        'two/deps/b.wit': 'package b:lib; interface types { type u = u8; }',
        'two/node_modules/x/x.wit': 'package x:y; interface hidden {}',
        'two/.git/x.wit': 'package x:y; interface hidden {}',
      },
      { folders: ['one', 'two'] },
    );
    expect(service.workspaceSymbols('hidden')).toEqual([]);
    const found = service
      .workspaceSymbols('i')
      .map(({ container, name }) => `${container} ${name}`);
    expect(found).toEqual(expect.arrayContaining(['a:one i', 'a:two i']));
    expect(service.diagnostics('one/wit/a.wit')).toEqual([]);
    expect(service.diagnostics('two/a.wit').map(({ code }) => code)).toEqual(['WIT0132']);
    expect([...service.changedDiagnostics().keys()]).toEqual(['two/a.wit']);
    service.setFolders(['one']);
    expect(service.diagnostics('two/a.wit')).toHaveLength(1);
  });

  it('are searched in pieces', () => {
    const files = Object.fromEntries(
      Array.from({ length: 5 }, (_, i) => [
        `all/p${i}/x.wit`,
        `package a:p${i}; interface i${i} {}`,
      ]),
    );
    const { service } = marked(files, { folders: ['all'] });
    expect([...service.scan()]).toEqual([1, 2, 3, 4, 5]);
    expect([...service.scan()]).toEqual([]);
    expect(service.workspaceSymbols('i3')).toHaveLength(1);
  });

  it('hold nested packages, and packages whose files lie in one folder', () => {
    const { service, at, range } = marked({
      'app/a.wit': 'package a:b; world w { import $0i; import n:n/$1j; }',
      'app/b.wit':
        'package a:b; interface ⟦i⟧ {} package n:n { interface ⟦j⟧ { use k.{t}; } interface k { type t = u8; } }',
    });
    expect(service.diagnostics('app/a.wit')).toEqual([]);
    for (const [mark, label] of [
      ['0', 'i'],
      ['1', 'j'],
    ] as const) {
      const [{ path, selection } = { path: '', selection: undefined }] = service.definition(
        ...at(mark),
      );
      expect({ path, range: selection }).toEqual(range(label));
    }
  });

  it('take packages in binary form', () => {
    const { resolve, package: id } = resolveSources([
      { path: 'x.wit', text: 'package b:lib@0.1.0; interface types { type t = u8; }' },
    ]);
    const bytes = encodeWit(resolve, id ?? 0);
    const fs = memoryFileSystem({
      'app/a.wit':
        'package a:b; interface i { use b:lib/types@0.1.0.{t}; use b:lib/types@0.1.0.{u}; }',
      'app/deps/b.wasm': bytes,
    });
    let decoded = 0;
    const service = createLanguageService(fs, {
      decodeWit: (content, name) => {
        decoded += 1;
        return decodeWit(content, name);
      },
    });
    expect(service.diagnostics('app/a.wit').map(({ code }) => code)).toEqual(['WIT0132']);
    service.open('app/a.wit', 'package a:b; interface i { use b:lib/types@0.1.0.{t}; }');
    expect(service.diagnostics('app/a.wit')).toEqual([]);
    service.filesChanged();
    expect(service.diagnostics('app/a.wit')).toEqual([]);
    expect(decoded).toBe(1);
    const text = service.text('app/a.wit') ?? '';
    const at = text.indexOf('{t}') + 1;
    expect(service.hover('app/a.wit', at)?.contents).toContain('type t = u8;');
    expect(service.hover('app/a.wit', text.indexOf('types'))?.contents).toContain(
      'interface types',
    );
    expect(service.completion('app/a.wit', at).map(({ label }) => label)).toEqual(['t']);
    expect(service.definition('app/a.wit', at)).toEqual([]);
    expect(service.references('app/a.wit', at)).toHaveLength(1);
    expect(service.rename('app/a.wit', at, 'x')).toEqual({
      ok: false,
      reason: 'package `b:lib@0.1.0` is in binary form, so its names cannot be changed',
    });
    for (const offset of [text.indexOf('types'), text.indexOf('b:lib'), at]) {
      expect(service.typeDefinition('app/a.wit', offset)).toEqual([]);
      expect(service.rename('app/a.wit', offset, 'x').ok).toBe(false);
    }
    expect(service.documentLinks('app/a.wit')).toEqual([]);
  });

  it('survive packages that go round in circles, twins, and names of objects', () => {
    const { service } = marked({
      'app/a.wit': 'package a:b; interface i { use c:d/j.{t}; }',
      'app/deps/c.wit': 'package c:d; interface j { use a:b/i.{t}; }',
      'app/deps/d.wit': 'package c:d; interface j {}',
      'app/deps/e.wit':
        'package x:y; interface constructor { resource constructor { constructor(); } } interface a { use b.{t}; } interface b { use a.{t}; } world v { include w with { p as q }; } world w { include v with { q as p }; }',
    });
    const codes = (path: string): string[] => service.diagnostics(path).map(({ code }) => code);
    expect([...codes('app/a.wit'), ...codes('app/deps/c.wit'), ...codes('app/deps/d.wit')]).toEqual(
      expect.arrayContaining(['WIT0114', 'WIT0115']),
    );
    for (const path of ['app/a.wit', 'app/deps/c.wit', 'app/deps/e.wit']) {
      const { length } = service.text(path) ?? '';
      for (let at = 0; at <= length; at += 3) {
        expect(() => [
          service.definition(path, at),
          service.references(path, at),
          service.hover(path, at),
          service.rename(path, at, 'x'),
        ]).not.toThrow();
      }
    }
  });

  it('do not overflow on what is nested deeply', () => {
    const types = Array.from({ length: 3000 }, (_, i) => `type t${i + 1} = list<t${i}>;`).join(
      '\n',
    );
    const uses = Array.from(
      { length: 300 },
      (_, i) => `interface i${i + 1} { use i${i}.{t}; }`,
    ).join('\n');
    const text = `package a:b; interface i0 { type t = u8; }\n${uses}\ninterface i { use i300.{t as t0};\n${types}\nf: func(x: t3000); }\nworld w { import ${'list<'.repeat(200)} }`;
    const { service } = marked({ 'app/a.wit': text });
    const at = text.indexOf('t3000);');
    expect(service.hover('app/a.wit', at)?.contents).toContain('type t3000');
    expect(service.definition('app/a.wit', text.indexOf('t as t0'))).toHaveLength(1);
    expect(service.completion('app/a.wit', text.length - 2).length).toBeGreaterThan(0);
    expect(service.holders('app/a.wit', at)).toHaveLength(1);
  });
});

describe('.wac documents', () => {
  it('are checked for syntax and names, and linked by the checker of the options', () => {
    const seen: string[] = [];
    const { service } = marked(
      { 'app/a.wac': 'package a:b;\nlet x = new c:d { };\nexport y...;\n' },
      {
        checkWac: (document, path) => {
          seen.push(path);
          const span = { file: path, start: 0, end: 7 };
          return [
            {
              code: 'DOC0001',
              severity: 'error',
              message: `${document.statements.length} statements`,
              span,
            },
          ];
        },
      },
    );
    const codes = (): string[] => service.diagnostics('app/a.wac').map(({ code }) => code);
    expect(codes()).toHaveLength(1);
    expect(seen).toEqual([]);
    service.open('app/a.wac', 'package a:b;\nlet x = new c:d { ... };\nexport x...;\n');
    expect(codes()).toEqual(['DOC0001']);
    expect(seen).toEqual(['app/a.wac']);
    expect([...service.changedDiagnostics().keys()]).toEqual(['app/a.wac']);
    service.change('app/a.wac', [{ text: 'package a:b;\nlet x = ;' }]);
    expect(codes()).toEqual(['WIT0020']);
    service.change('app/a.wac', [{ text: 'package a:b;\nlet x = new c:d { ... }' }]);
    const [action] = service.codeActions('app/a.wac', { start: 0, end: 99 });
    expect(action?.edit.changes).toEqual([
      { kind: 'edit', path: 'app/a.wac', edits: [{ range: { start: 36, end: 36 }, newText: ';' }] },
    ]);
    expect(service.hover('app/a.wac', 3)).toBeUndefined();
    expect(service.rename('app/a.wac', 3, 'x')).toMatchObject({ ok: false });
    service.close('app/a.wac');
    expect(codes()).toHaveLength(1);
  });
});
