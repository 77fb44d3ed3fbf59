/** The language server as editors start it: a process, and messages as bytes. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fixtures, folderWith, main } from './command.js';

interface Message {
  id?: number;
  method?: string;
  result?: unknown;
  params?: { uri?: string; diagnostics?: { code: string; message: string }[] };
}

/** A raw client: it cuts the bytes of the server into messages by itself. */
function start(args: readonly string[] = ['lsp', '--stdio']) {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill());
  const messages: Message[] = [];
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  let rest = Buffer.alloc(0);
  child.stdout.on('data', (data: Buffer) => {
    rest = Buffer.concat([rest, data]);
    for (;;) {
      const end = rest.indexOf('\r\n\r\n');
      const length = /Content-Length: (\d+)/.exec(rest.subarray(0, end).toString('latin1'))?.[1];
      if (end < 0 || length === undefined || rest.length < end + 4 + Number(length)) return;
      const body = rest.subarray(end + 4, end + 4 + Number(length));
      rest = rest.subarray(end + 4 + Number(length));
      messages.push(JSON.parse(body.toString('utf8')) as Message);
    }
  });
  const send = (message: object): void => {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    child.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    // In two pieces, as pipes may deliver it.
    child.stdin.write(body.subarray(0, 10));
    child.stdin.write(body.subarray(10));
  };
  let id = 0;
  return {
    send,
    notify: (method: string, params: object) => send({ method, params }),
    async request(method: string, params: object | null): Promise<unknown> {
      const own = (id += 1);
      send({ id: own, method, params });
      const found = (): Message | undefined => messages.find((message) => message.id === own);
      await expect.poll(found).toBeDefined();
      return found()?.result;
    },
    /** The diagnostics that were told last about a document. */
    diagnosticsOf: (uri: string) =>
      messages.findLast((message) => message.params?.uri === uri)?.params?.diagnostics,
    kill: () => child.stdin.end(),
    ended,
    stderr: () => stderr,
  };
}

const CAPABILITIES = { general: { positionEncodings: ['utf-8'] } };

describe('wit-ts lsp', () => {
  it('answers over bytes, with places in bytes, reads the disk, and ends when told to', async () => {
    const folder = folderWith({
      'wit/deps/c/c.wit': 'package c:d;\n\ninterface types {\n  type other = u8;\n}\n',
    });
    const rootUri = pathToFileURL(folder).href;
    const uri = `${rootUri}/wit/a.wit`;
    const client = start();
    await client.request('initialize', {
      processId: process.pid,
      rootUri,
      capabilities: CAPABILITIES,
    });
    client.notify('initialized', {});
    const text = 'package a:b;\ninterface i {\n  use c:d/types.{/* 😀 */ thing, other};\n}\n';
    client.notify('textDocument/didOpen', {
      textDocument: { uri, languageId: 'wit', version: 1, text },
    });
    await expect
      .poll(() => client.diagnosticsOf(uri))
      .toMatchObject([
        { range: { start: { line: 2, character: 28 }, end: { line: 2, character: 33 } } },
      ]);
    const found = await client.request('textDocument/definition', {
      textDocument: { uri },
      position: { line: 2, character: 36 },
    });
    expect(found).toMatchObject([
      { uri: `${rootUri}/wit/deps/c/c.wit`, range: { start: { line: 3, character: 7 } } },
    ]);
    expect(await client.request('shutdown', null)).toBeNull();
    client.notify('exit', {});
    expect(await client.ended).toBe(0);
    expect(client.stderr()).toBe('');
  });

  it('ends when its client is gone', async () => {
    const client = start();
    await client.request('initialize', { processId: null, rootUri: null, capabilities: {} });
    client.kill();
    expect(await client.ended).toBe(1);
  });

  it('checks what WAC documents link, with the components in deps', async () => {
    const hello = readFileSync(join(fixtures, 'wasm', 'scorer.wasm'));
    const folder = folderWith({ 'deps/edge/scorer.wasm': hello });
    const uri = `${pathToFileURL(folder).href}/app.wac`;
    const client = start();
    await client.request('initialize', { processId: null, rootUri: null, capabilities: {} });
    const text = 'package a:b;\n\nlet s = new edge:scorer { nothing: 1 };\n';
    client.notify('textDocument/didOpen', {
      textDocument: { uri, languageId: 'wac', version: 1, text },
    });
    await expect.poll(() => client.diagnosticsOf(uri)?.length).toBe(1);
    const good = 'package a:b;\n\nlet s = new edge:absent { ... };\nexport s...;\n';
    client.notify('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: good }],
    });
    await expect.poll(() => client.diagnosticsOf(uri)?.[0]?.message).toContain('edge:absent');
    client.notify('textDocument/didChange', {
      textDocument: { uri, version: 3 },
      contentChanges: [{ text: good.replace('absent', 'scorer') }],
    });
    await expect.poll(() => client.diagnosticsOf(uri)).toEqual([]);
  });
});
