/** Where names lead, what they are, and renaming them. */

import type * as lsp from 'vscode-languageserver-protocol';
import { markdown, SYMBOL_KINDS } from '../convert.js';
import { Refusal } from '../guard.js';
import type { Session } from '../session.js';
import { placeOf } from './place.js';

/** What an item of a type hierarchy carries from one request to the next. */
interface HierarchyData {
  path: string;
  offset: number;
}

export const names = {
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

  'textDocument/typeDefinition': (session: Session, params: lsp.TypeDefinitionParams) => {
    const [path, offset] = placeOf(session, params);
    const { linkSupport } = session.client.textDocument?.typeDefinition ?? {};
    return session.convert.links(path, session.service.typeDefinition(path, offset), linkSupport);
  },

  'textDocument/implementation': (session: Session, params: lsp.ImplementationParams) => {
    const [path, offset] = placeOf(session, params);
    const { linkSupport } = session.client.textDocument?.implementation ?? {};
    return session.convert.links(path, session.service.implementations(path, offset), linkSupport);
  },

  'textDocument/references': (session: Session, params: lsp.ReferenceParams): lsp.Location[] => {
    const [path, offset] = placeOf(session, params);
    const declaration = params.context.includeDeclaration;
    return session.service
      .references(path, offset, { declaration })
      .map((found) => session.convert.location(found));
  },

  'textDocument/documentHighlight': (
    session: Session,
    params: lsp.DocumentHighlightParams,
  ): lsp.DocumentHighlight[] => {
    const [path, offset] = placeOf(session, params);
    return session.service.highlights(path, offset).map(({ range, kind }) => ({
      range: session.convert.range(path, range),
      kind: kind === 'read' ? 2 : 3,
    }));
  },

  'textDocument/prepareRename': (session: Session, params: lsp.PrepareRenameParams) => {
    const [path, offset] = placeOf(session, params);
    const found = session.service.prepareRename(path, offset);
    if (!found.ok) throw new Refusal(found.reason);
    const { range, placeholder } = found;
    return { range: session.convert.range(path, range), placeholder };
  },

  'textDocument/rename': (session: Session, params: lsp.RenameParams): lsp.WorkspaceEdit | null => {
    const [path, offset] = placeOf(session, params);
    const result = session.service.rename(path, offset, params.newName);
    if (!result.ok) throw new Refusal(result.reason);
    return session.convert.workspaceEdit(result.edit) ?? null;
  },

  'textDocument/prepareTypeHierarchy': (
    session: Session,
    params: lsp.TypeHierarchyPrepareParams,
  ): lsp.TypeHierarchyItem[] => {
    const [path, offset] = placeOf(session, params);
    return session.service.prepareTypeHierarchy(path, offset).map((item) => itemOf(session, item));
  },

  /** Upwards is what holds, takes or returns a type. */
  'typeHierarchy/supertypes': (
    session: Session,
    { item }: lsp.TypeHierarchySupertypesParams,
  ): lsp.TypeHierarchyItem[] => {
    const { path, offset } = item.data as HierarchyData;
    return session.service.holders(path, offset).map((found) => itemOf(session, found));
  },

  'typeHierarchy/subtypes': (
    session: Session,
    { item }: lsp.TypeHierarchySubtypesParams,
  ): lsp.TypeHierarchyItem[] => {
    const { path, offset } = item.data as HierarchyData;
    return session.service.held(path, offset).map((found) => itemOf(session, found));
  },
};

function itemOf(
  { convert, uris }: Session,
  item: ReturnType<Session['service']['holders']>[number],
): lsp.TypeHierarchyItem {
  const data: HierarchyData = { path: item.path, offset: item.selection.start };
  return {
    name: item.name,
    kind: SYMBOL_KINDS[item.kind],
    detail: item.detail,
    uri: uris.uri(item.path),
    range: convert.range(item.path, item.range),
    selectionRange: convert.range(item.path, item.selection),
    data,
  };
}
