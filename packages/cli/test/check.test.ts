import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixtures, folderWith, main, witTs } from './command.js';

const good = 'package a:b;\n\ninterface i {\n  f: func() -> u32;\n}\n';
const bad = `package a:b;

interface i {
  f: func() -> nope;
  g: func(x: u33);
}
`;

describe('wit-ts check', () => {
  it.each(['hello', 'edge-telemetry', 'image-processor'])(
    'finds no mistake in %s',
    async (name) => {
      const ended = await witTs(['check', join(fixtures, 'wit', name)]);
      expect(ended).toEqual({ code: 0, stdout: '', stderr: '' });
    },
  );

  it('shows every mistake with its code, place and line', async () => {
    const folder = folderWith({ 'wit/bad.wit': bad });
    const { code, stdout, stderr } = await witTs(['check', 'wit'], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^error\[WIT\d{4}\]: .*`nope`/);
    expect(stderr).toContain(
      ' --> wit/bad.wit:4:16\n  |\n4 |   f: func() -> nope;\n  |                ^^^^\n',
    );
    expect(stderr).toContain(' --> wit/bad.wit:5:14\n');
    expect(stderr).toMatch(/\n2 errors\n$/);
  });

  it('says nothing of many paths without a mistake', async () => {
    const names = Array.from({ length: 15 }, (_, i) => `${i}.wit`);
    const folder = folderWith(Object.fromEntries(names.map((name) => [name, good])));
    const ended = await witTs(['check', ...names], { cwd: folder });
    expect(ended).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('gives the same as JSON', async () => {
    const folder = folderWith({ 'a.wit': bad, 'b.wit': good });
    const { code, stdout, stderr } = await witTs(['check', 'a.wit', 'b.wit', 'c.wit', '--json'], {
      cwd: folder,
    });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      diagnostics: [
        expect.objectContaining({
          severity: 'error',
          place: expect.objectContaining({
            file: 'a.wit',
            range: {
              start: { line: 4, column: 16, byteColumn: 16 },
              end: { line: 4, column: 20, byteColumn: 20 },
            },
          }) as unknown,
        }),
        expect.objectContaining({ severity: 'error' }),
        expect.objectContaining({ code: 'CLI0001', message: 'there is no file or folder c.wit' }),
      ],
    });
  });

  it('prints an empty list as JSON where nothing is wrong', async () => {
    const { code, stdout } = await witTs(['check', '-', '--json'], { input: good });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '{"diagnostics": []}\n' });
  });

  it('reads standard input', async () => {
    const { code, stderr } = await witTs(['check', '-'], { input: bad });
    expect(code).toBe(1);
    expect(stderr).toContain(' --> <stdin>:4:16\n');
  });

  it('takes features', async () => {
    const gated = `package a:b@1.0.0;
interface i {
  @unstable(feature = fancy)
  type t = u32;
  @unstable(feature = fancy)
  f: func(x: t);
}
interface j {
  @unstable(feature = fancy)
  use i.{t};
  @unstable(feature = fancy)
  g: func(x: t);
}
`;
    for (const flags of [[], ['--features', 'fancy,other'], ['--all-features']]) {
      expect(await witTs(['check', '-', ...flags], { input: gated })).toEqual({
        code: 0,
        stdout: '',
        stderr: '',
      });
    }
  });

  it('names what is no WIT', async () => {
    const folder = folderWith({
      'package.json': '{}',
      'app/wit/a.wit': good,
      'core.wasm': Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]),
      'latin1.wit': Buffer.from('package a:b; // caf\xe9', 'latin1'),
    });
    mkdirSync(join(folder, 'empty'));
    symlinkSync('loop', join(folder, 'loop'));
    const texts = new Map([
      ['nothing', 'error[CLI0001]: there is no file or folder nothing; check the path\n'],
      ['loop', 'error[CLI0001]: there is no file or folder loop; check the path\n'],
      [
        'empty',
        'error[CLI0003]: the folder empty has no .wit file; give a folder whose own files are WIT, or a single file\n',
      ],
      [
        'app',
        'error[CLI0003]: the folder app has no .wit file; its folder wit may be meant: app/wit\n',
      ],
      [
        'core.wasm',
        'error[CLI0004]: core.wasm is a core module, not a component; make a component of it with `wasm-tools component new`\n',
      ],
    ]);
    for (const [path, stderr] of texts) {
      expect(await witTs(['check', path], { cwd: folder })).toEqual({
        code: 1,
        stdout: '',
        stderr,
      });
    }
    const latin1 = await witTs(['check', 'latin1.wit'], { cwd: folder });
    expect(latin1.code).toBe(1);
    expect(latin1.stderr).toMatch(/^error\[WIT\d+\]: .*UTF-8/);
  });

  it('ends without a word when its reader goes away', () => {
    const command = `"${process.execPath}" "${main}" wit "${join(fixtures, 'wit/edge-telemetry')}" --json | head -c 10`;
    const { stderr, stdout } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
    expect({ stderr, length: stdout.length }).toEqual({ stderr: '', length: 10 });
  });
});
