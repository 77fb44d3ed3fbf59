import { compose } from '@wit-ts/compose';
import { loadWasmTools } from '@wit-ts/wasm-tools';
import { describe, expect, test } from 'vitest';
import { read } from './fixtures.js';
import { ask, host, send, type SentRequest } from './http-host.js';
import type { Exports } from './call.js';
import { viaBindings } from './host.js';
import { viaJco } from './jco.js';

const HANDLER = 'wasi:http/incoming-handler@0.2.12';

const bearer = { authorization: 'Bearer abc' };

const welcome: SentRequest = { method: 'get', path: '/api/a?b=1', headers: bearer };

/** What each gate refuses, and with which status. */
const refused: [string, SentRequest, number][] = [
  ['gate-method', { ...welcome, method: 'delete' }, 405],
  ['gate-method', { ...welcome, method: 'brew' }, 405],
  ['gate-token', { method: 'get', path: '/api/' }, 401],
  ['gate-token', { ...welcome, headers: { authorization: 'Basic abc' } }, 401],
  ['gate-path', { ...welcome, path: '/other' }, 404],
  ['gate-path', { method: 'get', headers: bearer }, 404],
];

/** All gates refuse it: the answer tells which one stands first. */
const hopeless: SentRequest = { method: 'delete', path: '/' };

const status = { 'gate-method': 405, 'gate-token': 401, 'gate-path': 404 };

const hosts = [
  ['our bindings', viaBindings],
  ['jco', viaJco],
] as const;

describe.each(['gate-method', 'gate-token', 'gate-path'] as const)('%s alone', (name) => {
  test.each(hosts)('refuses what it is there for, through %s', async (_host, instantiate) => {
    const gate = await instantiate(name, read(name), host);
    expect(send(gate, welcome)).toBe(200);
    for (const [other, request, code] of refused) {
      expect(send(gate, request)).toBe(other === name ? code : 200);
    }
    expect(send(gate, hopeless)).toBe(status[name]);
  });
});

const orders = [
  ['gate-method', 'gate-token', 'gate-path'],
  ['gate-path', 'gate-method', 'gate-token'],
  ['gate-token', 'gate-path', 'gate-method'],
] as const;

describe.each(orders)('%s before %s before %s', (...chain) => {
  async function expectChain(exports: Exports): Promise<void> {
    expect(send(exports, welcome)).toBe(200);
    for (const [, request, code] of refused) expect(send(exports, request)).toBe(code);
    expect(send(exports, hopeless)).toBe(status[chain[0]]);
  }

  test.each(hosts)('handed to each other by JavaScript, through %s', async (_host, instantiate) => {
    let next: Exports = host;
    let last: Exports = {};
    for (const name of chain.toReversed()) {
      last = await instantiate(name, read(name), next);
      next = { ...host, 'wasi:http/incoming-handler': last[HANDLER] };
    }
    await expectChain(last);
  });

  test.each(hosts)('composed, with a site at the end, through %s', async (_host, instantiate) => {
    const names = [...chain, 'site'];
    const inputs = names.map((name) => ({ name, path: `${name}.wasm`, bytes: read(name) }));
    const links = names.slice(1).map((provider, index) => ({
      importer: names[index] ?? '',
      import: HANDLER,
      provider,
    }));
    const { bytes, diagnostics } = compose(inputs, { links });
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const types = { 'wasi:http/types': host['wasi:http/types'] };
    const composed = await instantiate('chain', bytes ?? new Uint8Array(), types);
    await expectChain(composed);
    expect(ask(composed, welcome)).toEqual({ status: 200, path: welcome.path });
  });
});

describe('the same for the asynchronous handler of wasi:http 0.3', () => {
  test('composes to a valid component', async () => {
    const names = ['gate-path-async', 'gate-method-async', 'gate-token-async', 'site-async'];
    const inputs = names.map((name) => ({ name, path: `${name}.wasm`, bytes: read(name) }));
    const links = names.slice(1).map((provider, index) => ({
      importer: names[index] ?? '',
      import: 'wasi:http/handler@0.3.0',
      provider,
    }));
    const { bytes = new Uint8Array(), diagnostics } = compose(inputs, { links });
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const tools = await loadWasmTools();
    expect(tools.validate(bytes)).toMatchObject({ ok: true });
    const wit = tools.componentWit(bytes);
    expect(wit).toContain('export wasi:http/handler@0.3.0;');
    expect(wit).not.toContain('import wasi:http/handler@0.3.0;');
  });
});
