/** What an editor shows of a document as a whole. */

import {
  type CodeLens,
  encodeSemanticTokens,
  type InlayHint,
  type Range,
  semanticTokensDelta,
} from '@wit-ts/language-service';
import type * as lsp from 'vscode-languageserver-protocol';
import type { Session } from '../session.js';
import { pathOf } from './place.js';

export const documents = {
  'textDocument/documentSymbol': (session: Session, params: lsp.DocumentSymbolParams) => {
    const path = pathOf(session, params);
    const symbols = session.service
      .documentSymbols(path)
      .map((symbol) => session.convert.symbol(path, symbol));
    const { hierarchicalDocumentSymbolSupport } = session.client.textDocument?.documentSymbol ?? {};
    return hierarchicalDocumentSymbolSupport === true
      ? symbols
      : symbols.flatMap((symbol) => flattened(symbol, params.textDocument.uri, undefined));
  },

  'workspace/symbol': (
    session: Session,
    { query }: lsp.WorkspaceSymbolParams,
  ): lsp.SymbolInformation[] =>
    session.service
      .workspaceSymbols(query)
      .map((symbol) => session.convert.workspaceSymbol(symbol)),

  'textDocument/foldingRange': (
    session: Session,
    params: lsp.FoldingRangeParams,
  ): lsp.FoldingRange[] => {
    const path = pathOf(session, params);
    return session.service.foldingRanges(path).flatMap(({ start, end, kind }) => {
      const startLine = session.convert.position(path, start).line;
      const endLine = session.convert.position(path, end).line;
      return startLine < endLine ? [{ startLine, endLine, kind }] : [];
    });
  },

  'textDocument/selectionRange': (
    session: Session,
    params: lsp.SelectionRangeParams,
  ): lsp.SelectionRange[] => {
    const path = pathOf(session, params);
    const offsets = params.positions.map((position) => session.convert.offset(path, position));
    return session.service
      .selectionRanges(path, offsets)
      .map((ranges, index) => nested(session, path, ranges, offsets[index] ?? 0));
  },

  'textDocument/documentLink': (
    session: Session,
    params: lsp.DocumentLinkParams,
  ): lsp.DocumentLink[] => {
    const path = pathOf(session, params);
    return session.service.documentLinks(path).map(({ range, target, tooltip }) => ({
      range: session.convert.range(path, range),
      target: session.uris.uri(target),
      tooltip,
    }));
  },

  'textDocument/inlayHint': (session: Session, params: lsp.InlayHintParams): lsp.InlayHint[] => {
    const path = pathOf(session, params);
    const range = session.convert.offsets(path, params.range);
    return session.service.inlayHints(path, range).map((hint) => hintOf(session, path, hint));
  },

  'textDocument/codeLens': (session: Session, params: lsp.CodeLensParams): lsp.CodeLens[] => {
    const path = pathOf(session, params);
    return session.service.codeLenses(path).flatMap((lens) => {
      const command = commandOf(session, lens);
      return command ? [{ range: session.convert.range(path, lens.range), command }] : [];
    });
  },

  'textDocument/semanticTokens/full': (
    session: Session,
    params: lsp.SemanticTokensParams,
  ): lsp.SemanticTokens => {
    const path = pathOf(session, params);
    return session.semantic.remember(path, tokensOf(session, path));
  },

  'textDocument/semanticTokens/full/delta': (
    session: Session,
    params: lsp.SemanticTokensDeltaParams,
  ): lsp.SemanticTokens | lsp.SemanticTokensDelta => {
    const path = pathOf(session, params);
    const before = session.semantic.recall(path, params.previousResultId);
    const current = session.semantic.remember(path, tokensOf(session, path));
    if (before === undefined) return current;
    return { resultId: current.resultId, edits: semanticTokensDelta(before, current.data) };
  },

  'textDocument/semanticTokens/range': (
    session: Session,
    params: lsp.SemanticTokensRangeParams,
  ): lsp.SemanticTokens => {
    const path = pathOf(session, params);
    return { data: tokensOf(session, path, session.convert.offsets(path, params.range)) };
  },
};

function tokensOf(session: Session, path: string, range?: Range): number[] {
  const text = session.service.text(path) ?? '';
  const tokens = session.service.semanticTokens(path, range);
  return encodeSemanticTokens(text, tokens, session.encoding);
}

function flattened(
  symbol: lsp.DocumentSymbol,
  uri: string,
  containerName: string | undefined,
): lsp.SymbolInformation[] {
  const { name, kind, range, children = [] } = symbol;
  const own: lsp.SymbolInformation = {
    name,
    kind,
    location: { uri, range },
    ...(containerName !== undefined && { containerName }),
  };
  return [own, ...children.flatMap((child) => flattened(child, uri, name))];
}

/** The innermost range with those around it as its parents. */
function nested(
  { convert }: Session,
  path: string,
  ranges: readonly Range[],
  offset: number,
): lsp.SelectionRange {
  let result: lsp.SelectionRange | undefined;
  for (const range of ranges.toReversed()) {
    result = { range: convert.range(path, range), ...(result && { parent: result }) };
  }
  return result ?? { range: convert.range(path, { start: offset, end: offset }) };
}

function hintOf({ convert }: Session, path: string, hint: InlayHint): lsp.InlayHint {
  const { offset, label, tooltip, kind } = hint;
  return {
    position: convert.position(path, offset),
    label,
    paddingLeft: kind === 'value',
    ...(tooltip !== undefined && { tooltip }),
  };
}

/**
 * The command of a lens. Clients that do not run our commands get the lens as a text, and none for what cannot be shown so.
 */
function commandOf(session: Session, { title, command }: CodeLens): lsp.Command | undefined {
  if (command === undefined) return { title, command: '' };
  if (!session.runsCommands) {
    return command.name === 'showReferences' ? { title, command: '' } : undefined;
  }
  const uri = session.uris.uri(command.path);
  if (command.name !== 'showReferences') {
    const { package: pkg, world } = command;
    return { title, command: `wit-ts.${command.name}`, arguments: [uri, pkg, world] };
  }
  const position = session.convert.position(command.path, command.offset);
  const locations = command.locations.map((location) => session.convert.location(location));
  return { title, command: 'wit-ts.showReferences', arguments: [uri, position, locations] };
}
