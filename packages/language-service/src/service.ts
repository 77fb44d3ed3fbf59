import type { FormatOptions } from '@wit-ts/formatter';
import type { Diagnostic, FileSystem, ast } from '@wit-ts/wit-parser';
import { type Context } from './features/context.js';
import { provideDefinition } from './features/provideDefinition.js';
import { toServiceDiagnostic } from './features/provideDiagnostics.js';
import { provideHover } from './features/provideHover.js';
import { provideCodeActions, repairActions } from './features/provideCodeActions.js';
import { provideCodeLenses } from './features/provideCodeLenses.js';
import { provideCompletion } from './features/provideCompletion.js';
import { provideDocumentLinks } from './features/provideDocumentLinks.js';
import { provideFormatting, provideOnTypeFormatting } from './features/provideFormatting.js';
import { provideImplementations } from './features/provideImplementations.js';
import { provideInlayHints } from './features/provideInlayHints.js';
import { provideOrganizeUses } from './features/provideOrganizeUses.js';
import { provideHighlights, provideReferences } from './features/provideReferences.js';
import { providePrepareRename, provideRename } from './features/provideRename.js';
import { provideSemanticTokens } from './features/provideSemanticTokens.js';
import { provideSignatureHelp } from './features/provideSignatureHelp.js';
import { provideFolding, provideSelectionRanges } from './features/provideStructure.js';
import { provideDocumentSymbols, provideWorkspaceSymbols } from './features/provideSymbols.js';
import { provideTypeDefinition } from './features/provideTypeDefinition.js';
import {
  prepareTypeHierarchy,
  provideHeld,
  provideHolders,
} from './features/provideTypeHierarchy.js';
import type { ServiceOptions } from './options.js';
import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Highlight,
  Hover,
  InlayHint,
  Location,
  LocationLink,
  Position,
  PositionEncoding,
  PrepareRename,
  Range,
  RenameResult,
  SelectionRanges,
  SemanticToken,
  ServiceDiagnostic,
  SignatureHelp,
  TextChange,
  TextEdit,
  TypeHierarchyItem,
  WorkspaceSymbol,
} from './types.js';
import { Positions } from './workspace/positions.js';
import { WacDocuments } from './workspace/wac.js';
import { Workspace, isWac } from './workspace/workspace.js';

/**
 * Answers what an editor asks about WIT.
 *
 * Documents are named by the paths that the `FileSystem` takes, places are offsets in UTF-16 code units; a server converts with
 * {@link positionAt} and {@link offsetAt}. The text of an open document counts before that of the disk. Every request sees all
 * changes that came before it.
 */
export class LanguageService {
  readonly #workspace: Workspace;
  readonly #wac: WacDocuments;
  readonly #options: ServiceOptions;
  readonly #positions = new Map<string, { text: string; positions: Positions }>();
  /** What {@link changedDiagnostics} told last, by path. */
  readonly #told = new Map<string, readonly Diagnostic[]>();

  constructor(fs: FileSystem, options: ServiceOptions = {}) {
    this.#options = options;
    this.#workspace = new Workspace(fs, options);
    this.#wac = new WacDocuments(this.#workspace, options);
  }

  // ---- Documents -----------------------------------------------------------------------------------------------------

  /** Takes over a document; from now on this text counts. */
  open(path: string, text: string): void {
    this.#workspace.open(path, text);
  }

  /** Changes an open document, each change on what the ones before it left. */
  change(path: string, changes: readonly TextChange[]): void {
    this.#workspace.change(path, changes);
  }

  /** Gives a document back: the disk counts again. */
  close(path: string): void {
    this.#workspace.close(path);
    this.#positions.delete(path);
  }

  /** Files or folders came, went or changed on the disk; without paths, all may have. */
  filesChanged(paths?: readonly string[]): void {
    this.#workspace.filesChanged(paths);
  }

  /** Replaces the folders of the workspace. */
  setFolders(folders: readonly string[]): void {
    this.#workspace.setFolders(folders);
  }

  /**
   * Looks for WIT in the folders of the workspace, which searching for symbols needs; a server can run it in pieces.
   *
   * @returns yields after each folder with WIT how many there are so far
   */
  scan(): Generator<number> {
    return this.#workspace.scan();
  }

  /** The text of a document, open or not; `undefined` where it is not there. */
  text(path: string): string | undefined {
    const open = this.#workspace.documents.text(path);
    if (open !== undefined) return open;
    return isWac(path)
      ? this.#wac.text(path)
      : this.#workspace.project(path).source(path)?.ast.text;
  }

