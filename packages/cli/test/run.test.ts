import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { loadWasmTools } from '@wit-ts/wasm-tools';
import { beforeAll, describe, expect, it } from 'vitest';
import { valueToJson } from '../src/execute/json.js';
import { type Ended, fixtures, folderWith, type RunOptions, witTs } from './command.js';
import { probe } from './probe.js';

const wasm = (name: string): string => join(fixtures, 'wasm', name);
const hello = wasm('hello-rust.wasm');
const mirror = wasm('mirror.wasm');
let folder = '';

/** Two interfaces with a function of the same name, and a function of a name that promises have. */
async function twins(): Promise<Uint8Array> {
  const tools = await loadWasmTools();
  const core = tools.parse(`(module
    (func (export "a#f") (result i32) (i32.const 1))
    (func (export "b#f") (result i32) (i32.const 2))
    (func (export "b#g") (result i32) (unreachable))
    (func (export "b#g-1") (result i32) (i32.const 3))
    (func (export "b#g1") (result i32) (i32.const 4))
    (func (export "then") (param i64) (result i64) (local.get 0)))`);
  const text = `package test:twins;
    world twins {
      export a: interface { f: func() -> u8; }
      export b: interface { f: func() -> u8; g: func() -> u8; g-1: func() -> u8; g1: func() -> u8; }
      export then: func(value: u64) -> u64;
    }`;
  return tools.componentNew(tools.componentEmbed({ core, wit: { text } }));
}

beforeAll(async () => {
  folder = folderWith({
    'probe.wasm': await probe(),
    'twins.wasm': await twins(),
    'data/file.txt': 'text',
  });
});

function run(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return witTs(['run', ...args], { cwd: folder, ...options });
}

const refusedSocket =
  'wit-ts: wasi:sockets/tcp-create-socket.create-tcp-socket was refused; -S inherit-network allows it\n';
const refusedRequest =
  'wit-ts: wasi:http/outgoing-handler.handle was refused; -S inherit-network allows it\n';

