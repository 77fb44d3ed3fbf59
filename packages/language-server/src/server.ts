/** The life of a server: from `initialize` to `exit`. */

import { type MessageConnection, ResponseError } from 'vscode-jsonrpc';
import type * as lsp from 'vscode-languageserver-protocol';
import { DiagnosticsPublisher } from './diagnostics.js';
import { didChange, didClose, didOpen } from './documents.js';
import { capabilitiesFor, FEATURES } from './features/index.js';
import { ErrorCode, guarded } from './guard.js';
import type { SentFile, ServerHost } from './host.js';
import { scanWorkspace } from './scan.js';
import { Session } from './session.js';
import { readSettings } from './settings.js';

/** What a client is asked to watch. */
const WATCHED = '**/*.{wit,wac,wasm,wat}';

/**
 * Answers the Language Server Protocol on a connection until `exit`, or until the connection closes.
 *
 * Messages are dealt with in order, and each request sees all changes that came before it. A request that is cancelled before
 * its turn is not begun. A feature that throws is logged and answered with an error, and the server goes on.
 */
export function startServer(connection: MessageConnection, host: ServerHost): void {
  new Server(connection, host).listen();
}

class Server {
  #session: Session | undefined;
  #publisher: DiagnosticsPublisher | undefined;
  #state: 'new' | 'running' | 'shut-down' = 'new';
  #wacRequested = false;

  constructor(
    readonly connection: MessageConnection,
    readonly host: ServerHost,
  ) {}

  listen(): void {
    const { connection } = this;
    connection.onRequest('initialize', (params: lsp.InitializeParams) => this.#initialize(params));
    connection.onNotification('initialized', () =>
      this.#notified('initialized', () => this.#initialized()),
    );
    connection.onRequest('shutdown', () => {
      this.#state = 'shut-down';
      return null;
    });
    connection.onNotification('exit', () => this.host.exit(this.#state === 'shut-down' ? 0 : 1));
    connection.onClose(() => this.host.exit(this.#state === 'shut-down' ? 0 : 1));
    for (const [method, feature] of Object.entries(FEATURES)) {
      const handler: (session: Session, params: never) => unknown = feature;
      connection.onRequest(method, (params: unknown) =>
        this.#requested(method, (session) => handler(session, params as never)),
      );
    }
    this.#listenToDocuments();
    this.#listenToWorkspace();
    connection.onNotification('$/setTrace', () => undefined);
    connection.onError(([error]) => this.#log(`connection: ${error.message}`));
    this.host.onRefresh?.(() => this.#filesChanged());
    connection.listen();
  }

  // ---- Beginning -----------------------------------------------------------------------------------------------------

  async #initialize(
    params: lsp.InitializeParams,
  ): Promise<lsp.InitializeResult | ResponseError<void>> {
    if (this.#state !== 'new') {
      return new ResponseError(ErrorCode.invalidRequest, 'the server is initialized already');
    }
    return guarded('initialize', this.#log, () => {
      this.#take(params.initializationOptions);
      if (params.processId !== null) this.host.watchParent?.(params.processId);
      const session = new Session(this.host, params);
      this.#session = session;
      this.#publisher = new DiagnosticsPublisher(
        session,
        (found) => void this.connection.sendNotification('textDocument/publishDiagnostics', found),
        (run) => void guarded('diagnostics', this.#log, run),
      );
      this.#state = 'running';
      return {
        serverInfo: { name: 'wit-ts', version: this.host.version },
        capabilities: {
          ...capabilitiesFor(session.client),
          positionEncoding: session.encoding,
          textDocumentSync: { openClose: true, change: 2, save: { includeText: false } },
          workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
        },
      };
    });
  }

  async #initialized(): Promise<void> {
    const { connection } = this;
    const session = this.#session;
    if (session === undefined) return;
    const { didChangeWatchedFiles, didChangeConfiguration } = session.client.workspace ?? {};
    const registrations: lsp.Registration[] = [];
    if (didChangeWatchedFiles?.dynamicRegistration === true) {
      registrations.push({
        id: 'files',
        method: 'workspace/didChangeWatchedFiles',
        registerOptions: { watchers: [{ globPattern: WATCHED }] },
      });
    }
    if (didChangeConfiguration?.dynamicRegistration === true) {
      registrations.push({
        id: 'settings',
        method: 'workspace/didChangeConfiguration',
        registerOptions: { section: 'wit-ts' },
      });
    }
    if (registrations.length > 0) {
      await connection.sendRequest('client/registerCapability', { registrations });
    }
    await this.#askForSettings(session);
    await this.#scan(session);
  }

  async #scan(session: Session): Promise<void> {
    if (await scanWorkspace(this.connection, session)) this.#publisher?.schedule();
  }

  // ---- Documents and files -------------------------------------------------------------------------------------------

  #listenToDocuments(): void {
    const { connection } = this;
    const on = <P>(method: string, run: (session: Session, params: P) => void): void => {
      connection.onNotification(method, (params: P) =>
        this.#notified(method, (session) => {
          run(session, params);
          this.#publisher?.schedule();
        }),
      );
    };
    on<lsp.DidOpenTextDocumentParams>('textDocument/didOpen', (session, params) => {
      const path = didOpen(session, params);
      if (path.endsWith('.wac')) this.#loadWacChecker(session);
    });
    on('textDocument/didChange', didChange);
    on('textDocument/didClose', didClose);
    on<lsp.DidSaveTextDocumentParams>('textDocument/didSave', (session, { textDocument }) => {
      session.service.filesChanged([session.uris.path(textDocument.uri)]);
    });
    on<lsp.DidChangeWatchedFilesParams>('workspace/didChangeWatchedFiles', (session, params) => {
      session.service.filesChanged(params.changes.map(({ uri }) => session.uris.path(uri)));
    });
    on<{ files: SentFile[] }>('wit-ts/files', (session, params) => {
      this.#take(params);
      session.service.filesChanged(params.files.map(({ uri }) => session.uris.path(uri)));
    });
  }

