import type * as lsp from 'vscode-languageserver-protocol';
import type { Session } from '../session.js';

/** The document and offset that a request is about. */
export function placeOf(
  session: Session,
  { textDocument, position }: lsp.TextDocumentPositionParams,
): [path: string, offset: number] {
  const path = pathOf(session, { textDocument });
  return [path, session.convert.offset(path, position)];
}

/** The document that a request is about. */
export function pathOf(
  { uris }: Session,
  { textDocument }: { textDocument: lsp.TextDocumentIdentifier },
): string {
  return uris.path(textDocument.uri);
}
