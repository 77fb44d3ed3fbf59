/** Async functions that a component written in TypeScript exports, called by Wasmtime where it is installed. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtGuest } from './build.js';

const WIT = `package t:later@1.0.0;

world later {
  export greet: async func(name: string) -> string;
  export check: async func(value: option<u64>) -> result<u64, string>;
  export plain: func(value: u64) -> u64;
}
`;

const APP = `
export const greet = async (name: string) => {
  await Promise.resolve();
  return 'Hello, ' + name;
};
export const check = async (value: bigint | undefined) => {
  if (value === undefined) throw 'no value';
  return value;
};
export const plain = (value: bigint) => value;
`;

const absent = spawnSync('wasmtime', ['--version']).error !== undefined;

describe.skipIf(absent)(
  `async functions in Wasmtime${absent ? ' (wasmtime is not installed)' : ''}`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'wit-ts-async-'));
    const path = join(folder, 'later.wasm');
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    beforeAll(async () => {
      const entry = join(folder, 'app.ts');
      writeFileSync(entry, APP);
      const wit = [{ path: 'later.wit', text: WIT }];
      writeFileSync(path, await builtGuest({ entry, wit, backend: 'quickjs' }));
    }, 60_000);

    it.each([
      ['greet("Ada")', '"Hello, Ada"'],
      ['check(none)', 'err("no value")'],
      ['check(some(18446744073709551615))', 'ok(18446744073709551615)'],
      ['plain(9007199254740993)', '9007199254740993'],
    ])(
      '%s gives %s',
      (call, expected) => {
        const args = ['run', '-W', 'component-model-async=y', '--invoke', call, path];
        const { stdout, stderr } = spawnSync('wasmtime', args, { encoding: 'utf8' });
        expect({ stdout, stderr }).toEqual({ stdout: `${expected}\n`, stderr: '' });
      },
      60_000,
    );
  },
);
