import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadWasmTools } from '@wit-ts/wasm-tools';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chained, composed, composedByDocument } from './compositions.js';
import { read } from './fixtures.js';
import { ask, host, send, type SentRequest } from './http-host.js';
import type { Exports } from './call.js';
import { viaBindings } from './host.js';
import { viaJco } from './jco.js';
import { noServer, serve } from './wasmtime-serve.js';

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

/** What a composed chain with a site asks of its host. */
const types = { 'wasi:http/types': host['wasi:http/types'] };

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
    const bytes = composed(names, { links: chained(names, HANDLER) });
    const exports = await instantiate('chain', bytes, types);
    await expectChain(exports);
    expect(ask(exports, welcome)).toEqual({ status: 200, path: welcome.path });
  });

  test('composed, with the last import left to the host', async () => {
    const last = { importer: chain[2], import: HANDLER, provider: '' };
    const bytes = composed(chain, { links: [...chained(chain, HANDLER), last] });
    await expectChain(await viaBindings('chain', bytes, host));
  });

  test('composed by a document', async () => {
    const exports = await viaBindings('chain', composedByDocument(document, packages), types);
    await expectChain(exports);
    expect(ask(exports, welcome)).toEqual({ status: 200, path: welcome.path });
  });

  // The first gate is instantiated last.
  const document = `package test:chain;
let last = new gate:site { ... };
let third = new gate:third { handler: last.handler, ... };
let second = new gate:second { handler: third.handler, ... };
let first = new gate:first { handler: second.handler, ... };
export first...;`
    .replaceAll(' handler:', ` "${HANDLER}":`)
    .replaceAll('.handler', `["${HANDLER}"]`);
  const packages = new Map([
    ['gate:first', chain[0]],
    ['gate:second', chain[1]],
    ['gate:third', chain[2]],
    ['gate:site', 'site'],
  ]);
});

test('the order of a chain has to be chosen', () => {
  const names = ['gate-method', 'gate-token', 'gate-path', 'site'];
  expect(() => composed(names)).toThrow(
    /`wasi:http\/incoming-handler@0.2.12` of `gate-method` can be/,
  );
});

const ASYNC_HANDLER = 'wasi:http/handler@0.3.0';

/** The world of a component that is valid. */
async function worldOf(bytes: Uint8Array): Promise<string> {
  const tools = await loadWasmTools();
  expect(tools.validate(bytes)).toMatchObject({ ok: true });
  return tools.componentWit(bytes);
}

describe('the same for the asynchronous handler of wasi:http 0.3', () => {
  const gates = ['gate-path-async', 'gate-method-async', 'gate-token-async'];

  test('composes to a valid component', async () => {
    const names = [...gates, 'site-async'];
    const wit = await worldOf(composed(names, { links: chained(names, ASYNC_HANDLER) }));
    expect(wit).toContain(`export ${ASYNC_HANDLER};`);
    expect(wit).not.toContain(`import ${ASYNC_HANDLER};`);
  });

  test('composes to a valid component that leaves the last import to the host', async () => {
    const wit = await worldOf(composed(gates, { links: chained(gates, ASYNC_HANDLER) }));
    expect(wit).toContain(`export ${ASYNC_HANDLER};`);
    expect(wit).toContain(`import ${ASYNC_HANDLER};`);
  });
});

const inWasmtime = `in Wasmtime${noServer === undefined ? '' : ` (${noServer})`}`;

describe.skipIf(noServer !== undefined)(`served ${inWasmtime}`, () => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'wit-ts-'));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    ['', HANDLER],
    ['-async', ASYNC_HANDLER],
  ])('a chain of gates%s answers as through host bindings', async (ending, handler) => {
    const names = [...orders[0], 'site'].map((name) => `${name}${ending}`);
    const file = join(folder, `chain${ending}.wasm`);
    writeFileSync(file, composed(names, { links: chained(names, handler) }));
    const sent = [welcome, ...refused.map(([, request]) => request), hopeless];
    const expected = [200, ...refused.map(([, , code]) => code), status[orders[0][0]]];
    const answers = await serve(file, sent.map(withPath));
    expect(answers.map((answer) => answer.status)).toEqual(expected);
    expect(answers[0]?.path).toBe(welcome.path);
  });
});

/** Over the wire every request has a path. */
function withPath(request: SentRequest): SentRequest {
  return { path: '/', ...request };
}
