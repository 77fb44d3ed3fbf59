import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createContext, Script } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const path = fileURLToPath(new URL('../dist/browser/worker.js', import.meta.url));

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
    await expect
      .poll(() => posted.find(({ method }) => method === 'textDocument/publishDiagnostics'))
      .toMatchObject({ params: { uri } });
  });
});
