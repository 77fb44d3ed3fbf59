import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn, folderWith, witTs } from './command.js';

describe('wit-ts new', () => {
  it.each(['component', 'host', 'composed'])('writes the template %s', async (template) => {
    const folder = join(folderWith(), 'My First App');
    const { code, stdout, stderr } = await witTs(['new', folder, '--template', template]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^wrote {3}.* \(\d+ files\)\n\n {2}cd ".*"\n {2}npm install\n {2}npm start\n$/,
    );
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      name: string;
      devDependencies: Record<string, string>;
    };
    expect(manifest.name).toBe('my-first-app');
    expect(manifest.devDependencies['wit-ts']).toMatch(/^\d+\.\d+\.\d+$/);
    const files = filesIn(folder);
    expect(files).toEqual(expect.arrayContaining(['.gitignore', 'README.md', 'package.json']));
    for (const file of files)
      expect(readFileSync(join(folder, file), 'utf8')).not.toMatch(/\{\{\w+\}\}/);
    const wit = join(folder, 'wit');
    expect(await witTs(['check', wit])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await witTs(['fmt', '--check', wit])).toMatchObject({ code: 0 });
  });

  it('lists the files as JSON, into an empty folder', async () => {
    const folder = folderWith();
    mkdirSync(join(folder, '.git'));
    const { code, stdout } = await witTs(['new', '.', '--template', 'host', '--json'], {
      cwd: folder,
    });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      folder: '.',
      template: 'host',
      files: filesIn(folder).toSorted(),
    });
  });

  it('overwrites nothing unless it is told to', async () => {
    const folder = folderWith({ 'notes.txt': 'mine' });
    const refused = await witTs(['new', folder]);
    expect(refused).toEqual({
      code: 1,
      stdout: '',
      stderr: `error[CLI0102]: the folder ${folder} is not empty: it holds notes.txt; give the name of a new folder, or --force to write into this one\n`,
    });
    expect(filesIn(folder)).toEqual(['notes.txt']);
    expect(await witTs(['new', folder, '--force'])).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toBe('mine');
  });

  it('says what is wrong with the folder or the template', async () => {
    const folder = folderWith();
    writeFileSync(join(folder, 'file'), '');
    expect((await witTs(['new', join(folder, 'file')])).stderr).toContain(
      `file is a file; give the name of a new folder`,
    );
    const unknown = await witTs(['new', join(folder, 'x'), '--template', 'react']);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('Allowed choices are component, host, composed');
    expect(filesIn(folder)).toEqual(['file']);
  });
});
