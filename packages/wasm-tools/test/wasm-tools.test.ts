import { mkdtempSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failure, implementations, module } from './tools.js';

const HEADER = [0x00, 0x61, 0x73, 0x6d];

const GREETER = `package a:b;
  interface i { f: func(n: u32) -> u32; }
  world w { import i; export run: func(); }`;

const CORE = `(module
  (import "a:b/i" "f" (func (param i32) (result i32)))
  (func (export "run")))`;

describe.each(implementations)('%s', (_, tools) => {
  test('assembles components and core modules', () => {
    expect([...tools.parse('(component)')]).toEqual([...HEADER, 0x0d, 0, 1, 0]);
    expect([...tools.parse('(module)')]).toEqual([...HEADER, 1, 0, 0, 0]);
  });

  test('prints what it assembled', () => {
    const text = tools.print(tools.parse('(component (import "a" (func (param "x" u32))))'));
    expect(text).toContain('(import "a" (func');
    expect(tools.parse(text)).toEqual(tools.parse(tools.print(tools.parse(text))));
  });

  test.each([
    ['(component\n  (foo))', 'expected valid component field (line 2, column 4)'],
    ['(component', 'expected `)` (line 1, column 11)'],
    [
      '(component (core module (func (call $x))))',
      'unknown func: failed to find name `$x` (line 1, column 37)',
    ],
    [
      '(component (import "line: 9, col: 9" (func (type $t))))',
      'unknown type: failed to find name `$t` (line 1, column 50)',
    ],
  ])('says in one line where text is wrong: %j', (text, message) => {
    expect(failure(() => tools.parse(text))).toBe(message);
  });

  test('puts a world into a core module and makes a component of it', () => {
    const core = tools.componentEmbed({
      core: tools.parse(CORE),
      wit: { text: GREETER },
      world: 'w',
    });
    const wit = tools.componentWit(tools.componentNew(core));
    expect(wit).toContain('import a:b/i;');
    expect(wit).toContain('export run: func();');
  });

  test('makes a dummy module of a world', () => {
    const core = tools.componentEmbed({ wit: { text: GREETER }, stringEncoding: 'utf16' });
    expect(tools.componentWit(tools.componentNew(core))).toContain('import a:b/i;');
  });

  test('fills an import with an adapter', () => {
    const core = tools.componentEmbed({
      core: tools.parse('(module (import "old" "f" (func)) (func (export "run") (call 0)))'),
      wit: { text: 'package a:b; world w { export run: func(); }' },
    });
    const adapter = tools.componentEmbed({
      core: tools.parse('(module (func (export "f")))'),
      wit: { text: 'package a:adapter; world w { }' },
    });
    expect(failure(() => tools.componentNew(core))).toContain('old');
    const component = tools.componentNew(core, [['old', adapter]]);
    expect(tools.componentWit(component)).not.toContain('import');
    expect(tools.validate(component).ok).toBe(true);
  });

  test('tells the parts of a binary and their producers', () => {
    const core = tools.componentEmbed({ core: tools.parse(CORE), wit: { text: GREETER } });
    const [outer, inner] = tools.metadata(tools.componentNew(core));
    expect(outer?.kind).toBe('component');
    expect(outer?.parent).toBeUndefined();
    expect(outer?.producers.get('processed-by')?.get('wit-component')).toMatch(/^0\.\d+/);
    expect(inner?.kind).toBe('module');
    expect(inner?.parent).toBe(0);
  });

  test.each([
    ['an unknown world', { text: GREETER }, 'x', 'World `x` not found in package `a:b`'],
    [
      'WIT that is wrong',
      { text: 'package a:b; world w { export i; }' },
      'w',
      'interface or world `i` does not exist',
    ],
  ])('refuses %s with a plain message', (_name, wit, world, message) => {
    expect(failure(() => tools.componentEmbed({ wit, world }))).toBe(message);
  });

  test('gives the whole chain of causes in one line', () => {
    const core = tools.parse('(module (import "x" "y" (func)))');
    expect(failure(() => tools.componentNew(core))).toMatch(
      /^failed to encode a component from module: .*: module requires an import interface named `x`$/,
    );
  });

  test('works on after bytes that are nothing', () => {
    const junk = new Uint8Array([1, 2, 3]);
    expect(failure(() => tools.print(junk))).not.toBe('nothing was thrown');
    expect(failure(() => tools.componentWit(junk))).not.toBe('nothing was thrown');
    expect(failure(() => tools.metadata(junk))).not.toBe('nothing was thrown');
    expect(tools.parse('(component)')).toHaveLength(8);
  });
});

function expectDependency(core: Uint8Array): void {
  expect(module.componentWit(module.componentNew(core))).toContain('import c:d/e;');
}

describe('WIT for componentEmbed', () => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'wit-ts-'));
    mkdirSync(join(folder, 'wit/deps'), { recursive: true });
    writeFileSync(join(folder, 'wit/a.wit'), 'package a:b; world w { import c:d/e; }');
    writeFileSync(join(folder, 'wit/deps/c.wit'), 'package c:d; interface e { f: func(); }');
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  test('comes from a folder with dependencies, and no file is left behind', () => {
    const before = readdirSync(tmpdir());
    expectDependency(module.componentEmbed({ wit: { path: join(folder, 'wit') } }));
    expect(readdirSync(tmpdir()).filter((name) => !before.includes(name))).toEqual([]);
  });

  test('comes from one file', () => {
    const wit = { path: join(folder, 'wit/deps/c.wit') };
    expect(failure(() => module.componentEmbed({ wit, world: 'w' }))).toContain('w');
  });

  test('comes from files in memory', () => {
    const files = new Map([
      ['a.wit', 'package a:b; world w { import c:d/e; }'],
      ['deps/c/e.wit', 'package c:d; interface e { f: func(); }'],
    ]);
    expectDependency(module.componentEmbed({ wit: { files } }));
  });

  test('is refused outside its folder', () => {
    const files = new Map([['../a.wit', 'package a:b;']]);
    expect(failure(() => module.componentEmbed({ wit: { files } }))).toBe(
      '"../a.wit" is not a path inside a folder of WIT',
    );
  });

  test('is named where it is missing', () => {
    const path = join(folder, 'none');
    expect(failure(() => module.componentEmbed({ wit: { path } }))).toBe(
      `cannot read WIT from ${path}: ENOENT: no such file or directory`,
    );
  });
});
