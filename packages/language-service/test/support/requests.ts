/** Every request of the service, for tests that make them anywhere. */
import type { LanguageService } from '../../src/index.js';

export type Request = (service: LanguageService, path: string, offset: number) => unknown;

export const REQUESTS: readonly Request[] = [
  (service, path) => service.diagnostics(path),
  (service, path, at) => service.hover(path, at),
  (service, path, at) => service.completion(path, at),
  (service, path, at) => service.definition(path, at),
  (service, path, at) => service.typeDefinition(path, at),
  (service, path, at) => service.implementations(path, at),
  (service, path, at) => service.references(path, at),
  (service, path, at) => service.highlights(path, at),
  (service, path, at) => service.prepareRename(path, at),
  (service, path, at) => service.rename(path, at, 'renamed'),
  (service, path, at) => service.signatureHelp(path, at),
  (service, path, at) => service.codeActions(path, { start: at, end: at + 10 }),
  (service, path) => service.organizeUses(path),
  (service, path, at) => service.prepareTypeHierarchy(path, at),
  (service, path, at) => service.holders(path, at),
  (service, path, at) => service.held(path, at),
  (service, path) => service.inlayHints(path, { start: 0, end: 1e6 }),
  (service, path) => service.documentSymbols(path),
  (service) => service.workspaceSymbols('stream'),
  (service, path) => service.foldingRanges(path),
  (service, path, at) => service.selectionRanges(path, [at, at + 5]),
  (service, path) => service.documentLinks(path),
  (service, path) => service.semanticTokens(path),
  (service, path) => service.codeLenses(path),
  (service, path) => service.formatting(path),
  (service, path, at) => service.onTypeFormatting(path, at, ';'),
  (service, path, at) => [service.positionAt(path, at), service.positionAt(path, at, 'utf-8')],
];
