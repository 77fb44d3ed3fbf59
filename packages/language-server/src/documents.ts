/** Keeping the service's texts as the editor has them. */

import type {
  DidChangeTextDocumentParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
} from 'vscode-languageserver-protocol';
import type { Session } from './session.js';

export function didOpen(session: Session, { textDocument }: DidOpenTextDocumentParams): string {
  const path = session.uris.path(textDocument.uri);
  session.versions.set(path, textDocument.version);
  session.service.open(path, textDocument.text);
  return path;
}

/** The changes of one notification follow each other: the places of each are those that the ones before it left. */
export function didChange(session: Session, params: DidChangeTextDocumentParams): void {
  const path = session.uris.path(params.textDocument.uri);
  session.versions.set(path, params.textDocument.version);
  for (const change of params.contentChanges) {
    const { text } = change;
    session.service.change(
      path,
      'range' in change
        ? [{ range: session.convert.offsets(path, change.range), text }]
        : [{ text }],
    );
  }
}

/** @returns the path, whose diagnostics may have to go away */
export function didClose(session: Session, params: DidCloseTextDocumentParams): string {
  const path = session.uris.path(params.textDocument.uri);
  session.versions.delete(path);
  session.service.close(path);
  session.semantic.forget(path);
  return path;
}
