import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { instantiate } from './component/greeter.js';

// The engine in the component uses extended constant expressions, which Node.js 20 has behind a flag.
if (Number(process.versions.node.split('.')[0]) < 22)
  setFlagsFromString('--experimental-wasm-extended-const');

const load = async (path) =>
  WebAssembly.compile(await readFile(new URL(`./component/${path}`, import.meta.url)));
const { greet, greetings } = await instantiate(load, {});

test('greets', () => {
  assert.equal(greet('Ada'), 'Hello, Ada!');
  assert.equal(greetings.greetAs('Grace', 'loud'), 'HELLO, GRACE!');
});

test('refuses to greet nobody', () => {
  assert.throws(() => greetings.greetAs(' ', 'plain'), { payload: 'who is it?' });
});

test('remembers', () => {
  assert.deepEqual(greetings.visitors(), [
    { name: 'Ada', times: 1 },
    { name: 'Grace', times: 1 },
  ]);
});
