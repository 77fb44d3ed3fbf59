import { SEMANTIC_TOKEN_MODIFIERS, SEMANTIC_TOKEN_TYPES } from '@wit-ts/language-service';
import type { ClientCapabilities, ServerCapabilities } from 'vscode-languageserver-protocol';
import { documents } from './documents.js';
import { names } from './names.js';
import { writing } from './writing.js';

/** The requests of the protocol that the language service answers, by their method. */
export const FEATURES = { ...names, ...writing, ...documents };

/** What a client is told of them. */
export function capabilitiesFor(client: ClientCapabilities): ServerCapabilities {
  const { prepareSupport } = client.textDocument?.rename ?? {};
  return {
    hoverProvider: true,
    definitionProvider: true,
    typeDefinitionProvider: true,
    implementationProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: prepareSupport === true ? { prepareProvider: true } : true,
    typeHierarchyProvider: true,
    completionProvider: { triggerCharacters: [':', '/', '@', '.', '{', '<', '(', '%'] },
    signatureHelpProvider: { triggerCharacters: ['(', ','] },
    codeActionProvider: { codeActionKinds: ['quickfix', 'refactor', 'source.organizeImports'] },
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: ';', moreTriggerCharacter: ['}'] },
    documentSymbolProvider: true,
    workspaceSymbolProvider: true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    documentLinkProvider: {},
    inlayHintProvider: true,
    codeLensProvider: {},
    semanticTokensProvider: {
      legend: {
        tokenTypes: [...SEMANTIC_TOKEN_TYPES],
        tokenModifiers: [...SEMANTIC_TOKEN_MODIFIERS],
      },
      full: { delta: true },
      range: true,
    },
  };
}
