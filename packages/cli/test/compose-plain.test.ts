/** The chunk for compositions that succeed: what is left out of it must not be needed for them, and must not be missed for others. */
import { cpSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn, fixtures, folderWith, main, witTs } from './command.js';

const wasm = (name: string): string => join(fixtures, 'wasm', `${name}.wasm`);

/** A copy of the command without one of its chunks. */
function commandWithout(chunk: string): string {
  const folder = folderWith();
  cpSync(dirname(main), folder, {
    recursive: true,
    filter: (path) => !['vendor', 'templates', chunk].includes(basename(path)),
  });
  return join(folder, 'main.js');
}

const chain = (importer: string, provider: string): string =>
  `${importer}:wasi:http/incoming-handler@0.2.12=${provider}`;

const compositions: [string, string[]][] = [
  ['components of three languages', ['ingest', 'processor', 'scorer'].map(wasm)],
  ['with resources', ['maker-rust', 'worker-c'].map(wasm)],
  ['with functions of the engine left over', ['ingest', 'scorer', 'hello-ts'].map(wasm)],
  [
    'in an order that is chosen',
    [
      ...['gate-path', 'gate-token', 'site'].map(wasm),
      '--link',
      chain('gate-path', 'gate-token'),
      '--link',
      chain('gate-token', 'site'),
    ],
  ],
  [
    'with an instance for each importer',
    [...['ingest', 'scorer'].map(wasm), '--new-instance', 'scorer'],
  ],
];

describe('the chunk for compositions without a check', () => {
  const plain = commandWithout('compose.js');

  it.each(compositions)('has all that one takes: %s', async (_, args) => {
    const folder = folderWith();
    const alone = await witTs(['compose', ...args, '--no-validate', '-o', 'alone.wasm'], {
      cwd: folder,
      main: plain,
    });
    const whole = await witTs(['compose', ...args, '--no-validate', '-o', 'whole.wasm', '--json'], {
      cwd: folder,
    });
    expect({ code: alone.code, whole: whole.code }).toEqual({ code: 0, whole: 0 });
    expect(alone.stdout).toMatch(/^wrote {3}alone\.wasm/m);
    const [a, b] = ['alone.wasm', 'whole.wasm'].map((name) => readFileSync(join(folder, name)));
    expect(a?.equals(b as Buffer)).toBe(true);
  });

  it('leaves what goes wrong to the one that can tell it', async () => {
    const folder = folderWith();
    const circle = ['compose', ...['stage-rust', 'stage-c'].map(wasm)];
    const failed = await witTs([...circle, '--no-validate', '-o', 'out.wasm'], { cwd: folder });
    expect(failed).toEqual(await witTs([...circle, '--plan'], { cwd: folder }));
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain('break the cycle by a third component');
    expect(filesIn(folder)).toEqual([]);
  });

  it('is not begun with where there are so many components that they are put into groups', async () => {
    const empty = new Uint8Array([0x00, 0x61, 0x73, 0x6d, 0x0d, 0x00, 0x01, 0x00]);
    const folder = folderWith({ 'empty.wasm': empty });
    const components = Array.from({ length: 401 }, (_, index) => `c${index}=empty.wasm`);
    const args = ['compose', ...components, '--no-validate', '-o', 'out.wasm'];
    const whole = commandWithout('compose-plain.js');
    const { code, stderr } = await witTs(args, { cwd: folder, main: whole });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('has no part in what takes more', async () => {
    const folder = folderWith({ 'empty.wat': '(component)' });
    const args = ['compose', 'empty.wat', '--no-validate', '-o', 'out.wasm'];
    const alone = await witTs(args, { cwd: folder, main: plain });
    expect(alone.stderr).toContain('compose.js');
    expect(filesIn(folder)).toEqual(['empty.wat']);
    const whole = await witTs(args, { cwd: folder });
    expect({ code: whole.code, stderr: whole.stderr }).toEqual({ code: 0, stderr: '' });
  });
});
