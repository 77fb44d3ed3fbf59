import { join } from 'node:path';
import { loadWasmTools } from '@wit-ts/wasm-tools';
import { describe, expect, it } from 'vitest';
import { filesIn, folderWith, witTs } from './command.js';

const tools = await loadWasmTools();
const isProgram = tools.implementation.kind === 'binary';

const USER = `(component
  (import "a:b/numbers" (instance $n (export "f" (func (result u32)))))
  (export "g" (func $n "f")))`;

/** A component whose function is lifted from a core function with this type and body. */
const provider = (type: string, body: string): string => `(component
  (core module $m (func (export "f") (result ${type}) ${body}))
  (core instance $i (instantiate $m))
  (func $f (result u32) (canon lift (core func $i "f")))
  (instance $x (export "f" (func $f)))
  (export "a:b/numbers" (instance $x)))`;

const files = {
  'user.wat': USER,
  'good.wat': provider('i32', 'i32.const 1'),
  'wide.wat': provider('i64', 'i64.const 1'),
  'body.wat': provider('i32', 'i64.const 1'),
};

describe('the check of a composition', () => {
  it.each([
    [
      'module',
      'off',
      /^wasm-tools \S+ \(WebAssembly module\): types; V8: 1 of 1 core modules; wit-ts: structure and types$/,
    ],
    ...(isProgram ? [['program', '', /^wasm-tools \d+\.\d+\.\d+$/] as const] : []),
  ] as const)('is reported: %s', async (_, use, expected) => {
    const cwd = folderWith(files);
    const env = { WIT_TS_WASM_TOOLS: use };
    const args = ['compose', 'user.wat', 'good.wat', '-o', 'app.wasm'];
    const json = await witTs([...args, '--json'], { cwd, env });
    const { checkedBy } = JSON.parse(json.stdout) as { checkedBy: string };
    expect(checkedBy).toMatch(expected);
    const text = await witTs(args, { cwd, env });
    expect(text.stdout).toContain(`checked by ${checkedBy})`);
    const without = await witTs([...args, '--no-validate'], { cwd, env });
    expect(without.stdout).toContain(', not checked)');
  });

  it.each(['off', ...(isProgram ? [''] : [])])('names the input at fault (%j)', async (use) => {
    const cwd = folderWith({ ...files, 'app.wasm': 'as it was' });
    const env = { WIT_TS_WASM_TOOLS: use };
    const args = ['compose', 'user.wat', 'wide.wat', '-o', 'app.wasm'];
    const ended = await witTs(args, { cwd, env });
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/^error\[CMP\d+\]: .*canon/);
    expect(ended.stderr).toContain(' --> wide.wat');
    expect(filesIn(cwd)).toEqual([...Object.keys(files), 'app.wasm'].toSorted());
  });

  it.runIf(isProgram)('looks into function bodies (needs wasm-tools on the PATH)', async () => {
    const cwd = folderWith(files);
    const args = ['compose', 'user.wat', 'body.wat', '-o', join('out', 'app.wasm')];
    const ended = await witTs(args, { cwd });
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/^error\[CLI0302\]: body\.wat is not valid: .*type mismatch/);
    expect(filesIn(cwd)).toEqual(Object.keys(files).toSorted());
  });

  it('says what nobody looked at', async () => {
    const cwd = folderWith(files);
    const args = ['compose', 'user.wat', 'body.wat', '-o', 'app.wasm'];
    const { stdout } = await witTs(args, { cwd, env: { WIT_TS_WASM_TOOLS: 'off' } });
    expect(stdout).toContain(
      'not looked at: 1 of 1 core modules: this engine may lack a feature that they use',
    );
  });
});
