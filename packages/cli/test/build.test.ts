import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Ended, folderWith, root, type RunOptions, witTs } from './command.js';

const WIT = `package acme:greeter@1.0.0;

interface greetings {
  greet: func(name: string) -> result<string, string>;
  add: func(a: u64, b: u64) -> u64;
}

world greeter {
  export greetings;
}
`;

const APP = `import { exclaimed } from 'exclaim';

interface Person {
  name: string;
}

function check(person: Person): void {
  if (person.name === '') throw 'a name is needed';
  if (person.name === 'nobody') throw new TypeError(\`not \${person.name}\`);
}

export const greetings = {
  greet(name: string): string {
    console.log('greeting', { name });
    check({ name });
    return exclaimed(\`Hello, \${name}\`);
  },
  add: (a: bigint, b: bigint): bigint => a + b,
};
`;

let folder = '';

/** A project with a package of npm, and with the packages that a build needs where `installed` says so. */
function project(installed: readonly string[]): string {
  const made = folderWith({
    'package.json': '{"type":"module"}',
    'wit/greeter.wit': WIT,
    'src/app.ts': APP,
    'node_modules/exclaim/package.json': '{"name":"exclaim","main":"index.js"}',
    'node_modules/exclaim/index.js': "exports.exclaimed = (text) => text + '!';",
  });
  for (const name of installed) {
    mkdirSync(join(made, 'node_modules', name, '..'), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(made, 'node_modules', name));
  }
  return made;
}

function build(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return witTs(['build', ...args], { cwd: folder, ...options });
}

beforeAll(() => {
  folder = project(['esbuild', 'componentize-qjs']);
});