  #listenToWorkspace(): void {
    const { connection } = this;
    connection.onNotification(
      'workspace/didChangeWorkspaceFolders',
      ({ event }: lsp.DidChangeWorkspaceFoldersParams) =>
        this.#notified('workspace/didChangeWorkspaceFolders', async (session) => {
          const removed = new Set(event.removed.map(({ uri }) => session.uris.path(uri)));
          const added = event.added.map(({ uri }) => session.uris.path(uri));
          session.folders = [...session.folders.filter((path) => !removed.has(path)), ...added];
          session.service.setFolders(session.folders);
          await this.#scan(session);
        }),
    );
    connection.onNotification(
      'workspace/didChangeConfiguration',
      (params: { settings?: unknown }) =>
        this.#notified('workspace/didChangeConfiguration', async (session) => {
          if (await this.#askForSettings(session)) return;
          const { settings } = params;
          const section =
            typeof settings === 'object' && settings !== null && 'wit-ts' in settings
              ? settings['wit-ts']
              : undefined;
          if (section !== undefined) this.#set(session, section);
        }),
    );
  }

  /** @returns whether the client answers such questions */
  async #askForSettings(session: Session): Promise<boolean> {
    if (session.client.workspace?.configuration !== true) return false;
    const items = [{ section: 'wit-ts' }];
    const answer: unknown = await this.connection.sendRequest('workspace/configuration', { items });
    const [section] = Array.isArray(answer) ? (answer as unknown[]) : [];
    if (section !== undefined && section !== null) this.#set(session, section);
    return true;
  }

  #set(session: Session, value: unknown): void {
    const settings = readSettings(value);
    if (JSON.stringify(settings) === JSON.stringify(session.settings)) return;
    session.changeSettings(settings);
    this.#publisher?.startOver();
  }

  #take(params: unknown): void {
    if (typeof params !== 'object' || params === null || !('files' in params)) return;
    if (Array.isArray(params.files)) this.host.takeFiles?.(params.files as SentFile[]);
  }

  #loadWacChecker(session: Session): void {
    if (this.#wacRequested || this.host.loadWacChecker === undefined) return;
    this.#wacRequested = true;
    void this.host.loadWacChecker().then(
      (check) => {
        session.checkWac = check;
        this.#publisher?.schedule();
      },
      (error: unknown) => this.#log(`links of WAC documents are not checked: ${String(error)}`),
    );
  }

  #filesChanged(): void {
    this.#session?.service.filesChanged();
    this.#publisher?.schedule();
  }

  // ---- Running -------------------------------------------------------------------------------------------------------

  async #requested(method: string, run: (session: Session) => unknown): Promise<unknown> {
    const session = this.#session;
    if (this.#state === 'shut-down') {
      return new ResponseError(ErrorCode.invalidRequest, 'the server is shut down');
    }
    if (session === undefined) {
      return new ResponseError(ErrorCode.notInitialized, 'the server is not initialized');
    }
    return guarded(method, this.#log, () => run(session));
  }

  #notified(method: string, run: (session: Session) => void | Promise<void>): void {
    const session = this.#session;
    if (session !== undefined) void guarded(method, this.#log, () => run(session));
  }

  readonly #log = (message: string): void => {
    void this.connection.sendNotification('window/logMessage', { type: 1, message });
  };
}
