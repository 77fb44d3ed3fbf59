/** Help with what is being written: completion, signatures, code actions, formatting. */

import type * as lsp from 'vscode-languageserver-protocol';
import type { FormatOptions } from '@wit-ts/language-service';
import { markdown } from '../convert.js';
import { Refusal } from '../guard.js';
import type { Session } from '../session.js';
import { pathOf, placeOf } from './place.js';

export const writing = {
  'textDocument/completion': (
    session: Session,
    params: lsp.CompletionParams,
  ): lsp.CompletionItem[] => {
    const [path, offset] = placeOf(session, params);
    return session.service
      .completion(path, offset)
      .map((item) => session.convert.completion(path, item));
  },

  'textDocument/signatureHelp': (
    session: Session,
    params: lsp.SignatureHelpParams,
  ): lsp.SignatureHelp | null => {
    const [path, offset] = placeOf(session, params);
    const found = session.service.signatureHelp(path, offset);
    if (found === undefined) return null;
    const { label, parameters, documentation, activeParameter } = found;
    const { parameterInformation } =
      session.client.textDocument?.signatureHelp?.signatureInformation ?? {};
    const offsets = parameterInformation?.labelOffsetSupport === true;
    const signature: lsp.SignatureInformation = {
      label,
      parameters: parameters.map(({ start, end }) => ({
        label: offsets ? [start, end] : label.slice(start, end),
      })),
      ...(documentation !== undefined && { documentation: markdown(documentation) }),
    };
    return { signatures: [signature], activeSignature: 0, activeParameter };
  },

  'textDocument/codeAction': (session: Session, params: lsp.CodeActionParams): lsp.CodeAction[] => {
    const path = pathOf(session, params);
    const { convert, service } = session;
    const only = params.context.only;
    const actions: lsp.CodeAction[] = [];
    for (const found of service.codeActions(path, convert.offsets(path, params.range))) {
      const { title, kind, diagnostic, preferred } = found;
      if (only !== undefined && !only.some((wanted) => isOfKind(kind, wanted))) continue;
      const edit = convert.workspaceEdit(found.edit);
      if (edit === undefined) continue;
      actions.push({
        title,
        kind,
        edit,
        ...(diagnostic && { diagnostics: [convert.diagnostic(path, diagnostic)] }),
        ...(preferred && { isPreferred: true }),
      });
    }
    return actions;
  },

  'textDocument/formatting': (session: Session, params: lsp.DocumentFormattingParams) => {
    const path = pathOf(session, params);
    requireSound(session, path);
    return session.service
      .formatting(path, styleOf(session, params.options))
      .map((edit) => session.convert.textEdit(path, edit));
  },

  'textDocument/rangeFormatting': (session: Session, params: lsp.DocumentRangeFormattingParams) => {
    const path = pathOf(session, params);
    requireSound(session, path);
    const range = session.convert.offsets(path, params.range);
    return session.service
      .formatting(path, styleOf(session, params.options), range)
      .map((edit) => session.convert.textEdit(path, edit));
  },

  /** While one types there are mistakes, mostly; then nothing is formatted, and nothing said. */
  'textDocument/onTypeFormatting': (
    session: Session,
    params: lsp.DocumentOnTypeFormattingParams,
  ) => {
    const [path, offset] = placeOf(session, params);
    return session.service
      .onTypeFormatting(path, offset, params.ch, styleOf(session, params.options))
      .map((edit) => session.convert.textEdit(path, edit));
  },
};

/** `source.organizeImports` is of the kind `source`. */
function isOfKind(kind: string, wanted: string): boolean {
  return wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`);
}

function styleOf(session: Session, options: lsp.FormattingOptions): FormatOptions {
  return {
    printWidth: session.settings.width,
    tabWidth: options.tabSize,
    useTabs: !options.insertSpaces,
  };
}

/**
 * Somebody who asks for a document to be formatted is told why that cannot be.
 *
 * @throws Refusal where it has mistakes in its syntax
 */
function requireSound({ service, convert }: Session, path: string): void {
  if (path.endsWith('.wac')) throw new Refusal('only WIT is formatted, not WAC documents');
  const mistake = service.diagnostics(path).find(({ code }) => code.startsWith('WIT00'));
  if (mistake === undefined) return;
  const line = convert.position(path, mistake.range.start).line + 1;
  throw new Refusal(`not formatted: ${mistake.message} (line ${line})`);
}
