/** The requests of the protocol that the language service answers, by their method. */

import type * as lsp from 'vscode-languageserver-protocol';
import { markdown } from './convert.js';
import { format, formatOnType } from './format.js';
import type { Session } from './session.js';

/** What a request about a place of a document is about. */
function placeOf(
  { uris, convert }: Session,
  { textDocument, position }: lsp.TextDocumentPositionParams,
): [path: string, offset: number] {
  const path = uris.path(textDocument.uri);
  return [path, convert.offset(path, position)];
}

export const FEATURES = {
  'textDocument/hover': (session: Session, params: lsp.HoverParams): lsp.Hover | null => {
    const [path, offset] = placeOf(session, params);
    const found = session.service.hover(path, offset);
    if (found === undefined) return null;
    return { contents: markdown(found.contents), range: session.convert.range(path, found.range) };
  },

  'textDocument/definition': (session: Session, params: lsp.DefinitionParams) => {
    const [path, offset] = placeOf(session, params);
    const { linkSupport } = session.client.textDocument?.definition ?? {};
    return session.convert.links(path, session.service.definition(path, offset), linkSupport);
  },

  'textDocument/formatting': (session: Session, params: lsp.DocumentFormattingParams) =>
    format(session, session.uris.path(params.textDocument.uri), params.options),

  'textDocument/rangeFormatting': (session: Session, params: lsp.DocumentRangeFormattingParams) => {
    const path = session.uris.path(params.textDocument.uri);
    return format(session, path, params.options, session.convert.offsets(path, params.range));
  },

  'textDocument/onTypeFormatting': (
    session: Session,
    params: lsp.DocumentOnTypeFormattingParams,
  ) => {
    const [path, offset] = placeOf(session, params);
    return formatOnType(session, path, offset, params.options);
  },
};

/** Which of the features a server offers. */
export const CAPABILITIES: lsp.ServerCapabilities = {
  hoverProvider: true,
  definitionProvider: true,
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  documentOnTypeFormattingProvider: { firstTriggerCharacter: ';', moreTriggerCharacter: ['}'] },
};