  /** Line and character of an offset. */
  positionAt(path: string, offset: number, encoding: PositionEncoding = 'utf-16'): Position {
    return this.#positionsOf(path).positionAt(offset, encoding);
  }

  /** The offset of a line and character; what is past the end of a line or text is that end. */
  offsetAt(path: string, position: Position, encoding: PositionEncoding = 'utf-16'): number {
    return this.#positionsOf(path).offsetAt(position, encoding);
  }

  // ---- Diagnostics ---------------------------------------------------------------------------------------------------

  /** What is wrong with a document, in the order of the text. */
  diagnostics(path: string): ServiceDiagnostic[] {
    return this.#found(path).map((diagnostic) => toServiceDiagnostic(diagnostic, this.#options));
  }

  /**
   * The documents whose diagnostics are others than the last call told, in all packages that are resolved together with an open
   * document.
   */
  changedDiagnostics(): Map<string, ServiceDiagnostic[]> {
    const current = new Map<string, readonly Diagnostic[]>();
    for (const project of this.#workspace.projects()) {
      for (const [path, found] of project.diagnosticsByFile()) current.set(path, found);
    }
    for (const path of this.#workspace.documents.paths) {
      if (isWac(path)) current.set(path, this.#wac.diagnostics(path));
    }
    const changed = new Map<string, ServiceDiagnostic[]>();
    for (const path of this.#told.keys()) {
      if (!current.has(path)) changed.set(path, []);
    }
    for (const [path, found] of current) {
      if (isSameList(found, this.#told.get(path) ?? [])) continue;
      changed.set(
        path,
        found.map((diagnostic) => toServiceDiagnostic(diagnostic, this.#options)),
      );
    }
    this.#told.clear();
    for (const [path, found] of current) if (found.length > 0) this.#told.set(path, found);
    return changed;
  }

  /** What can be done about a part of a document: fixes of its diagnostics, things to create, `use` to add and to organise. */
  codeActions(path: string, range: Range): CodeAction[] {
    if (isWac(path)) {
      return repairActions(this.#found(path), this.text(path) ?? '', range, this.#options);
    }
    return this.#with(path, [], (context) => provideCodeActions(context, range));
  }

  /** Sorts and merges the `use` statements of a document, and removes names that nothing uses. */
  organizeUses(path: string): TextEdit[] {
    return this.#with(path, [], provideOrganizeUses);
  }

  // ---- Names ---------------------------------------------------------------------------------------------------------

  /** Where the name at a place is defined, behind every `use`, `as` and `with`. */
  definition(path: string, offset: number): LocationLink[] {
    return this.#with(path, [], (context) => provideDefinition(context, offset));
  }

  /** The definitions of the types of what stands at a place. */
  typeDefinition(path: string, offset: number): LocationLink[] {
    return this.#with(path, [], (context) => provideTypeDefinition(context, offset));
  }

  /** The worlds that export the interface at a place, or that include the world. */
  implementations(path: string, offset: number): LocationLink[] {
    return this.#with(path, [], (context) => provideImplementations(context, offset));
  }

  /** All places, in all packages, that stand for what the name at a place stands for. */
  references(path: string, offset: number, options: { declaration?: boolean } = {}): Location[] {
    const declaration = options.declaration ?? true;
    return this.#with(path, [], (context) => provideReferences(context, offset, declaration));
  }

  /** The references within the document. */
  highlights(path: string, offset: number): Highlight[] {
    return this.#with(path, [], (context) => provideHighlights(context, offset));
  }

  /** Whether the name at a place can be renamed, and if not, why. */
  prepareRename(path: string, offset: number): PrepareRename {
    return this.#with(path, NO_DOCUMENT, (context) => providePrepareRename(context, offset));
  }

  /** Renames the name at a place with every use; refused with a reason where that would break something. */
  rename(path: string, offset: number, newName: string): RenameResult {
    return this.#with(path, NO_DOCUMENT, (context) => provideRename(context, offset, newName));
  }

  /** The definition of the name at a place as Markdown, with comments, gates and layout. */
  hover(path: string, offset: number): Hover | undefined {
    return this.#with(path, undefined, (context) => provideHover(context, offset));
  }

  /** What can be written at a place. */
  completion(path: string, offset: number): CompletionItem[] {
    return this.#with(path, [], (context) => provideCompletion(context, offset));
  }

  /** The signature of the function whose parameters are being written at a place. */
  signatureHelp(path: string, offset: number): SignatureHelp | undefined {
    return this.#with(path, undefined, (context) => provideSignatureHelp(context, offset));
  }

  /** The type or function at a place, to ask {@link holders} and {@link held} about. */
  prepareTypeHierarchy(path: string, offset: number): TypeHierarchyItem[] {
    return this.#with(path, [], (context) => prepareTypeHierarchy(context, offset));
  }

  /** The types that hold the type at a place, and the functions that take or return it. */
  holders(path: string, offset: number): TypeHierarchyItem[] {
    return this.#with(path, [], (context) => provideHolders(context, offset));
  }

  /** The types that the type at a place holds, or that the function takes or returns. */
  held(path: string, offset: number): TypeHierarchyItem[] {
    return this.#with(path, [], (context) => provideHeld(context, offset));
  }

  // ---- Documents as a whole ------------------------------------------------------------------------------------------

  /** Values and versions that are not written, in a part of a document. */
  inlayHints(path: string, range: Range): InlayHint[] {
    return this.#with(path, [], (context) => provideInlayHints(context, range));
  }

  /** The definitions of a document. */
  documentSymbols(path: string): DocumentSymbol[] {
    return this.#with(path, [], provideDocumentSymbols);
  }

  /** The definitions of the workspace that a query names; looks for them in all its folders. */
  workspaceSymbols(query: string): WorkspaceSymbol[] {
    for (const _ of this.scan());
    return provideWorkspaceSymbols(this.#workspace, query);
  }

  /** What can be folded. */
  foldingRanges(path: string): FoldingRange[] {
    return this.#with(path, [], provideFolding);
  }

  /** For each place the ranges around it, the innermost first. */
  selectionRanges(path: string, offsets: readonly number[]): SelectionRanges[] {
    return this.#with(path, [], (context) => provideSelectionRanges(context, offsets));
  }

  /** The paths that lead to other files. */
  documentLinks(path: string): DocumentLink[] {
    return this.#with(path, [], provideDocumentLinks);
  }

  /** What each token of a document or a part of it is; see `encodeSemanticTokens`. */
  semanticTokens(path: string, range?: Range): SemanticToken[] {
    return this.#with(path, [], (context) => provideSemanticTokens(context, range));
  }

  /** Commands and facts above worlds and interfaces. */
  codeLenses(path: string): CodeLens[] {
    return this.#with(path, [], provideCodeLenses);
  }

  /** The edits that lay a document or a part of it out; none where it has mistakes of syntax. */
  formatting(path: string, options: FormatOptions = {}, range?: Range): TextEdit[] {
    return this.#with(path, [], (context) => provideFormatting(context, options, range));
  }

  /** The same behind a `;` or `}` that was just typed before a place. */
  onTypeFormatting(
    path: string,
    offset: number,
    character: string,
    options: FormatOptions = {},
  ): TextEdit[] {
    return this.#with(path, [], (context) =>
      provideOnTypeFormatting(context, offset, character, options),
    );
  }

  // ---- Inside --------------------------------------------------------------------------------------------------------

  #found(path: string): readonly Diagnostic[] {
    if (isWac(path)) return this.#wac.diagnostics(path);
    return this.#workspace.project(path).diagnosticsByFile().get(path) ?? [];
  }

  /** Runs a feature on a WIT document; `.wac` documents and paths that lead nowhere give nothing. */
  #with<T>(path: string, nothing: T, run: (context: Context) => T): T {
    const context = this.#context(path);
    return context === undefined ? nothing : run(context);
  }

  #context(path: string): Context | undefined {
    if (isWac(path)) return undefined;
    const workspace = this.#workspace;
    const project = workspace.project(path);
    const tree: ast.Ast | undefined = project.source(path)?.ast;
    if (tree === undefined) return undefined;
    return { workspace, project, names: workspace.names(project), path, tree };
  }

  #positionsOf(path: string): Positions {
    const text = this.text(path) ?? '';
    const known = this.#positions.get(path);
    if (known?.text === text) return known.positions;
    const positions = new Positions(text);
    this.#positions.set(path, { text, positions });
    return positions;
  }
}

const NO_DOCUMENT = { ok: false, reason: 'there is no such WIT document' } as const;

/** Makes a service over a file system; see {@link LanguageService}. */
export function createLanguageService(
  fs: FileSystem,
  options: ServiceOptions = {},
): LanguageService {
  return new LanguageService(fs, options);
}

/** Whether an editor would show the same. */
function isSameList(a: readonly Diagnostic[], b: readonly Diagnostic[]): boolean {
  if (a === b) return true;
  return (
    a.length === b.length &&
    a.every((one, index) => JSON.stringify(one) === JSON.stringify(b[index]))
  );
}
