import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadApp } from '../build/host/load-app.js';

test('translates with the words of the other component', async () => {
  const app = await loadApp();
  assert.equal(app.translate('good morning', 'german'), 'guten Morgen');
  assert.equal(app.translate('good evening', 'french'), 'bon evening');
});
