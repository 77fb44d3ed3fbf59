import { describe, expect, it } from 'vitest';
import { folderWith, witTs } from './command.js';

const component = (result: string): string => `(component
  (core module $m (func (export "f") (result ${result === 'u32' ? 'i32' : 'i64'}) unreachable))
  (core instance $i (instantiate $m))
  (func $f (result ${result}) (canon lift (core func $i "f")))
  (export "f" (func $f)))`;

const files = {
  'good.wat': component('u32'),
  'bad.wat': component('u64'),
  'wit/world.wit':
    'package a:b;\n\nworld one {\n  export f: func() -> u32;\n}\nworld two {\n  @unstable(feature = later)\n  import g: func();\n}\n',
  'core.wasm': Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]),
};

describe('wit-ts targets', () => {
  it('says that a component fits', async () => {
    const cwd = folderWith(files);
    const fits = await witTs(['targets', 'good.wat', '--wit', 'wit', '--world', 'one'], { cwd });
    expect(fits).toEqual({
      code: 0,
      stdout: 'good.wat fits the world a:b/one\n',
      stderr: '',
    });
    const json = await witTs(
      ['targets', 'good.wat', '--wit', 'wit', '--world', 'a:b/two', '--json', '--all-features'],
      { cwd },
    );
    expect(JSON.parse(json.stdout)).toEqual({
      fits: true,
      component: 'good.wat',
      world: 'a:b/two',
      diagnostics: [],
    });
  });

  it('shows what keeps it from fitting', async () => {
    const cwd = folderWith(files);
    const args = ['targets', 'bad.wat', '--wit', 'wit', '--world', 'one'];
    const text = await witTs(args, { cwd });
    expect({ code: text.code, stdout: text.stdout }).toEqual({ code: 1, stdout: '' });
    expect(text.stderr)
      .toBe(`error[LNK0126]: the export \`f\` of \`bad\` does not fit the world \`a:b/one\`: result: u64 in the component, u32 in the world
 --> wit/world.wit:4:3
  |
4 |   export f: func() -> u32;
  |   ^^^^^^^^^^^^^^^^^^^^^^^^
note: \`bad\` exports \`f\` with \`f: func() -> u64\`
 --> bad.wat
help: build the component against this version of the WIT

1 error
`);
    const json = await witTs([...args, '--json'], { cwd });
    expect({ code: json.code, stderr: json.stderr }).toEqual({ code: 1, stderr: '' });
    expect(JSON.parse(json.stdout)).toMatchObject({
      fits: false,
      diagnostics: [{ code: 'LNK0126', place: { range: { start: { line: 4, column: 3 } } } }],
    });
  });

  it.each([
    [['good.wat'], 2, "error: required option '--wit <path>' not specified"],
    [['good.wat', '--wit', 'wit'], 1, 'a:b/two'],
    [['good.wat', '--wit', 'wit', '--world', 'on'], 1, 'one'],
    [['core.wasm', '--wit', 'wit', '--world', 'one'], 1, 'CLI0004'],
    [['none.wasm', '--wit', 'wit', '--world', 'one'], 1, 'CLI0001'],
    [['good.wat', '--wit', 'none', '--world', 'one'], 1, 'CLI0001'],
    [['wit/world.wit', '--wit', 'wit', '--world', 'one'], 1, 'CLI0005'],
  ])('refuses %j', async (args, code, text) => {
    const ended = await witTs(['targets', ...args], { cwd: folderWith(files) });
    expect(ended.code).toBe(code);
    expect(ended.stdout).toBe('');
    expect(ended.stderr).toContain(text);
  });
});