describe('wit-ts build', () => {
  it('makes a component of TypeScript and a package of npm, which runs', async () => {
    const made = await build(['src/app.ts', '-o', 'app.wasm']);
    expect(made.stderr).toBe('');
    expect(made.stdout).toMatch(
      /^wrote {3}app\.wasm \(1\.\d MB, QuickJS; messages of console and errors are dropped; --debug keeps them\)\n$/,
    );
    const wit = await witTs(['wit', 'app.wasm'], { cwd: folder });
    expect(wit.stdout).toContain('world root {\n  export acme:greeter/greetings@1.0.0;\n}');
    const run = (call: string): Promise<Ended> =>
      witTs(['run', 'app.wasm', '--invoke', call], { cwd: folder });
    expect((await run('greet("Ada")')).stdout).toBe('ok("Hello, Ada!")\n');
    expect((await run('greet("")')).stdout).toBe('err("a name is needed")\n');
    expect((await run('add(18446744073709551610, 5)')).stdout).toBe('18446744073709551615\n');
    const trapped = await run('greet("nobody")');
    expect(trapped.stderr).toBe('error[CLI0407]: app.wasm trapped: unreachable\n');
  }, 60_000);

  it('--debug keeps messages, and shows an exception at its line of the .ts', async () => {
    const made = await build(['src/app.ts', '-o', 'debug.wasm', '--debug', '--json']);
    const outcome = JSON.parse(made.stdout) as object;
    expect(outcome).toMatchObject({ output: 'debug.wasm', backend: 'quickjs', debug: true });
    const { stderr, code } = await witTs(['run', 'debug.wasm', '--invoke', 'greet("nobody")'], {
      cwd: folder,
    });
    expect(code).toBe(1);
    const line = APP.split('\n').findIndex((text) => text.includes('new TypeError')) + 1;
    expect(stderr).toMatch(/^greeting \{ name: "nobody" \}\nUncaught TypeError: not nobody\n/);
    expect(stderr).toContain(`at check (src/app.ts:${line}:`);
    expect(stderr).not.toContain('adapter');
  }, 60_000);

  it.each([
    [
      'a bundler that is not installed',
      [],
      'error[CLI0501]: the package esbuild is not installed, which bundles the module and its dependencies; install it: npm install --save-dev esbuild componentize-qjs@0.4.5\n',
      [],
    ],
    [
      'a back end that is not installed',
      ['--backend', 'starlingmonkey'],
      'error[CLI0501]: the package @bytecodealliance/componentize-js is not installed, which makes components with the engine StarlingMonkey; install it: npm install --save-dev esbuild @bytecodealliance/componentize-js@0.22.0\n',
      ['esbuild'],
    ],
  ])('tells of %s', async (_, args, expected, installed) => {
    // The command itself finds the packages of this workspace: a copy of it does not.
    const place = project(installed);
    const main = copyOfCommand();
    const { stderr, code } = await witTs(['build', 'src/app.ts', '-o', 'x.wasm', ...args], {
      cwd: place,
      main,
    });
    expect({ stderr, code }).toEqual({ stderr: expected, code: 1 });
    expect(existsSync(join(place, 'x.wasm'))).toBe(false);
  });

  it.each([
    [
      'a module of Node.js',
      "import fs from 'node:fs';\nexport const greetings = { greet: () => fs, add: () => 1n };",
      `error[CLI0503]: Could not resolve "node:fs"
 --> src/bad.ts:1:16
  |
1 | import fs from 'node:fs';
  |                ^^^^^^^^^
help: a component has no modules of Node.js: take another package, or import an interface of WASI

1 error
`,
    ],
    [
      'an interface that the world does not import',
      "import { get } from 'wasi:keyvalue/store';\nexport const greetings = { greet: get, add: get };",
      `error[CLI0503]: Could not resolve "wasi:keyvalue/store"
 --> src/bad.ts:1:21
  |
1 | import { get } from 'wasi:keyvalue/store';
  |                     ^^^^^^^^^^^^^^^^^^^^^
help: the world imports no interface of that name

1 error
`,
    ],
    [
      'bindings that are not there',
      "import { Greetings } from './bindings/greeter.js';\nexport const greetings = new Greetings();",
      `error[CLI0503]: Could not resolve "./bindings/greeter.js"
 --> src/bad.ts:1:27
  |
1 | import { Greetings } from './bindings/greeter.js';
  |                           ^^^^^^^^^^^^^^^^^^^^^^^
help: generate the bindings first: wit-ts bindgen guest wit -o src/bindings

1 error
`,
    ],
    [
      'a mistake in the syntax',
      'export const greetings = {\n  greet() { retrun 1; }\n};',
      `error[CLI0503]: Expected ";" but found "1"
 --> src/bad.ts:2:20
  |
2 |   greet() { retrun 1; }
  |                    ^

1 error
`,
    ],
    [
      'a missing function, with both places',
      'export const greetings = {\n  great: () => 1,\n  add: () => 1n,\n};',
      `error[BLD0001]: acme:greeter/greetings@1.0.0 has the function \`greet\`, and \`greetings\` has no member \`greet\`
 --> wit/greeter.wit:4:3
  |
4 |   greet: func(name: string) -> result<string, string>;
  |   ^^^^^
note: \`great\` is here
 --> src/bad.ts:2:3
  |
2 |   great: () => 1,
  |   -----
help: call it \`greet\`, not \`great\`

1 error
`,
    ],
  ])('tells of %s', async (_, source, expected) => {
    writeFileSync(join(folder, 'src/bad.ts'), source);
    const { stderr, code } = await build(['src/bad.ts', '-o', 'bad.wasm']);
    expect(stderr).toBe(expected);
    expect(code).toBe(1);
    expect(existsSync(join(folder, 'bad.wasm'))).toBe(false);
  });

  it('passes on what the back end says of code that throws while the component is built', async () => {
    writeFileSync(join(folder, 'src/early.ts'), `throw new Error('too early');\n${APP}`);
    const { stderr, code } = await build(['src/early.ts', '-o', 'early.wasm']);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^error\[CLI0504\]: QuickJS refuses the module: Error: too early\n +at <anonymous> \(src\/early\.ts:1:\d+\)\n/,
    );
  }, 60_000);

  it.each([
    [
      ['src/none.ts', '-o', 'x.wasm'],
      1,
      'error[CLI0001]: there is no file src/none.ts; give the module to start from\n',
    ],
    [
      ['src/app.ts', '-o', 'x.wasm', '--wit', 'none'],
      1,
      'error[CLI0001]: there is no file or folder none; check the path\n',
    ],
    [['src/app.ts'], 2, "error: required option '-o, --output <file>' not specified\n"],
    [
      ['src/app.ts', '-o', 'x.wasm', '--backend', 'v8'],
      2,
      "argument 'v8' is invalid. Allowed choices are quickjs, starlingmonkey.",
    ],
  ])('%j is refused', async (args, expectedCode, expected) => {
    const { stderr, code } = await build(args);
    expect(stderr).toContain(expected);
    expect(code).toBe(expectedCode);
  });

  it('refuses a back end of another version', async () => {
    const place = project(['esbuild']);
    const other = join(place, 'node_modules/componentize-qjs');
    mkdirSync(other, { recursive: true });
    writeFileSync(join(other, 'package.json'), '{"name":"componentize-qjs","version":"0.9.0"}');
    writeFileSync(join(other, 'index.js'), 'exports.componentize = () => {};');
    const { stderr, code } = await witTs(['build', 'src/app.ts', '-o', 'x.wasm'], { cwd: place });
    expect({ stderr, code }).toEqual({
      stderr:
        'error[CLI0502]: the package componentize-qjs cannot be used: it is version 0.9.0, and builds are made with 0.4.5; install that version: npm install --save-dev esbuild componentize-qjs@0.4.5\n',
      code: 1,
    });
  });

  it('writes to standard output', async () => {
    const { stdout, code } = await build(['src/app.ts', '-o', '-']);
    expect(code).toBe(0);
    expect(stdout.startsWith('\0asm')).toBe(true);
  }, 60_000);
});

/** The built command in a folder where no other package is found. */
function copyOfCommand(): string {
  const dist = join(root, 'packages/cli/dist');
  const place = folderWith({
    'package.json': '{"type":"commonjs"}',
    ...Object.fromEntries(
      ['main.js', 'program.js', 'build.js', 'failed.js', 'keep.js'].map((name) => [
        `dist/${name}`,
        readFileSync(join(dist, name)),
      ]),
    ),
    'dist/package.json': '{"type":"commonjs"}',
  });
  return join(place, 'dist/main.js');
}
