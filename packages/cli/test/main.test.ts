import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from '../src/commands/all.js';
import { processIo, wantsColor } from '../src/io/io.js';
import { createProgram } from '../src/line/commander.js';
import { root, witTs } from './command.js';

const { version } = JSON.parse(readFileSync(join(root, 'packages/cli/package.json'), 'utf8')) as {
  version: string;
};

describe('the command line', () => {
  it.each([['--version'], ['-V']])('answers %s', async (flag) => {
    expect(await witTs([flag])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('lists its commands', async () => {
    const { code, stdout, stderr } = await witTs(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Usage: wit-ts \[options\] \[command\]/);
    for (const command of ['check', 'wit', 'bindgen']) expect(stdout).toContain(`\n  ${command} `);
  });

  it('shows how it is called when called with nothing', async () => {
    const { code, stdout, stderr } = await witTs([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^Usage: wit-ts/);
  });

  it.each([
    [
      ['chek'],
      "error: unknown command 'chek'\n(Did you mean check?)\n(wit-ts --help lists the commands)\n",
    ],
    [
      ['check'],
      "error: missing required argument 'path'\n(wit-ts check --help shows what it takes)\n",
    ],
    [
      ['wit', 'a', 'b'],
      "error: too many arguments for 'wit'. Expected 1 argument but got 2.\n(wit-ts wit --help shows what it takes)\n",
    ],
    [
      ['check', 'wit', '--jsn'],
      "error: unknown option '--jsn'\n(Did you mean --json?)\n(wit-ts check --help shows what it takes)\n",
    ],
    [
      ['bindgen', 'guest', 'wit'],
      "error: required option '-o, --output <folder>' not specified\n(wit-ts bindgen guest --help shows what it takes)\n",
    ],
    [
      ['bindgen', 'guest', 'wit', '-o', 'x', '--lang', 'py'],
      "error: option '--lang <language>' argument 'py' is invalid. Allowed choices are ts, js.\n(wit-ts bindgen guest --help shows what it takes)\n",
    ],
  ])('tells wrong usage: %j', async (args, stderr) => {
    expect(await witTs(args)).toEqual({ code: 2, stdout: '', stderr });
  });
});

describe('help', () => {
  const program = createProgram([...commands.values()], processIo(), version);
  const all = [program, ...program.commands.flatMap((command) => [command, ...command.commands])];

  it.each(all.map((command) => [command.name(), command] as const))(
    'of %s has a description and an example',
    (_, command) => {
      let text = '';
      command.configureOutput({ writeOut: (part) => (text += part) }).outputHelp();
      expect(command.description()).toMatch(/\.$/);
      expect(text).toContain('Examples:\n  $ wit-ts ');
    },
  );
});

describe('colour', () => {
  it.each([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '0' }, true, false],
    [{ TERM: 'dumb' }, true, false],
  ])('with %j on a terminal: %s', (env, isTerminal, wanted) => {
    expect(wantsColor(env, isTerminal)).toBe(wanted);
  });

  it('is left out of pipes, unless forced', async () => {
    const bad = 'package a:b;\ninterface i { f: func(x: nope); }\n';
    const plain = await witTs(['check', '-'], { input: bad });
    const forced = await witTs(['check', '-'], { input: bad, env: { FORCE_COLOR: '1' } });
    // oxlint-disable-next-line no-control-regex
    expect(forced.stderr.replaceAll(/\u001b\[[\d;]*m/g, '')).toBe(plain.stderr);
    expect(plain.stderr).not.toContain('\u001b');
    expect(forced.stderr).toContain('\u001b[1;31m');
  });
});
