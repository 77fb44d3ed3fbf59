import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createContext, Script } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { encodeWit } from '@wit-ts/component';
import { resolveSources } from '@wit-ts/wit-parser';
import { describe, expect, it } from 'vitest';

const path = fileURLToPath(new URL('../dist/browser/worker.js', import.meta.url));

function packageInBinary(): string {
  const text = 'package c:d;\ninterface i { type t = u8; }\n';
  const { resolve, package: main = 0 } = resolveSources([{ path: 'c.wit', text }]);
  return Buffer.from(encodeWit(resolve, main)).toString('base64');
}

/** The largest size of the worker, compressed. */
const MOST_BYTES = 250_000;

describe.skipIf(!existsSync(path))('the worker (skipped where it is not built)', () => {
  it('is small', () => {
    expect(gzipSync(readFileSync(path), { level: 9 }).length).toBeLessThan(MOST_BYTES);
  });

  it('answers with nothing of Node in reach', async () => {
    const posted: { id?: number; method?: string; params?: { uri?: string } }[] = [];
    const listeners: ((event: { data: unknown }) => void)[] = [];
    const scope: Record<string, unknown> = {
      postMessage: (message: object) => void posted.push(message),
      addEventListener: (_: string, listener: (event: { data: unknown }) => void) =>
        void listeners.push(listener),
      removeEventListener: () => undefined,
      setTimeout,
      clearTimeout,
      TextEncoder,
      TextDecoder,
      performance,
      atob,
      console,
      close: () => undefined,
    };
    scope['self'] = scope;
    Object.defineProperty(scope, 'onmessage', {
      set: (listener: (event: { data: unknown }) => void) => {
        listeners.push(listener);
      },
    });
    new Script(readFileSync(path, 'utf8')).runInContext(createContext(scope));
    const send = (message: object): void => {
      for (const listener of listeners) listener({ data: { jsonrpc: '2.0', ...message } });
    };
    send({ id: 1, method: 'initialize', params: { processId: null, capabilities: {} } });
    await expect.poll(() => posted.find(({ id }) => id === 1)).toBeDefined();
    const uri = 'vscode-vfs://github/o/r/a.wit';
    const textDocument = { uri, languageId: 'wit', version: 1, text: 'interface {' };
    send({ method: 'textDocument/didOpen', params: { textDocument } });
    const told = (): object | undefined =>
      posted.findLast(({ method }) => method === 'textDocument/publishDiagnostics')?.params;
    await expect.poll(told).toMatchObject({ uri });

    // A package in binary form, which the client sends.
    const changed = 'package a:b;\ninterface j { use c:d/i.{t}; }\n';
    const change = { textDocument: { uri, version: 2 }, contentChanges: [{ text: changed }] };
    send({ method: 'textDocument/didChange', params: change });
    await expect.poll(told).toMatchObject({ diagnostics: [{ code: 'WIT0116' }] });
    const files = [{ uri: 'vscode-vfs://github/o/r/deps/c.wasm', base64: packageInBinary() }];
    send({ method: 'wit-ts/files', params: { files } });
    await expect.poll(told).toMatchObject({ diagnostics: [] });
  });
});
