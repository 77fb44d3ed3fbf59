import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commands } from '../src/commands/all.js';
import type { Definition, Group } from '../src/commands/definition.js';
import type { Io } from '../src/io/io.js';
import { createProgram } from '../src/line/commander.js';
import { readPlainLine } from '../src/line/plain.js';

/** What a command is called with. */
interface Call {
  command: string;
  operands: readonly string[];
  options: object;
}

const silent: Io = {
  fs: { readFile: () => undefined, readDirectory: () => undefined, kindOf: () => undefined },
  out: () => undefined,
  err: () => undefined,
  exit: () => undefined,
  leave: () => undefined,
  stdin: async () => new Uint8Array(),
  color: false,
};

/** The same, but instead of doing anything it is noted that it would be done. */
function noting(definition: Definition | Group, calls: Call[]): Definition | Group {
  if ('commands' in definition) {
    return { ...definition, commands: definition.commands.map((each) => noted(each, calls)) };
  }
  return noted(definition, calls);
}

function noted(definition: Definition, calls: Call[]): Definition {
  const act: Definition['act'] = async (operands, options) => {
    calls.push({ command: definition.name, operands: [...operands], options: { ...options } });
  };
  return { ...definition, act };
}

/** What commander makes of a command line; `undefined` where that calls nothing. */
async function byCommander(line: readonly string[]): Promise<Call | undefined> {
  const calls: Call[] = [];
  const all = [...commands.values()].map((define) => () => noting(define(), calls));
  try {
    await createProgram(all, silent, '1').parseAsync(line, { from: 'user' });
  } catch {
    return undefined;
  }
  return calls[0];
}

function byReader(line: readonly string[]): Call | undefined {
  const [name = '', ...words] = line;
  const asked = commands.get(name)?.();
  const plain = asked && readPlainLine(words, asked);
  return (
    plain && { command: plain.definition.name, operands: plain.operands, options: plain.options }
  );
}

/** The words that mean something to a command, and others. */
function wordsOf({ options }: Definition): fc.Arbitrary<string[]> {
  const flags = options.flatMap(({ name, short }) => [
    `--${name}`,
    ...(short === undefined ? [] : [`-${short}`]),
  ]);
  const values = ['a', 'b.wac', 'x=y', '-', '', '80', '7x', 'ts', 'sync', 'quickjs', 'a, b,,c'];
  const strange = [
    '--',
    '-h',
    '--help',
    '-V',
    '--version',
    '-1',
    '-ox',
    '--no-json',
    '--nope',
    'help',
  ];
  const names = ['constructor', '__proto__', '--constructor', '--__proto__', '--no-__proto__=x'];
  const flag = fc.constantFrom(...flags);
  const value = fc.constantFrom(...values);
  const odd = fc.oneof(fc.constantFrom(...strange, ...names), fc.string({ maxLength: 4 }));
  const joined = fc.tuple(flag, fc.oneof(value, odd)).map(([left, right]) => `${left}=${right}`);
  const parts = fc.oneof(
    { weight: 3, arbitrary: fc.tuple(flag, value) },
    { weight: 6, arbitrary: fc.tuple(value) },
    { weight: 3, arbitrary: fc.tuple(flag) },
    { weight: 3, arbitrary: fc.tuple(joined) },
    { weight: 1, arbitrary: fc.tuple(odd) },
  );
  const needed = options.flatMap(({ name, isRequired }) =>
    isRequired === true ? [`--${name}`, 'x'] : [],
  );
  return fc
    .tuple(fc.constantFrom([...needed, 'a'], needed, []), fc.array(parts, { maxLength: 5 }))
    .map(([first, list]) => [...first, ...list.flat()]);
}

const all = [...commands.values()].flatMap((define): [string[], Definition][] => {
  const definition = define();
  return 'commands' in definition
    ? definition.commands.map((each) => [[definition.name, each.name], each])
    : [[[definition.name], definition]];
});

describe('plain command lines', () => {
  it.each(all)('of %s are read as commander reads them', async (names, definition) => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(wordsOf(definition), async (words) => {
        const call = byReader([...names, ...words]);
        if (call === undefined) return;
        count++;
        expect(call).toEqual(await byCommander([...names, ...words]));
        expect(Object.getPrototypeOf(call.options)).toBe(Object.prototype);
      }),
      { numRuns: 300 },
    );

    expect(count).toBeGreaterThan(10);
  });

  it.each([
    ['compose a.wasm b.wasm -o c.wasm --no-validate'],
    ['compose a.wasm --link x:y=z --link=u:v= --json --features a,b --features c'],
    ['compose app.wac --dep a:b=c --deps-dir deps -o -'],
    ['compose -o x -- -strange'],
    ['check wit - --all-features'],
    ['wit a.wasm --json'],
    ['fmt wit --width 100 --use-tabs'],
    ['bindgen guest wit --lang js --no-prettier -o out'],
    ['run a.wasm --env A=b -S inherit-env -- --for the component'],
    ['targets a.wasm --wit wit'],
  ])('are such as %s', async (line) => {
    const call = byReader(line.split(' '));
    expect(call).toBeDefined();
    expect(call).toEqual(await byCommander(line.split(' ')));
  });

  it.each([
    ['compose'],
    ['compose a.wasm b.wac'],
    ['compose a.wasm --ouput b.wasm'],
    ['compose a.wasm -ob.wasm'],
    ['compose a.wasm -o'],
    ['compose a.wasm -o --plan'],
    ['compose a.wasm --plan=x'],
    ['compose a.wasm --help'],
    ['compose a.wasm -V'],
    ['wit a b'],
    ['targets a.wasm'],
    ['fmt wit --width wide'],
    ['bindgen guest wit -o x --lang py'],
    ['bindgen guest wit -o x --stub'],
    ['bindgen'],
    ['bindgen gust'],
    ['--version'],
    ['constructor'],
    ['check --__proto__ x'],
  ])('are not such as %s', (line) => {
    expect(byReader(line.split(' '))).toBeUndefined();
  });
});
