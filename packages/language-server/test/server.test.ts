import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import type * as lsp from 'vscode-languageserver-protocol';
import { describe, expect, it } from 'vitest';
import { start, uri } from './support/client.js';

const FINE = 'package a:b;\n\ninterface i {\n  f: func();\n}\n';
const OPTIONS = { tabSize: 2, insertSpaces: true };

const place = (line: number, from: number, to: number): lsp.Range => ({
  start: { line, character: from },
  end: { line, character: to },
});

const format = async (
  method: string,
  text: string,
  params: object,
  settings: object = {},
): Promise<lsp.TextEdit[]> => {
  const client = start({ initializationOptions: settings });
  await client.initialize();
  await client.open('wit/a.wit', text);
  return client.request(`textDocument/${method}`, {
    textDocument: { uri: uri('wit/a.wit') },
    options: OPTIONS,
    ...params,
  });
};

const codes = ({ diagnostics }: lsp.PublishDiagnosticsParams): unknown[] =>
  diagnostics.map(({ code }) => code);

describe('beginning and end', () => {
  it('tells what it can', async () => {
    const client = start();
    const { capabilities, serverInfo } = await client.initialize();
    expect(serverInfo).toEqual({ name: 'wit-ts', version: '1.2.3' });
    expect(capabilities).toMatchObject({ positionEncoding: 'utf-16', hoverProvider: true });
  });

  it('refuses requests before initialize, a second initialize, and requests after shutdown', async () => {
    const client = start();
    const hover = (): Promise<unknown> =>
      client.request('textDocument/hover', {
        textDocument: { uri: uri('a.wit') },
        position: { line: 0, character: 0 },
      });
    await expect(hover()).rejects.toMatchObject({ code: -32002 });
    await client.initialize();
    expect(await hover()).toBeNull();
    await expect(client.initialize()).rejects.toMatchObject({ code: -32600 });
    expect(await client.request('shutdown', null)).toBeNull();
    await expect(hover()).rejects.toMatchObject({ code: -32600 });
    await client.notify('exit', null);
    await expect.poll(() => client.exitCode).toBe(0);
  });

  it('exits with 1 where there was no shutdown, and ends with the process of the client', async () => {
    const watched: number[] = [];
    const client = start({ host: { watchParent: (id) => watched.push(id) } });
    await client.initialize({ processId: 42 });
    expect(watched).toEqual([42]);
    await client.notify('exit', null);
    await expect.poll(() => client.exitCode).toBe(1);
  });

  it('answers methods that it does not know with an error', async () => {
    const client = start();
    await client.initialize();
    await expect(client.request('textDocument/moniker', {})).rejects.toMatchObject({
      code: -32601,
    });
  });
});

