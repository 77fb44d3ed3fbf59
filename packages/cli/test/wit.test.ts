import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn, fixtures, folderWith, witTs } from './command.js';

const hello = readFileSync(join(fixtures, 'wasm', 'hello-rust.wasm'));

describe('wit-ts wit', () => {
  const text = `package root:component;

world root {
  export example:hello/hello-world;
}
package example:hello {
  /// Says hello.
  interface hello-world {
    /// A greeting for a name.
    greet: func(name: string) -> string;
  }
}
`;

  it('prints the WIT of a component from a file and from standard input', async () => {
    const fromFile = await witTs(['wit', join(fixtures, 'wasm', 'hello-rust.wasm')]);
    expect({ ...fromFile, stdout: withoutDocs(fromFile.stdout) }).toEqual({
      code: 0,
      stdout: withoutDocs(text),
      stderr: '',
    });
    expect(await witTs(['wit', '-'], { input: hello })).toEqual(fromFile);
  });

  it('prints JSON that describes the same model from text and from binary text', async () => {
    const folder = folderWith({
      'a.wit': 'package a:b;\ninterface i {\n  f: func() -> u32;\n}\n',
      'a.wat': `(component
        (type (component
          (type (instance
            (type (func (result u32)))
            (export "f" (func (type 0)))))
          (export "a:b/i" (instance (type 0)))))
        (export "i" (type 0)))`,
    });
    const { stdout } = await witTs(['wit', 'a.wit', '--json'], { cwd: folder });
    const { worlds, interfaces, types, packages } = JSON.parse(stdout) as Record<string, unknown>;
    expect({ worlds, types }).toEqual({ worlds: [], types: [] });
    expect(packages).toEqual([{ name: 'a:b', interfaces: { i: 0 }, worlds: {} }]);
    expect(interfaces).toEqual([
      {
        name: 'i',
        types: {},
        functions: { f: { name: 'f', kind: 'freestanding', params: [], result: 'u32' } },
        package: 0,
      },
    ]);
    const fromText = await witTs(['wit', 'a.wit'], { cwd: folder });
    expect(fromText.stdout).toBe('package a:b;\n\ninterface i {\n  f: func() -> u32;\n}\n\n');
    const fromBinary = await witTs(['wit', 'a.wat'], { cwd: folder });
    expect(fromBinary).toEqual({ code: 0, stdout: fromText.stdout, stderr: '' });
  });

  it('takes the items of a feature', async () => {
    const input = 'package a:b;\ninterface i {\n  @unstable(feature = x)\n  f: func();\n}\n';
    const functions = async (...flags: string[]): Promise<boolean> => {
      const { stdout } = await witTs(['wit', '-', '--json', ...flags], { input });
      return stdout.includes('"f"');
    };
    expect(await functions()).toBe(false);
    expect(await functions('--features', 'y')).toBe(false);
    expect(await functions('--features', 'y,x')).toBe(true);
    expect(await functions('--features', 'y', '--features', 'x')).toBe(true);
    expect(await functions('--all-features')).toBe(true);
  });

  it('writes to a file, whole or not at all', async () => {
    const folder = folderWith({ 'a.wit': 'package a:b;\n', 'bad.wit': 'package a:b; interface {' });
    const written = await witTs(['wit', 'a.wit', '-o', 'out/b.wit'], { cwd: folder });
    expect(written).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(join(folder, 'out/b.wit'), 'utf8')).toBe('package a:b;\n\n');
    const failed = await witTs(['wit', 'bad.wit', '-o', 'out/c.wit'], { cwd: folder });
    expect(failed.code).toBe(1);
    expect(filesIn(folder)).toEqual(['a.wit', 'bad.wit', 'out/b.wit']);
  });

  it('prints mistakes as JSON beside the text for people', async () => {
    const { code, stdout, stderr } = await witTs(['wit', '-', '--json'], { input: 'interface {' });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toHaveProperty('diagnostics.0.code');
    expect(stderr).toContain(' --> <stdin>:1:');
  });

  it('names what is no component and what cannot be written', async () => {
    const folder = folderWith({
      'cut.wasm': hello.subarray(0, hello.length - 1000),
      'start.wasm': hello.subarray(0, 6),
      'empty.wasm': '',
      'text.wasm': 'hello',
      'bad.wat': '(component\n  (nonsense))',
      'a.wit': 'package a:b;\n',
    });
    const cases: [string[], string | RegExp][] = [
      [
        ['cut.wasm'],
        /^error\[CMP\d+\]: .*ends .*\n --> cut\.wasm \(at byte \d+\)\nhelp: .*cut off/,
      ],
      [
        ['start.wasm'],
        'error[CLI0005]: start.wasm is WebAssembly of a version that wit-ts does not know, or cut off in its first bytes; build it again with current tools\n',
      ],
      [['empty.wasm'], 'error[CLI0005]: empty.wasm is empty; build it again\n'],
      [['text.wasm'], 'error[CLI0005]: text.wasm is not WebAssembly; give a component (.wasm)\n'],
      [['bad.wat'], /^error\[CLI0006\]: bad\.wat cannot be assembled: .*line 2, column \d+\)\n$/],
      [
        ['a.wit', '-o', 'text.wasm/b.wit'],
        'error[CLI0101]: cannot write text.wasm/b.wit: a part of the path is a file, not a folder; choose another output folder\n',
      ],
    ];
    for (const [args, message] of cases) {
      const { code, stdout, stderr } = await witTs(['wit', ...args], { cwd: folder });
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      if (typeof message === 'string') expect(stderr).toBe(message);
      else expect(stderr).toMatch(message);
    }
    expect(readdirSync(folder)).toHaveLength(6);
  });
});

function withoutDocs(text: string): string {
  return text.replaceAll(/^ *\/\/\/.*\n/gm, '');
}
