import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadPlugin } from '../dist/load-plugin.js';

test('the plug-in shouts, and tells the host', async () => {
  const lines = [];
  const plugin = await loadPlugin((line) => lines.push(line));
  assert.equal(plugin.transform('grüß dich'), 'GRüß DICH');
  assert.deepEqual(lines, ['shouting']);
});

test('memory of one call is free for the next', async () => {
  const plugin = await loadPlugin(() => {});
  const text = 'a'.repeat(50_000);
  for (let i = 0; i < 100; i++) assert.equal(plugin.transform(text), 'A'.repeat(50_000));
});