describe('documents', () => {
  it('are changed in parts, each on what the ones before left', async () => {
    const client = start({ files: { 'wit/a.wit': FINE } });
    await client.initialize();
    await client.open('wit/a.wit', FINE);
    await client.change('wit/a.wit', 2, [
      { range: place(3, 2, 3), text: 'g' },
      { range: place(3, 5, 9), text: 'fun' },
    ]);
    const broken = await client.diagnostics('a.wit');
    expect(broken).toMatchObject({
      version: 2,
      diagnostics: [{ range: place(3, 5, 8), source: 'wit-ts', severity: 1 }],
    });
    await client.change('wit/a.wit', 3, [{ text: FINE }]);
    expect(await client.diagnostics('a.wit')).toMatchObject({ version: 3, diagnostics: [] });
  });

  it.each(['utf-8', 'utf-16'] as const)('count characters in %s', async (encoding) => {
    const positionEncodings = encoding === 'utf-8' ? ['utf-32', 'utf-8', 'utf-16'] : ['utf-16'];
    const client = start({ capabilities: { general: { positionEncodings } } });
    const { capabilities } = await client.initialize();
    expect(capabilities.positionEncoding).toBe(encoding);
    await client.open('wit/a.wit', 'package a:b;\ninterface i { /* é😀 */ f: fun(); }\n');
    const { diagnostics } = await client.diagnostics('a.wit');
    const at = encoding === 'utf-8' ? 30 : 27;
    expect(diagnostics[0]?.range).toEqual({
      start: { line: 1, character: at },
      end: { line: 1, character: at + 3 },
    });
    const last = { line: 1, character: at };
    await client.change('wit/a.wit', 2, [
      { range: { start: last, end: { line: 1, character: at + 3 } }, text: 'func' },
    ]);
    expect(await client.diagnostics('a.wit')).toMatchObject({ diagnostics: [] });
  });

  it('count before the disk, until they are closed', async () => {
    const client = start({ files: { 'wit/a.wit': FINE } });
    await client.initialize();
    await client.open('wit/a.wit', 'interface i { f: func() }');
    expect(codes(await client.diagnostics('a.wit'))).not.toEqual([]);
    await client.notify('textDocument/didClose', { textDocument: { uri: uri('wit/a.wit') } });
    expect(codes(await client.diagnostics('a.wit'))).toEqual([]);
  });

  it('may have names that need encoding, which stay as the client writes them', async () => {
    const client = start();
    await client.initialize();
    const strange = 'file:///w/wit%2Ba/%c3%a9%20x.wit';
    await client.notify('textDocument/didOpen', {
      textDocument: { uri: strange, languageId: 'wit', version: 1, text: 'interface {' },
    });
    const { uri: told } = await client.next<lsp.PublishDiagnosticsParams>(
      'textDocument/publishDiagnostics',
    );
    expect(told).toBe(strange);
  });

  it('are told apart from files that changed on the disk', async () => {
    const uses = 'package a:b;\ninterface j { use i.{t}; }\n';
    const client = start({
      files: { 'wit/a.wit': 'package a:b;\ninterface i { type t = u8; }\n', 'wit/b.wit': uses },
      capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } },
    });
    await client.initialize();
    const registered = await client.next<lsp.RegistrationParams>('client/registerCapability');
    expect(registered.registrations).toMatchObject([
      { registerOptions: { watchers: [{ globPattern: '**/*.{wit,wac,wasm,wat}' }] } },
    ]);
    await client.open('wit/b.wit', uses);
    client.send({ 'wit/a.wit': 'package a:b;\ninterface i { type s = u8; }\n' });
    await client.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uri('wit/a.wit'), type: 2 }],
    });
    expect(codes(await client.diagnostics('b.wit'))).toEqual(['WIT0130']);
  });

  it('can be sent by clients without a disk', async () => {
    const client = start({
      initializationOptions: {
        files: [{ uri: uri('wit/deps/c.wit'), text: 'package c:d;\ninterface i { type t = u8; }' }],
      },
    });
    await client.initialize();
    await client.open('wit/a.wit', 'package a:b;\ninterface j { use c:d/i.{s}; }\n');
    expect(codes(await client.diagnostics('a.wit'))).not.toEqual([]);
    const text = 'package c:d;\ninterface i { type s = u8; }';
    await client.notify('wit-ts/files', { files: [{ uri: uri('wit/deps/c.wit'), text }] });
    expect(codes(await client.diagnostics('a.wit'))).toEqual([]);
  });
});

describe('robustness', () => {
  it('answers an error for a feature that throws, logs it, and goes on', async () => {
    const client = start({ files: { 'wit/a.wit': FINE } });
    await client.initialize();
    await client.open('wit/a.wit', FINE);
    const broken = client.request('textDocument/hover', { textDocument: { uri: 7 } });
    await expect(broken).rejects.toMatchObject({ code: -32603 });
    const { message } = await client.next<lsp.LogMessageParams>('window/logMessage');
    expect(message).toContain('textDocument/hover failed');
    const position = { line: 3, character: 2 };
    const params = { textDocument: { uri: uri('wit/a.wit') }, position };
    expect(await client.request('textDocument/hover', params)).toMatchObject({
      contents: { kind: 'markdown' },
    });
  });

  it('logs a notification that makes no sense, and goes on', async () => {
    const client = start();
    await client.initialize();
    await client.change('wit/unknown.wit', 1, [{ range: null, text: 'x' }]);
    expect(await client.next('window/logMessage')).toMatchObject({ type: 1 });
    await client.open('wit/a.wit', 'interface {');
    expect(codes(await client.diagnostics('a.wit'))).not.toEqual([]);
  });

  it('does not begin requests that are cancelled while they wait', async () => {
    const client = start({ files: { 'wit/a.wit': FINE } });
    await client.initialize();
    await client.open('wit/a.wit', FINE);
    const params = { textDocument: { uri: uri('wit/a.wit') }, options: OPTIONS };
    const sources = Array.from({ length: 20 }, () => new CancellationTokenSource());
    const answers = sources.map(({ token }) =>
      client.connection.sendRequest('textDocument/formatting', params, token).then(
        () => 'answered',
        (error: { code: number }) => error.code,
      ),
    );
    for (const source of sources) source.cancel();
    const all = await Promise.all(answers);
    expect(all.at(-1)).toBe(-32800);
    expect(await client.request('textDocument/formatting', params)).toEqual([]);
  });
});