describe('wit-ts run', () => {
  it('runs a command with nothing granted, and says what would', async () => {
    expect(await run(['probe.wasm'], { env: { SECRET: '1' } })).toEqual({
      code: 0,
      stdout: 'arg probe.wasm\nsocket refused\n',
      stderr: refusedSocket,
    });
  });

  it('grants folders and variables', async () => {
    const grants = [
      '--dir',
      'data::/d',
      '--dir',
      'data',
      '--env',
      'A=b=c',
      '--env',
      'KEPT',
      '--env',
      'GONE',
    ];
    const { code, stdout } = await run(['probe.wasm', ...grants], {
      env: { KEPT: 'k', OTHER: 'o' },
    });
    expect({ code, lines: stdout.split('\n').toSorted() }).toEqual({
      code: 0,
      lines: [
        '',
        'arg probe.wasm',
        'dir /d',
        'dir data',
        'env A',
        'env KEPT',
        'env b=c',
        'env k',
        'socket refused',
      ],
    });
    const all = await run(['probe.wasm', '-S', 'inherit-env'], { env: { OTHER: 'o' } });
    expect(all.stdout).toContain('env OTHER\n');
  });

  it('ends with the exit code of the component', async () => {
    expect(await run(['probe.wasm', '--', '1', '--two'])).toMatchObject({
      code: 1,
      stdout: 'arg probe.wasm\narg 1\narg --two\nsocket refused\n',
      stderr: refusedSocket,
    });
    expect(await run(['probe.wasm', '--', '1', '2', '3'])).toMatchObject({
      code: 1,
      stderr: refusedSocket,
    });
    const trapped = await run(['probe.wasm', '--', '1', '2', '3', '4']);
    expect(trapped.code).toBe(1);
    expect(trapped.stdout).toContain('arg 4\n');
    expect(trapped.stderr).toBe(
      `${refusedSocket}error[CLI0407]: probe.wasm trapped: unreachable\n`,
    );
  });

  it('keeps requests from a server unless the network is granted', async () => {
    const paths: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      paths.push(request.url);
      response.end('hello');
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    try {
      const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
      const refused = await run(['probe.wasm', '--', address]);
      expect(refused).toMatchObject({ code: 0, stderr: refusedSocket + refusedRequest });
      expect(refused.stdout).toContain('request refused\n');
      expect(paths).toEqual([]);
      const granted = await run(['probe.wasm', '-S', 'inherit-network', '--', address]);
      expect(granted).toMatchObject({ code: 0, stderr: '' });
      expect(granted.stdout).toContain('socket made\nrequest sent\n');
      expect(paths).toEqual(['/']);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it('calls a function with --invoke', async () => {
    const call = 'greet("Ada")';
    expect(await run([hello, '--invoke', call])).toEqual({
      code: 0,
      stdout: '"Hello, Ada!"\n',
      stderr: '',
    });
    // QuickJS needs extended constant expressions, which Node.js 20 has behind a flag.
    expect(await run([wasm('hello-ts.wasm'), '--invoke', call])).toMatchObject({
      stderr: '',
      code: 0,
    });
    const full = 'test:echo/values.fail-result@0.1.0(err("no"))';
    expect(await run([mirror, '--invoke', full])).toMatchObject({ code: 0, stdout: 'err("no")\n' });
    const json = await run([mirror, '--json', '--invoke', 'echo-list-u64([18446744073709551615])']);
    expect(json).toMatchObject({ code: 0, stdout: '[18446744073709551615]\n' });
    expect(await run(['twins.wasm', '--invoke', 'b.f()'])).toMatchObject({ stdout: '2\n' });
    expect(await run(['twins.wasm', '--invoke', 'g-1()'])).toMatchObject({ stdout: '3\n' });
    expect(await run(['twins.wasm', '--invoke', 'g1()'])).toMatchObject({ stdout: '4\n' });
    expect(await run(['twins.wasm', '--invoke', 'then(7)'])).toMatchObject({ stdout: '7\n' });
  });

  it.each([
    ['CLI0401', hello, 'gret("")', 'did you mean greet?'],
    ['CLI0401', hello, 'x()', 'it exports example:hello/hello-world.greet'],
    ['CLI0402', 'twins.wasm', 'f()', 'name one in full: a.f, b.f'],
    ['CLI0403', mirror, 'thing.rename("")', 'function of a resource'],
    ['CLI0403', mirror, 'pass(1)', 'no text stands for thing'],
    ['CLI0406', wasm('ingest.wasm'), 'handle([])', 'edge:telemetry/processor@1.0.0'],
    ['CLI0407', 'twins.wasm', 'g()', 'trapped: unreachable'],
    ['WAVE0011', hello, 'greet(1)', '--invoke:1:7'],
    ['WAVE0020', hello, 'greet()', 'it is greet(name: string)'],
    ['WAVE0003', hello, 'greet("a"', 'ends too early'],
  ])('%s: %s %s', async (code, component, call, text) => {
    const ended = await run([component, '--invoke', call]);
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code: 1, stdout: '' });
    expect(ended.stderr).toMatch(new RegExp(`^error\\[${code}\\]`));
    expect(ended.stderr).toContain(text);
  });

  it.each([
    ['CLI0408', 1, [hello]],
    ['CLI0001', 1, ['missing.wasm']],
    ['CLI0001', 1, ['probe.wasm', '--dir', 'missing']],
    ['CLI0202', 2, ['probe.wasm', '--dir', '::/x']],
    ['CLI0202', 2, ['probe.wasm', '--dir', 'data', '--dir', '.::data']],
    ['CLI0202', 2, ['probe.wasm', '--env', '=x']],
    ['CLI0202', 2, ['probe.wasm', '-S', 'everything']],
    ['CLI0202', 2, [hello, '--invoke', 'greet("")', '--', 'more']],
  ])('%s, exit code %i: %j', async (code, exitCode, args) => {
    const ended = await run(args);
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code: exitCode, stdout: '' });
    expect(ended.stderr).toMatch(new RegExp(`^error\\[${code}\\]`));
  });
});

describe('--json', () => {
  it.each([
    [2n ** 64n - 1n, '18446744073709551615'],
    [-0, '-0'],
    [Number.NaN, '"nan"'],
    [Number.NEGATIVE_INFINITY, '"-inf"'],
    [undefined, 'null'],
    ['"', String.raw`"\""`],
    [Uint8Array.of(1, 2), '[1, 2]'],
    [new Map([['a', 1n]]), '[["a", 1]]'],
    [{ tag: 'ok', val: undefined }, '{"tag": "ok"}'],
    [{ aB: [true, undefined] }, '{"aB": [true, null]}'],
  ])('prints %s', (value, text) => {
    expect(valueToJson(value)).toBe(text);
    expect(() => void JSON.parse(text)).not.toThrow();
  });
});
