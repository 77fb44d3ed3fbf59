import type * as lsp from 'vscode-languageserver-protocol';
import { fileOfUri, ROOT, uriOfFile } from '../model/project.js';
import { Connection } from './connection.js';

/** What a server does for one project: the texts of the editor go there, what it finds comes back. */
export class LanguageClient {
  readonly #connection: Connection;
  readonly #versions = new Map<string, number>();
  #tokenTypes: readonly string[] = [];

  private constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Starts a server in a worker, for a project without files.
   *
   * @param onDiagnostics told what is found in a file, and whether in its newest text. It is not told again what holds for the
   * newest text as well.
   */
  static async start(
    worker: Worker,
    onDiagnostics: (path: string, found: lsp.Diagnostic[], newest: boolean) => void,
  ): Promise<LanguageClient> {
    const connection = new Connection(worker);
    const client = new LanguageClient(connection);
    connection.onNotification('textDocument/publishDiagnostics', (params) => {
      const { uri, version, diagnostics } = params as lsp.PublishDiagnosticsParams;
      const path = fileOfUri(uri);
      if (path === undefined) return;
      const newest = version === undefined || version === client.#versions.get(path);
      onDiagnostics(path, diagnostics, newest);
    });
    const params: lsp.InitializeParams = {
      processId: null,
      rootUri: null,
      workspaceFolders: [{ uri: `file://${ROOT}`, name: 'project' }],
      capabilities: {
        general: { positionEncodings: ['utf-16'] },
        workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } },
        textDocument: {
          publishDiagnostics: { relatedInformation: true, versionSupport: true },
          completion: { completionItem: { snippetSupport: false } },
        },
      },
      initializationOptions: {},
    };
    const result = (await connection.request('initialize', params)) as lsp.InitializeResult;
    client.#tokenTypes = result.capabilities.semanticTokensProvider?.legend.tokenTypes ?? [];
    connection.notify('initialized', {});
    return client;
  }

  /** The names of the types of semantic tokens, by their numbers. */
  get tokenTypes(): readonly string[] {
    return this.#tokenTypes;
  }

  open(path: string, text: string): void {
    const uri = uriOfFile(path);
    const version = 1 + (this.#versions.get(path) ?? 0);
    this.#versions.set(path, version);
    this.#connection.notify('wit-ts/files', { files: [{ uri, text }] });
    this.#connection.notify('textDocument/didOpen', {
      textDocument: { uri, languageId: 'wit', version, text },
    } satisfies lsp.DidOpenTextDocumentParams);
  }

  change(path: string, contentChanges: lsp.TextDocumentContentChangeEvent[]): void {
    const version = 1 + (this.#versions.get(path) ?? 0);
    this.#versions.set(path, version);
    this.#connection.notify('textDocument/didChange', {
      textDocument: { uri: uriOfFile(path), version },
      contentChanges,
    } satisfies lsp.DidChangeTextDocumentParams);
  }

  close(path: string): void {
    const uri = uriOfFile(path);
    this.#connection.notify('textDocument/didClose', { textDocument: { uri } });
    this.#connection.notify('wit-ts/files', { files: [{ uri }] });
  }

  completion(path: string, position: lsp.Position): Promise<lsp.CompletionItem[]> {
    return this.#ask('textDocument/completion', path, { position });
  }

  hover(path: string, position: lsp.Position): Promise<lsp.Hover | null> {
    return this.#ask('textDocument/hover', path, { position });
  }

  definition(path: string, position: lsp.Position): Promise<lsp.Location | lsp.Location[] | null> {
    return this.#ask('textDocument/definition', path, { position });
  }

  codeActions(path: string, range: lsp.Range, only: string): Promise<lsp.CodeAction[]> {
    return this.#ask('textDocument/codeAction', path, {
      range,
      context: { diagnostics: [], only: [only] },
    });
  }

  formatting(path: string): Promise<lsp.TextEdit[]> {
    return this.#ask('textDocument/formatting', path, {
      options: { tabSize: 2, insertSpaces: true },
    });
  }

  rename(path: string, position: lsp.Position, newName: string): Promise<lsp.WorkspaceEdit | null> {
    return this.#ask('textDocument/rename', path, { position, newName });
  }

  semanticTokens(path: string): Promise<lsp.SemanticTokens> {
    return this.#ask('textDocument/semanticTokens/full', path, {});
  }

  async #ask<T>(method: string, path: string, params: object): Promise<T> {
    const textDocument = { uri: uriOfFile(path) };
    return (await this.#connection.request(method, { textDocument, ...params })) as T;
  }
}
