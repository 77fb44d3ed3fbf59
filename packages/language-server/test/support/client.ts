/** A client in the process of the test, over streams as between processes. */
import { PassThrough } from 'node:stream';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type * as lsp from 'vscode-languageserver-protocol';
import { onTestFinished } from 'vitest';
import {
  connectionStrategy,
  MemoryFileSystem,
  type ServerHost,
  startServer,
} from '../../src/index.js';

export interface ClientOptions {
  files?: Readonly<Record<string, string>>;
  capabilities?: lsp.ClientCapabilities;
  initializationOptions?: object;
  host?: Partial<ServerHost>;
  /** What the client answers, by method. */
  answers?: Readonly<Record<string, (params: never) => unknown>>;
}

export class Client {
  readonly fs = new MemoryFileSystem();
  readonly connection: MessageConnection;
  /** Everything that the server sent without being asked, in order. */
  readonly received: { method: string; params: unknown }[] = [];
  exitCode: number | undefined;
  readonly #waiting: (() => void)[] = [];

  constructor(readonly options: ClientOptions) {
    this.send(options.files ?? {});
    const [toServer, toClient] = [new PassThrough(), new PassThrough()];
    startServer(
      createMessageConnection(
        new StreamMessageReader(toServer),
        new StreamMessageWriter(toClient),
        undefined,
        connectionStrategy,
      ),
      {
        version: '1.2.3',
        fs: this.fs,
        exit: (code) => void (this.exitCode ??= code),
        takeFiles: (files) => this.fs.take(files),
        ...options.host,
      },
    );
    this.connection = createMessageConnection(
      new StreamMessageReader(toClient),
      new StreamMessageWriter(toServer),
    );
    this.connection.onNotification((method, params) => this.#note(method, params));
    this.connection.onUnhandledProgress((params) => this.#note('$/progress', params));
    this.connection.onRequest((method, params) => {
      this.#note(method, params);
      return options.answers?.[method]?.(params as never) ?? null;
    });
    this.connection.listen();
    onTestFinished(() => this.connection.dispose());
  }

  /** Puts files under the folder `/w`, without telling the server. */
  send(files: Readonly<Record<string, string>>): void {
    this.fs.take(Object.entries(files).map(([path, text]) => ({ uri: uri(path), text })));
  }

  async initialize(params: Partial<lsp.InitializeParams> = {}): Promise<lsp.InitializeResult> {
    const result = await this.request<lsp.InitializeResult>('initialize', {
      processId: null,
      rootUri: 'file:///w',
      capabilities: this.options.capabilities ?? {},
      initializationOptions: this.options.initializationOptions,
      ...params,
    });
    await this.notify('initialized', {});
    return result;
  }

  request<T>(method: string, params: unknown): Promise<T> {
    return this.connection.sendRequest<T>(method, params);
  }

  notify(method: string, params: unknown): Promise<void> {
    return this.connection.sendNotification(method, params);
  }

  open(path: string, text: string): Promise<void> {
    const textDocument = { uri: uri(path), languageId: 'wit', version: 1, text };
    return this.notify('textDocument/didOpen', { textDocument });
  }

  change(path: string, version: number, contentChanges: unknown[]): Promise<void> {
    const textDocument = { uri: uri(path), version };
    return this.notify('textDocument/didChange', { textDocument, contentChanges });
  }

  /** The first message of a kind that was received, or is to come, and that the callback wants; it is taken away. */
  async next<T>(method: string, wanted: (params: T) => boolean = () => true): Promise<T> {
    for (;;) {
      const at = this.received.findIndex((one) => one.method === method && wanted(one.params as T));
      const [found] = at < 0 ? [] : this.received.splice(at, 1);
      if (found !== undefined) return found.params as T;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** The next diagnostics of a document. */
  diagnostics(path: string): Promise<lsp.PublishDiagnosticsParams> {
    return this.next('textDocument/publishDiagnostics', (params: lsp.PublishDiagnosticsParams) =>
      params.uri.endsWith(`/${path}`),
    );
  }

  #note(method: string, params: unknown): void {
    this.received.push({ method, params });
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

export function uri(path: string): string {
  return `file:///w/${path}`;
}

export function start(options: ClientOptions = {}): Client {
  return new Client(options);
}