describe('settings', () => {
  const gated =
    'package a:b;\ninterface i { use j.{t}; }\n@unstable(feature = x)\ninterface j { type t = u8; }\n';

  it('are taken from initializationOptions', async () => {
    const client = start({ initializationOptions: { features: ['x'] } });
    await client.initialize();
    await client.open('wit/a.wit', gated);
    await client.open('wit/z.wit', 'interface {');
    await client.diagnostics('z.wit');
    expect(client.received.filter(({ method }) => method.endsWith('publishDiagnostics'))).toEqual(
      [],
    );
  });

  it('are asked for, and again when they change', async () => {
    let settings: object = { allFeatures: true };
    const client = start({
      capabilities: { workspace: { configuration: true } },
      answers: { 'workspace/configuration': () => [settings] },
    });
    await client.initialize();
    await client.next('workspace/configuration');
    await client.open('wit/a.wit', gated);
    settings = {};
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    expect(codes(await client.diagnostics('a.wit'))).not.toEqual([]);
    settings = { features: ['x'] };
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    expect(codes(await client.diagnostics('a.wit'))).toEqual([]);
  });
});

describe('formatting', () => {
  it('of a document is small edits', async () => {
    expect(await format('formatting', 'package a:b;\ninterface i{\n  f: func();\n}\n', {})).toEqual(
      [
        {
          range: { start: { line: 1, character: 11 }, end: { line: 1, character: 11 } },
          newText: ' ',
        },
      ],
    );
  });

  it('takes the options of the editor and the width of the settings', async () => {
    const text = 'interface i {\n  f: func(first: u8);\n}\n';
    const edits = await format('formatting', text, {
      options: { tabSize: 4, insertSpaces: false },
    });
    expect(edits.map(({ newText }) => newText)).toEqual(['\n\t']);
    const broken = await format('formatting', text, {}, { format: { width: 10 } });
    expect(broken.map(({ newText }) => newText)).toEqual(['\n    ', ',\n  ']);
  });

  it('of a range leaves the rest alone', async () => {
    const text = 'interface i {\nf: func();\ng: func();\nh: func();\n}\n';
    const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 4 } };
    const edits = await format('rangeFormatting', text, { range });
    expect(edits.map((edit) => edit.range.end.line)).toEqual([2]);
  });

  it('on type indents the line or the block that was ended', async () => {
    const line = 'interface i {\nf: func();\ng: func();\n}\n';
    const one = await format('onTypeFormatting', line, {
      position: { line: 2, character: 10 },
      ch: ';',
    });
    expect(one.map((edit) => edit.range.end)).toEqual([{ line: 2, character: 0 }]);
    const block = 'interface i {\n  record r {\na: u8,\nb: u8\n}\nf:func();\n}\n';
    const all = await format('onTypeFormatting', block, {
      position: { line: 4, character: 1 },
      ch: '}',
    });
    expect(all.map((edit) => edit.range.end.line)).toEqual([2, 3, 4]);
    expect(
      await format('onTypeFormatting', 'interface i {\nf: func();\n', {
        position: { line: 1, character: 10 },
        ch: ';',
      }),
    ).toEqual([]);
  });

  it('of a document with mistakes is refused with the place', async () => {
    await expect(format('formatting', 'interface i {\n  f: fun();\n}', {})).rejects.toMatchObject({
      code: -32803,
      message: expect.stringMatching(/^not formatted: .*\(line 2\)$/),
    });
  });
});

describe('WAC documents', () => {
  it('are checked for syntax at once, and for links when the checker is there', async () => {
    const client = start({
      host: {
        loadWacChecker: async () => (document) => [
          {
            code: 'LNK0001',
            severity: 'error',
            message: 'does not fit',
            span: { file: document.file, start: 0, end: 7 },
          },
        ],
      },
    });
    await client.initialize();
    await client.open('app.wac', 'package a:b;\nlet x = ;\n');
    const syntax = await client.next<lsp.PublishDiagnosticsParams>(
      'textDocument/publishDiagnostics',
    );
    expect(codes(syntax)[0]).toMatch(/^W[AI]/);
    await client.change('app.wac', 2, [{ text: 'package a:b;\n' }]);
    expect(codes(await client.diagnostics('app.wac'))).toEqual(['LNK0001']);
  });
});

describe('large workspaces', () => {
  it('are looked through in slices, with progress that the client shows', async () => {
    const files: Record<string, string> = {};
    for (let i = 0; i < 40; i += 1) files[`p${i}/a.wit`] = `package a:p${i};\n`;
    const slow = start({
      files,
      capabilities: { window: { workDoneProgress: true } },
    });
    const { fs } = slow;
    const readDirectory = fs.readDirectory.bind(fs);
    fs.readDirectory = (path) => {
      const until = performance.now() + 20;
      while (performance.now() < until);
      return readDirectory(path);
    };
    await slow.initialize();
    await slow.next('window/workDoneProgress/create');
    const kinds: string[] = [];
    while (kinds.at(-1) !== 'end') {
      const { value } = await slow.next<{ value: { kind: string } }>('$/progress');
      kinds.push(value.kind);
    }
    expect(kinds[0]).toBe('begin');
  });
});
