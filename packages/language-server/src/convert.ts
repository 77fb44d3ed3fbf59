/** Between what the language service says (paths and offsets) and the protocol (URIs, lines and characters). */

import type * as service from '@wit-ts/language-service';
import type { LanguageService } from '@wit-ts/language-service';
import type * as lsp from 'vscode-languageserver-protocol';
import type { Uris } from './uris.js';

/** The numbers of the protocol. */
const SEVERITIES = { error: 1, warning: 2, info: 3 } as const;
const DEPRECATED = 1;

export class Convert {
  constructor(
    private readonly service: () => LanguageService,
    private readonly uris: Uris,
    private readonly encoding: 'utf-8' | 'utf-16',
    private readonly client: lsp.ClientCapabilities,
  ) {}

  offset(path: string, position: lsp.Position): number {
    return this.service().offsetAt(path, position, this.encoding);
  }

  position(path: string, offset: number): lsp.Position {
    return this.service().positionAt(path, offset, this.encoding);
  }

  range(path: string, { start, end }: service.Range): lsp.Range {
    return { start: this.position(path, start), end: this.position(path, end) };
  }

  offsets(path: string, { start, end }: lsp.Range): service.Range {
    return { start: this.offset(path, start), end: this.offset(path, end) };
  }

  location({ path, range }: service.Location): lsp.Location {
    return { uri: this.uris.uri(path), range: this.range(path, range) };
  }

  /** With what was asked about, for clients that show it. */
  links(
    path: string,
    found: readonly service.LocationLink[],
    linkSupport: boolean | undefined,
  ): lsp.Location[] | lsp.LocationLink[] {
    if (linkSupport !== true) {
      return found.map((target) => this.location({ path: target.path, range: target.selection }));
    }
    return found.map((target) => ({
      originSelectionRange: this.range(path, target.origin),
      targetUri: this.uris.uri(target.path),
      targetRange: this.range(target.path, target.range),
      targetSelectionRange: this.range(target.path, target.selection),
    }));
  }

  textEdit(path: string, { range, newText }: service.TextEdit): lsp.TextEdit {
    return { range: this.range(path, range), newText };
  }

  /** `undefined` where the client cannot make a file that the edit needs. */
  workspaceEdit({ changes }: service.WorkspaceEdit): lsp.WorkspaceEdit | undefined {
    const { documentChanges, resourceOperations } = this.client.workspace?.workspaceEdit ?? {};
    const creates = changes.some(({ kind }) => kind === 'create');
    if (creates && !(documentChanges === true && resourceOperations?.includes('create') === true)) {
      return undefined;
    }
    if (documentChanges !== true) {
      const byUri: Record<string, lsp.TextEdit[]> = {};
      for (const change of changes) {
        if (change.kind !== 'edit') continue;
        const edits = change.edits.map((edit) => this.textEdit(change.path, edit));
        (byUri[this.uris.uri(change.path)] ??= []).push(...edits);
      }
      return { changes: byUri };
    }
    const all: (lsp.TextDocumentEdit | lsp.CreateFile)[] = [];
    for (const change of changes) {
      const uri = this.uris.uri(change.path);
      const textDocument = { uri, version: null };
      if (change.kind === 'edit') {
        const edits = change.edits.map((edit) => this.textEdit(change.path, edit));
        all.push({ textDocument, edits });
      } else {
        const start = { line: 0, character: 0 };
        all.push({ kind: 'create', uri, options: { ignoreIfExists: true } });
        all.push({ textDocument, edits: [{ range: { start, end: start }, newText: change.text }] });
      }
    }
    return { documentChanges: all };
  }

  diagnostic(path: string, found: service.ServiceDiagnostic): lsp.Diagnostic {
    const { range, severity, code, href, message, help, related } = found;
    const diagnostic: lsp.Diagnostic = {
      range: this.range(path, range),
      severity: SEVERITIES[severity],
      code,
      source: 'wit-ts',
      message: help === undefined ? message : `${message}\n${help}`,
    };
    const { relatedInformation, codeDescriptionSupport } =
      this.client.textDocument?.publishDiagnostics ?? {};
    if (href !== undefined && codeDescriptionSupport === true)
      diagnostic.codeDescription = { href };
    if (related.length > 0 && relatedInformation === true) {
      diagnostic.relatedInformation = related.map((place) => ({
        location: this.location(place.location),
        message: place.message,
      }));
    }
    return diagnostic;
  }

  symbol(path: string, found: service.DocumentSymbol): lsp.DocumentSymbol {
    return {
      name: found.name,
      kind: SYMBOL_KINDS[found.kind],
      range: this.range(path, found.range),
      selectionRange: this.range(path, found.selection),
      children: found.children.map((child) => this.symbol(path, child)),
      ...(found.detail !== undefined && { detail: found.detail }),
      ...(found.deprecated && { tags: [DEPRECATED] }),
    };
  }

  workspaceSymbol(found: service.WorkspaceSymbol): lsp.SymbolInformation {
    return {
      name: found.name,
      kind: SYMBOL_KINDS[found.kind],
      containerName: found.container,
      location: this.location(found.location),
    };
  }

  completion(path: string, item: service.CompletionItem): lsp.CompletionItem {
    const snippets = this.client.textDocument?.completion?.completionItem?.snippetSupport === true;
    const plain = item.snippet && !snippets;
    const converted: lsp.CompletionItem = {
      label: item.label,
      kind: COMPLETION_KINDS[item.kind],
      sortText: item.sortText,
      textEdit: this.textEdit(path, {
        range: item.edit.range,
        newText: plain ? withoutPlaces(item.edit.newText) : item.edit.newText,
      }),
      insertTextFormat: item.snippet && snippets ? 2 : 1,
    };
    if (item.detail !== undefined) converted.detail = item.detail;
    if (item.documentation !== undefined) converted.documentation = markdown(item.documentation);
    if (item.deprecated) converted.tags = [DEPRECATED];
    if (item.additionalEdits.length > 0) {
      converted.additionalTextEdits = item.additionalEdits.map((edit) => this.textEdit(path, edit));
    }
    return converted;
  }
}

export function markdown(value: string): lsp.MarkupContent {
  return { kind: 'markdown', value };
}

/** The text of a snippet for clients without snippets: `${1:name}` is `name`. */
export function withoutPlaces(snippet: string): string {
  return snippet.replace(/\\([\\$}])|\$\{\d+:([^}]*)\}|\$\{?\d+\}?/g, (_, escaped, name) =>
    String(escaped ?? name ?? ''),
  );
}

export const SYMBOL_KINDS: Readonly<Record<service.SymbolKind, lsp.SymbolKind>> = {
  package: 4,
  interface: 11,
  world: 3,
  record: 23,
  variant: 10,
  enum: 10,
  flags: 23,
  resource: 5,
  alias: 26,
  function: 12,
  method: 6,
  static: 6,
  constructor: 9,
  field: 8,
  case: 22,
  flag: 22,
  import: 2,
  export: 2,
};

const COMPLETION_KINDS: Readonly<Record<service.CompletionKind, lsp.CompletionItemKind>> = {
  keyword: 14,
  interface: 8,
  world: 9,
  package: 9,
  record: 22,
  variant: 13,
  enum: 13,
  flags: 22,
  resource: 7,
  alias: 25,
  primitive: 14,
  function: 3,
  feature: 21,
  version: 12,
  label: 5,
  snippet: 15,
};
