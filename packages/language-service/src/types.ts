/**
 * What the service takes and gives: plain objects after the model of the Language Server Protocol.
 *
 * Two things differ, so that a server decides about them: a document is named by its path (as the `FileSystem` knows it) instead
 * of a URI, and a place is an offset in UTF-16 code units instead of a line and a character. `LanguageService.positionAt` and
 * `offsetAt` convert.
 */

/** A half-open range of a document, in UTF-16 code units from its start. */
export interface Range {
  start: number;
  end: number;
}

export interface Location {
  path: string;
  range: Range;
}

/** A place that a name leads to. */
export interface LocationLink extends Location {
  /** The name or path that was asked about. */
  origin: Range;
  /** The name of the target, within `range`. */
  selection: Range;
}

/** A line and character, both from 0. */
export interface Position {
  line: number;
  /** In UTF-16 code units, or in bytes of UTF-8. */
  character: number;
}

/** How characters of a {@link Position} count. */
export type PositionEncoding = 'utf-16' | 'utf-8';

export interface TextEdit {
  range: Range;
  newText: string;
}

/** A change of a document: of a part, or without `range` of all of it. */
export interface TextChange {
  range?: Range;
  text: string;
}

/** Changes of one file. */
export type FileChange =
  | { kind: 'edit'; path: string; edits: TextEdit[] }
  /** A new file, which must not be there yet. */
  | { kind: 'create'; path: string; text: string };

export interface WorkspaceEdit {
  changes: FileChange[];
}

// ---- Diagnostics -----------------------------------------------------------------------------------------------------

export interface ServiceDiagnostic {
  range: Range;
  severity: 'error' | 'warning' | 'info';
  /** Such as `WIT0116`. */
  code: string;
  /** Where the code is explained; `undefined` where the options name no place. */
  href: string | undefined;
  /** One sentence, without a full stop; where there is `help`, that is not part of it. */
  message: string;
  help: string | undefined;
  related: { location: Location; message: string }[];
}

export interface CodeAction {
  title: string;
  kind: 'quickfix' | 'source.organizeImports' | 'refactor';
  /** The diagnostic that the action repairs. */
  diagnostic?: ServiceDiagnostic;
  /** The one action to take where several are offered. */
  preferred: boolean;
  edit: WorkspaceEdit;
}

// ---- Names -----------------------------------------------------------------------------------------------------------

export interface Hover {
  range: Range;
  /** Markdown. */
  contents: string;
}

export interface Highlight {
  range: Range;
  kind: 'read' | 'write';
}

/** What can be renamed, or why it cannot. */
export type PrepareRename =
  { ok: true; range: Range; placeholder: string } | { ok: false; reason: string };

export type RenameResult = { ok: true; edit: WorkspaceEdit } | { ok: false; reason: string };

// ---- Completion ------------------------------------------------------------------------------------------------------

export type CompletionKind =
  | 'keyword'
  | 'interface'
  | 'world'
  | 'package'
  | 'record'
  | 'variant'
  | 'enum'
  | 'flags'
  | 'resource'
  | 'alias'
  | 'primitive'
  | 'function'
  | 'feature'
  | 'version'
  | 'label'
  | 'snippet';

export interface CompletionItem {
  label: string;
  kind: CompletionKind;
  /** What it is, in a few words of WIT. */
  detail: string | undefined;
  /** Markdown. */
  documentation: string | undefined;
  /** What is replaced, and by what. */
  edit: TextEdit;
  /** `newText` has places to fill in the form of the protocol's snippets (`$1`, `${1:name}`). */
  snippet: boolean;
  /** Edits elsewhere in the document, such as the `use` that a type needs. */
  additionalEdits: TextEdit[];
  /** Items are shown in the order of this text. */
  sortText: string;
  deprecated: boolean;
}

export interface SignatureHelp {
  /** The signature as WIT, with the ranges of its parameters in it. */
  label: string;
  parameters: Range[];
  documentation: string | undefined;
  activeParameter: number;
}

// ---- Structure -------------------------------------------------------------------------------------------------------

export interface InlayHint {
  offset: number;
  label: string;
  tooltip: string | undefined;
  kind: 'version' | 'value';
}

export type SymbolKind =
  | 'package'
  | 'interface'
  | 'world'
  | 'record'
  | 'variant'
  | 'enum'
  | 'flags'
  | 'resource'
  | 'alias'
  | 'function'
  | 'method'
  | 'static'
  | 'constructor'
  | 'field'
  | 'case'
  | 'flag'
  | 'import'
  | 'export';

export interface DocumentSymbol {
  name: string;
  detail: string | undefined;
  kind: SymbolKind;
  range: Range;
  selection: Range;
  deprecated: boolean;
  children: DocumentSymbol[];
}

export interface WorkspaceSymbol {
  name: string;
  kind: SymbolKind;
  /** Such as `wasi:io/streams@0.2.0`. */
  container: string;
  location: Location;
}

export interface FoldingRange {
  start: number;
  end: number;
  kind: 'comment' | 'imports' | 'region';
}

/** Ranges around a place, the innermost first. */
export type SelectionRanges = Range[];

export interface DocumentLink {
  range: Range;
  target: string;
  tooltip: string;
}

export interface SemanticToken extends Range {
  type: (typeof SEMANTIC_TOKEN_TYPES)[number];
  modifiers: readonly (typeof SEMANTIC_TOKEN_MODIFIERS)[number][];
}

/** The legend of semantic tokens, in the order of their numbers. */
export const SEMANTIC_TOKEN_TYPES = [
  'namespace',
  'interface',
  'class',
  'struct',
  'enum',
  'enumMember',
  'type',
  'function',
  'method',
  'property',
  'parameter',
  'decorator',
  'keyword',
  'comment',
  'string',
  'number',
  'variable',
] as const;

export const SEMANTIC_TOKEN_MODIFIERS = [
  'declaration',
  'deprecated',
  'static',
  'async',
  'documentation',
  'defaultLibrary',
] as const;

// ---- Hierarchy -------------------------------------------------------------------------------------------------------

/** A type, or a function that takes or returns types. */
export interface TypeHierarchyItem extends Location {
  name: string;
  kind: SymbolKind;
  detail: string;
  selection: Range;
}

export interface CodeLens {
  range: Range;
  title: string;
  /** What a client does on a click; `undefined` for a lens that only tells. */
  command:
    | { name: 'generateHost' | 'generateGuest'; path: string; package: string; world: string }
    | { name: 'showReferences'; path: string; offset: number; locations: Location[] }
    | undefined;
}
