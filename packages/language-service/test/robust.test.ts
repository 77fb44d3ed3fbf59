/**
 * Random edits of the WASI tree with a request after each: nothing may throw, and what the service says must be what a service says that
 * reads the same texts anew. A part of the run by default; all 5,000 edits with `WIT_TS_RUNS=50`, other ones with `WIT_TS_SEED`.
 */
import { describe, expect, it } from 'vitest';
import { resolvePackage } from '@wit-ts/wit-parser';
import { type LanguageService, createLanguageService } from '../src/index.js';
import { memoryFileSystem } from '../../wit-parser/test/support/memory-fs.js';
import { applied } from './support/marked.js';
import { REQUESTS } from './support/requests.js';
import { APP, wasiFiles } from './support/wasi.js';

const EDITS = 100 * Number(process.env['WIT_TS_RUNS'] ?? 1);

/** Small and seeded: mulberry32. */
function random(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % limit;
  };
}

const PIECES = [
  ...'{}();:,.<>@/%=-"\n x9Aé\u202e',
  'use ',
  'record r { x: u8 }',
  'resource input-stream;',
  'interface ',
  'package a:b;\n',
  'package wasi:io@0.2.12 {',
  'world ',
  'include ',
  '// ',
  '/* ',
  '*/',
  '@since(version = 0.2.0)\n',
  'func()',
  '-> ',
  'list<',
  'borrow<pollable>',
  '%type',
  'use wasi:io/poll@0.2.12.{pollable};',
  'import wasi:io/streams@0.2.12;',
  '😀',
];

/** All that a service says about some places, with nothing kept from before. */
function stateOf(
  service: LanguageService,
  texts: ReadonlyMap<string, string>,
  seed: number,
): unknown[] {
  const next = random(seed);
  return [...texts].flatMap(([path, text]) => [
    service.diagnostics(path),
    service.codeLenses(path),
    service.semanticTokens(path),
    ...Array.from({ length: 3 }, () => {
      const at = next(text.length + 1);
      return REQUESTS.slice(1, 10).map((request) => request(service, path, at));
    }),
  ]);
}

/** What the service tells of all files. */
function toldBy(service: LanguageService, texts: ReadonlyMap<string, string>): string[] {
  const told = [...texts.keys()].flatMap((path) =>
    service
      .diagnostics(path)
      .map(({ code, range, message }) => `${path}:${range.start}-${range.end} ${code} ${message}`),
  );
  return told.toSorted();
}

/** What resolving the package tells, as `wit-ts check` does. */
function toldByCheck(texts: ReadonlyMap<string, string>): string[] {
  const { diagnostics } = resolvePackage('app', memoryFileSystem(Object.fromEntries(texts)));
  const told = diagnostics.map(
    ({ code, span, message }) => `${span?.file}:${span?.start}-${span?.end} ${code} ${message}`,
  );
  return told.toSorted();
}

describe('random edits', () => {
  it(
    `${EDITS} edits with a request after each throw nothing, and leave what a fresh read gives`,
    { timeout: 600_000 },
    () => {
      const files = wasiFiles();
      const service = createLanguageService(memoryFileSystem(files), { folders: ['app'] });
      const texts = new Map(Object.entries(files));
      const paths = [...texts.keys()];
      const next = random(Number(process.env['WIT_TS_SEED'] ?? 20_260));
      const undo: [string, string][] = [];
      const open = new Set<string>();
      for (let i = 1; i <= EDITS; i += 1) {
        // Mostly the same file, as somebody types.
        const path =
          next(3) === 0
            ? (paths[next(paths.length)] ?? APP)
            : (paths[(i >> 5) % paths.length] ?? APP);
        const before = texts.get(path) ?? '';
        if (!open.has(path)) service.open(path, before);
        open.add(path);
        const at = next(before.length + 1);
        const end = Math.min(before.length, at + (next(2) === 0 ? next(40) : next(3)));
        const kind = next(10);
        const last = undo.at(-1);
        let where = at;
        if (kind < 3 && last !== undefined) {
          undo.pop();
          const [other, text] = last;
          if (!open.has(other)) service.open(other, texts.get(other) ?? '');
          open.add(other);
          service.change(other, [{ text }]);
          texts.set(other, text);
          where = Math.min(at, text.length);
        } else {
          undo.push([path, before]);
          if (undo.length > 40) undo.shift();
          const other = texts.get(paths[next(paths.length)] ?? APP) ?? '';
          const from = next(other.length);
          const text =
            kind < 6
              ? (PIECES[next(PIECES.length)] ?? '')
              : kind < 8
                ? ''
                : other.slice(from, from + next(120));
          const range = { start: at, end: kind < 6 && next(2) === 0 ? at : end };
          service.change(path, [{ range, text }]);
          texts.set(path, before.slice(0, range.start) + text + before.slice(range.end));
        }
        if (next(50) === 0) {
          // What was typed is thrown away.
          service.close(path);
          open.delete(path);
          texts.set(path, files[path] ?? '');
        }
        expect(service.text(path)).toBe(texts.get(path));
        REQUESTS[i % REQUESTS.length]?.(service, path, where);
        if (i % 5 === 0) service.changedDiagnostics();
        if (i % 100 === 0) {
          const fresh = createLanguageService(memoryFileSystem(Object.fromEntries(texts)), {
            folders: ['app'],
          });
          expect(stateOf(service, texts, i)).toEqual(stateOf(fresh, texts, i));
          expect(toldBy(service, texts)).toEqual(toldByCheck(texts));
        }
      }
    },
  );

  it('edits that are offered can be applied', () => {
    const files = wasiFiles();
    const next = random(7);
    for (let i = 0; i < 20; i += 1) {
      const texts = new Map(Object.entries(files));
      const path = [...texts.keys()][next(texts.size)] ?? APP;
      const before = texts.get(path) ?? '';
      const at = next(before.length);
      texts.set(
        path,
        before.slice(0, at) + (PIECES[next(PIECES.length)] ?? '') + before.slice(at + next(30)),
      );
      const service = createLanguageService(memoryFileSystem(Object.fromEntries(texts)), {
        folders: ['app'],
      });
      for (const { edit } of service.codeActions(path, { start: 0, end: 1e6 })) {
        expect(() => applied(edit, texts)).not.toThrow();
      }
      for (const item of service.completion(path, at)) {
        const edits = [item.edit, ...item.additionalEdits];
        expect(() => applied({ changes: [{ kind: 'edit', path, edits }] }, texts)).not.toThrow();
      }
    }
  });
});
