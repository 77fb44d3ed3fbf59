import { chmodSync, mkdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn, folderWith, witTs } from './command.js';

const ROUGH = 'package a:b;\n\n\ninterface   i{ f:func(); // behind\n}';
const FINE = 'package a:b;\n\ninterface i {\n  f: func(); // behind\n}\n';
const BROKEN = 'interface i {\n  f: fun();\n}\n';

const read = (...parts: string[]): string => readFileSync(join(...parts), 'utf8');

describe('wit-ts fmt', () => {
  it('formats files and folders in place, and lists what changed', async () => {
    const cwd = folderWith({
      'one.wit': ROUGH,
      'wit/a.wit': ROUGH,
      'wit/deps/x/b.wit': ROUGH,
      'wit/fine.wit': FINE,
      'wit/node_modules/c.wit': ROUGH,
      'wit/.hidden/d.wit': ROUGH,
      'wit/notes.md': ROUGH,
    });
    symlinkSync('..', join(cwd, 'wit/up'));
    expect(await witTs(['fmt', 'one.wit', 'wit', 'wit/a.wit'], { cwd })).toEqual({
      code: 0,
      stdout: 'one.wit\nwit/a.wit\nwit/deps/x/b.wit\n',
      stderr: '',
    });
    for (const path of ['one.wit', 'wit/a.wit', 'wit/deps/x/b.wit', 'wit/fine.wit']) {
      expect(read(cwd, path)).toBe(FINE);
    }
    for (const path of ['wit/node_modules/c.wit', 'wit/.hidden/d.wit', 'wit/notes.md']) {
      expect(read(cwd, path)).toBe(ROUGH);
    }
    expect(await witTs(['fmt', '.'], { cwd })).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('follows a link to a file, and keeps permissions', async () => {
    const cwd = folderWith({ 'real/a.wit': ROUGH });
    chmodSync(join(cwd, 'real/a.wit'), 0o640);
    mkdirSync(join(cwd, 'wit'));
    symlinkSync('../real/a.wit', join(cwd, 'wit/link.wit'));
    await witTs(['fmt', 'wit'], { cwd });
    expect(read(cwd, 'real/a.wit')).toBe(FINE);
    expect(statSync(join(cwd, 'real/a.wit')).mode & 0o777).toBe(0o640);
    expect(filesIn(cwd)).toEqual(['real/a.wit', 'wit/link.wit']);
  });

  it('formats standard input', async () => {
    expect(await witTs(['fmt', '-'], { input: ROUGH })).toEqual({
      code: 0,
      stdout: FINE,
      stderr: '',
    });
    expect((await witTs(['fmt', '-'], { input: FINE })).stdout).toBe(FINE);
    const crlf = await witTs(['fmt', '-', '--use-tabs'], { input: 'interface i {\r\nf: func();}' });
    expect(crlf.stdout).toBe('interface i {\r\n\tf: func();\r\n}\r\n');
    const narrow = await witTs(['fmt', '-', '--width', '20', '--indent', '4'], {
      input: 'interface i { f: func(a: u8, b: u8); }',
    });
    expect(narrow.stdout).toBe(
      'interface i {\n    f: func(\n        a: u8,\n        b: u8,\n    );\n}\n',
    );
  });

  it('with --check lists what would change, and writes nothing', async () => {
    const cwd = folderWith({ 'wit/a.wit': ROUGH, 'wit/b.wit': FINE });
    expect(await witTs(['fmt', '--check', 'wit'], { cwd })).toEqual({
      code: 1,
      stdout: 'wit/a.wit is not formatted\n',
      stderr: '',
    });
    expect(read(cwd, 'wit/a.wit')).toBe(ROUGH);
    const json = await witTs(['fmt', '--check', 'wit', '--json'], { cwd });
    expect({ code: json.code, stderr: json.stderr }).toEqual({ code: 1, stderr: '' });
    expect(JSON.parse(json.stdout)).toMatchObject({ diagnostics: [{ code: 'CLI0105' }] });
    expect(await witTs(['fmt', '--check', 'wit/b.wit'], { cwd })).toMatchObject({ code: 0 });
    expect(await witTs(['fmt', '--check', '-'], { input: ROUGH })).toMatchObject({
      code: 1,
      stdout: '<stdin> is not formatted\n',
    });
  });

  it('writes nothing at all where a file has mistakes in its syntax', async () => {
    const cwd = folderWith({ 'wit/a.wit': ROUGH, 'wit/b.wit': BROKEN });
    const { code, stdout, stderr } = await witTs(['fmt', 'wit'], { cwd });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('wit/b.wit:2:6');
    expect(stderr).toMatch(/nothing was written\n$/);
    expect([read(cwd, 'wit/a.wit'), read(cwd, 'wit/b.wit')]).toEqual([ROUGH, BROKEN]);
    const json = await witTs(['fmt', 'wit', '--json'], { cwd });
    expect(JSON.parse(json.stdout)).toMatchObject({
      diagnostics: [{ place: { file: 'wit/b.wit' } }],
    });
    expect(await witTs(['fmt', '-'], { input: BROKEN })).toMatchObject({ code: 1, stdout: '' });
  });

  it.each([
    [['app.wac'], 'error[CLI0007]: app.wac is a WAC document; only WIT is formatted\n'],
    [['notes.md'], 'error[CLI0007]: notes.md is not a .wit file; only WIT is formatted\n'],
    [['absent'], 'error[CLI0001]: there is no file or folder absent; check the path\n'],
    [['empty'], 'error[CLI0003]: there is no .wit file in empty or below; check the path\n'],
    [['latin.wit'], 'error[CLI0005]: latin.wit is not UTF-8 (byte 3); save it as UTF-8\n'],
  ])('refuses %j', async (args, stderr) => {
    const cwd = folderWith({
      'app.wac': 'package a:b;',
      'notes.md': '',
      'empty/notes.md': '',
      'latin.wit': Buffer.from('// \xe9\n', 'latin1'),
    });
    expect(await witTs(['fmt', ...args], { cwd })).toEqual({ code: 1, stdout: '', stderr });
  });

  it('tells wrong options', async () => {
    const { code, stderr } = await witTs(['fmt', '.', '--width', 'wide']);
    expect(code).toBe(2);
    const both = await witTs(['fmt', '-', '--json'], { input: FINE });
    expect(both.code).toBe(2);
    expect(both.stderr).toContain('error[CLI0202]: --json and - both need standard output');
    expect(stderr).toContain("argument 'wide' is invalid. It has to be a whole number.");
  });
});
