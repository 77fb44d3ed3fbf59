import { spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn, fixtures, folderWith, root, witTs } from './command.js';

const hello = join(fixtures, 'wasm', 'hello-rust.wasm');

describe('wit-ts bindgen host', () => {
  it('writes JavaScript that calls the component', async () => {
    const folder = folderWith({
      'package.json': '{ "type": "module" }',
      'main.js': `import { readFile } from 'node:fs/promises';
import { instantiate } from './out/app.js';
const load = async (name) => WebAssembly.compile(await readFile(new URL('./out/' + name, import.meta.url)));
const { helloWorld } = await instantiate(load, {});
console.log(helloWorld.greet('wit-ts'));
`,
    });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const args = ['bindgen', 'host', hello, '-o', 'out', '--name', 'app', '--lang', 'js'];
    expect(await witTs(args, { cwd: folder })).toEqual({
      code: 0,
      stdout: 'out: 4 files written\n',
      stderr: '',
    });
    expect(filesIn(join(folder, 'out'))).toEqual([
      '.wit-ts-generated',
      'app.core.wasm',
      'app.d.ts',
      'app.js',
      'interfaces/example-hello-hello-world.d.ts',
    ]);
    const { stdout, stderr } = spawnSync(process.execPath, ['main.js'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect({ stdout, stderr }).toEqual({ stdout: 'Hello, wit-ts!\n', stderr: '' });
    expect(await witTs([...args, '--check'], { cwd: folder })).toMatchObject({ code: 0 });
  });

  it('writes an ES module that takes what it imports from where it is told', async () => {
    const folder = folderWith({
      'package.json': '{ "type": "module" }',
      'main.js':
        "import { helloWorld } from './out/app.js';\nconsole.log(helloWorld.greet('you'));\n",
    });
    const args = ['bindgen', 'host', hello, '-o', 'out', '--name', 'app', '--lang', 'js'];
    const form = ['--instantiation', 'module', '--standalone'];
    expect(await witTs([...args, ...form], { cwd: folder })).toMatchObject({ code: 0 });
    const { stdout, stderr } = spawnSync(process.execPath, ['main.js'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect({ stdout, stderr }).toEqual({ stdout: 'Hello, you!\n', stderr: '' });

    const ingest = join(fixtures, 'wasm', 'ingest.wasm');
    const mapped = [
      'bindgen',
      'host',
      ingest,
      '-o',
      'b',
      '--lang',
      'js',
      '--instantiation',
      'module',
    ];
    const map = [
      '--map',
      'edge:telemetry/*=./service.js#*',
      '--map',
      'edge:telemetry/scorer=scorer',
    ];
    expect(await witTs([...mapped, ...map], { cwd: folder })).toMatchObject({ code: 0 });
    const text = readFileSync(join(folder, 'b/ingest.js'), 'utf8');
    expect(text).toMatch(/import .* from "\.\/service\.js";/s);
    expect(text).toMatch(/import .* from "scorer";/);
    expect(await witTs([...mapped, '--map', 'a'], { cwd: folder })).toEqual({
      code: 2,
      stdout: '',
      stderr:
        "error[CLI0202]: --map a is not of the form interface=module; write for example --map 'wasi:cli/*=./cli.js#*'\n",
    });
  });

  it('names the module after the component or the world', async () => {
    const folder = folderWith();
    await witTs(['bindgen', 'host', hello, '-o', 'a'], { cwd: folder });
    expect(filesIn(join(folder, 'a'))).toContain('hello-rust.ts');
    await witTs(['bindgen', 'host', join(fixtures, 'wit/hello'), '-o', 'b'], { cwd: folder });
    expect(filesIn(join(folder, 'b'))).toEqual([
      '.wit-ts-generated',
      'hello.ts',
      'interfaces/example-hello-hello-world.ts',
    ]);
  });

  it('replaces guest bindings of the same folder in no way', async () => {
    const folder = folderWith();
    await witTs(['bindgen', 'guest', join(fixtures, 'wit/hello'), '-o', 'out'], { cwd: folder });
    const before = filesIn(join(folder, 'out'));
    await witTs(['bindgen', 'host', hello, '-o', 'out'], { cwd: folder });
    expect(filesIn(join(folder, 'out'))).toEqual(expect.arrayContaining(before));
  });

  it('refuses what has no bindings', async () => {
    const folder = folderWith({ 'core.wasm': Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]) });
    const ended = await witTs(['bindgen', 'host', 'core.wasm', '-o', 'out'], { cwd: folder });
    expect(ended).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'error[CLI0004]: core.wasm is a core module, not a component; make a component of it with `wasm-tools component new`\n',
    });
    expect(filesIn(folder)).toEqual(['core.wasm']);
  });
});
