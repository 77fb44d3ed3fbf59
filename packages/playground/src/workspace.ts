/** The files of the project in the editor, and what the language server says about them. */
import { setDiagnostics } from '@codemirror/lint';
import { EditorState, type Extension, type TransactionSpec } from '@codemirror/state';
import { EditorView, type ViewUpdate } from '@codemirror/view';
import type * as lsp from 'vscode-languageserver-protocol';
import type { LanguageClient } from './client/language-client.js';
import { positionAt, rangeOf } from './client/positions.js';
import { completion, hover } from './editor/assist.js';
import { marksOf } from './editor/marks.js';
import { showTokens } from './editor/semantic.js';
import { writing } from './editor/views.js';
import { fileOfUri } from './model/project.js';

/** So long after the last key the fixes and colours are asked for that need the whole text. */
const REST_MS = 120;

export interface Events {
  /** Files came, went, or another one is shown. */
  onFiles: () => void;
  /** A text changed. */
  onText: () => void;
  onDiagnostics: () => void;
  /** For the user: something was refused. */
  onMessage: (text: string) => void;
  /** The user wants to rename what stands at the cursor. */
  onRename: (name: string) => void;
}

export class Workspace {
  readonly view: EditorView;
  readonly #events: Events;
  readonly #extensions: Extension;
  readonly #states = new Map<string, EditorState>();
  readonly #diagnostics = new Map<string, readonly lsp.Diagnostic[]>();
  readonly #actions = new Map<string, readonly lsp.CodeAction[]>();
  #client: LanguageClient | undefined;
  #path = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parent: HTMLElement, events: Events) {
    this.#events = events;
    const place = () => ({ client: this.#client, path: this.#path });
    this.#extensions = writing(
      [
        completion(place),
        hover(place),
        EditorView.updateListener.of((update) => this.#updated(update)),
        EditorView.domEventHandlers({
          mousedown: (event, view) => this.#clicked(event, view),
        }),
      ],
      [
        { key: 'F12', run: () => this.#run(() => this.goToDefinition(this.#cursor())) },
        { key: 'F2', run: () => this.#run(() => this.#askForName()) },
        { key: 'Shift-Alt-f', run: () => this.#run(() => this.format()) },
        { key: 'Mod-s', preventDefault: true, run: () => this.#run(() => this.format()) },
      ],
    );
    this.view = new EditorView({ parent, state: this.#stateOf('') });
  }

  // ---- Files ---------------------------------------------------------------------------------------------------------

  /** The file that is shown. */
  get path(): string {
    return this.#path;
  }

  get paths(): string[] {
    return [...this.#states.keys()];
  }

  /** All texts as they are now. */
  texts(): Map<string, string> {
    this.#keep();
    return new Map([...this.#states].map(([path, { doc }]) => [path, doc.toString()]));
  }

  diagnostics(path: string): readonly lsp.Diagnostic[] {
    return this.#diagnostics.get(path) ?? [];
  }

  actions(path: string): readonly lsp.CodeAction[] {
    return this.#actions.get(path) ?? [];
  }

  /** A server that was started; it is told of all files. */
  connect(client: LanguageClient): void {
    this.#client = client;
    for (const [path, text] of this.texts()) client.open(path, text);
    this.#rest();
  }

  /** @param newest whether the places are those of the newest text; others wait until the user rests */
  published(path: string, found: readonly lsp.Diagnostic[], newest: boolean): void {
    this.#diagnostics.set(path, found);
    if (path === this.#path && newest) this.#mark();
    this.#events.onDiagnostics();
    this.#rest();
  }

  /** Replaces all files. */
  load(files: ReadonlyMap<string, string>): void {
    for (const path of this.#states.keys()) this.#client?.close(path);
    this.#states.clear();
    this.#diagnostics.clear();
    this.#actions.clear();
    for (const [path, text] of files) this.#put(path, text);
    this.#path = '';
    this.show([...files.keys()][0] ?? '');
    this.#events.onDiagnostics();
    this.#events.onText();
  }

  add(path: string, text: string): void {
    this.#put(path, text);
    this.#events.onFiles();
    this.#events.onText();
  }

  remove(path: string): void {
    this.#keep();
    this.#states.delete(path);
    this.#diagnostics.delete(path);
    this.#actions.delete(path);
    this.#client?.close(path);
    if (path === this.#path) {
      this.#path = '';
      this.show(this.paths[0] ?? '');
    } else {
      this.#events.onFiles();
    }
    this.#events.onDiagnostics();
    this.#events.onText();
  }

  /** Shows a file, and a place in it. */
  show(path: string, range?: lsp.Range): void {
    const state = this.#states.get(path);
    if (state === undefined) return;
    if (path !== this.#path) {
      this.#keep();
      this.#path = path;
      this.view.setState(state);
      this.#mark();
      this.#rest();
      this.#events.onFiles();
    }
    if (range === undefined) return;
    const { from, to } = rangeOf(this.view.state.doc, range);
    this.view.dispatch({
      selection: { anchor: from, head: to },
      effects: EditorView.scrollIntoView(from, { y: 'center' }),
    });
    this.view.focus();
  }

  // ---- Doing what the server proposes --------------------------------------------------------------------------------

  applyAction({ edit }: lsp.CodeAction): void {
    if (edit !== undefined) this.applyEdit(edit);
  }

  applyEdit({ documentChanges = [] }: lsp.WorkspaceEdit): void {
    const added: string[] = [];
    for (const change of documentChanges) {
      if ('kind' in change) {
        const path = change.kind === 'create' ? fileOfUri(change.uri) : undefined;
        if (path === undefined || this.#states.has(path)) continue;
        this.#put(path, '');
        added.push(path);
      } else {
        const path = fileOfUri(change.textDocument.uri);
        const edits = change.edits.filter((one): one is lsp.TextEdit => 'newText' in one);
        if (path !== undefined) this.#edit(path, edits);
      }
    }
    const [first] = added;
    if (first === undefined) return;
    this.show(first);
    this.#events.onFiles();
    this.#events.onText();
  }

  async format(): Promise<void> {
    const { doc } = this.view.state;
    const path = this.#path;
    const edits = (await this.#client?.formatting(path)) ?? [];
    if (this.#path === path && this.view.state.doc === doc) this.#edit(path, edits);
  }

  async goToDefinition(position: lsp.Position): Promise<void> {
    const found = (await this.#client?.definition(this.#path, position)) ?? [];
    const [location] = Array.isArray(found) ? found : [found];
    const path = location === undefined ? undefined : fileOfUri(location.uri);
    if (location !== undefined && path !== undefined) this.show(path, location.range);
    else this.#events.onMessage('There is no definition of this.');
  }

  async rename(newName: string): Promise<void> {
    const edit = await this.#client?.rename(this.#path, this.#cursor(), newName);
    if (edit !== undefined && edit !== null) this.applyEdit(edit);
  }

  // ---- Inside --------------------------------------------------------------------------------------------------------

  #stateOf(text: string): EditorState {
    return EditorState.create({ doc: text, extensions: this.#extensions });
  }

  #put(path: string, text: string): void {
    const state = this.#stateOf(text);
    this.#states.set(path, state);
    // Its line ends are those of the editor.
    this.#client?.open(path, state.doc.toString());
  }

  /** The view has the newest state of the file that it shows. */
  #keep(): void {
    if (this.#states.has(this.#path)) this.#states.set(this.#path, this.view.state);
  }

  #cursor(): lsp.Position {
    const { doc, selection } = this.view.state;
    return positionAt(doc, selection.main.head);
  }

  #edit(path: string, edits: readonly lsp.TextEdit[]): void {
    const state = path === this.#path ? this.view.state : this.#states.get(path);
    if (state === undefined || edits.length === 0) return;
    const spec: TransactionSpec = {
      changes: edits.map(({ range, newText }) => ({
        ...rangeOf(state.doc, range),
        insert: newText,
      })),
      userEvent: 'input.fix',
    };
    if (path === this.#path) {
      this.view.dispatch(spec);
      return;
    }
    const changed = state.update(spec).state;
    this.#states.set(path, changed);
    this.#client?.change(path, [{ text: changed.doc.toString() }]);
    this.#events.onText();
    this.#rest();
  }

  #updated({ docChanged, changes, startState }: ViewUpdate): void {
    if (!docChanged) return;
    const parts: lsp.TextDocumentContentChangeEvent[] = [];
    changes.iterChanges((from, to, _from, _to, inserted) => {
      const range = {
        start: positionAt(startState.doc, from),
        end: positionAt(startState.doc, to),
      };
      parts.push({ range, text: inserted.toString() });
    });
    // From the end on, the places of each are still those of the text before all of them.
    this.#client?.change(this.#path, parts.toReversed());
    this.#events.onText();
    this.#rest();
  }

  #clicked(event: MouseEvent, view: EditorView): boolean {
    if (!(event.ctrlKey || event.metaKey) || event.button !== 0) return false;
    const offset = view.posAtCoords({ x: event.clientX, y: event.clientY });
    if (offset === null) return false;
    const position = positionAt(view.state.doc, offset);
    return this.#run(() => this.goToDefinition(position));
  }

  #askForName(): Promise<void> {
    const { state } = this.view;
    const word = state.wordAt(state.selection.main.head);
    const line = state.doc.lineAt(state.selection.main.head);
    const at = state.selection.main.head - line.from;
    const name = [...line.text.matchAll(/%?[A-Za-z][A-Za-z0-9-]*/g)].find(
      ({ index, 0: text }) => index <= at && at <= index + text.length,
    )?.[0];
    const found = name ?? (word === null ? undefined : state.sliceDoc(word.from, word.to));
    if (found !== undefined) this.#events.onRename(found);
    return Promise.resolve();
  }

  /** For keys: what is refused is shown. */
  #run(action: () => Promise<void>): true {
    void action().catch((error: unknown) => {
      this.#events.onMessage(error instanceof Error ? error.message : String(error));
    });
    return true;
  }

  /** Does what can wait until the user rests. */
  #rest(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#rested().catch(() => undefined), REST_MS);
  }

  async #rested(): Promise<void> {
    const client = this.#client;
    if (client === undefined) return;
    const wanted = this.paths.filter((path) => this.diagnostics(path).length > 0);
    const { doc } = this.view.state;
    const path = this.#path;
    const end = { line: Number.MAX_SAFE_INTEGER, character: 0 };
    const all = { start: { line: 0, character: 0 }, end };
    const [tokens, ...actions] = await Promise.all([
      client.semanticTokens(path),
      ...wanted.map((one) => client.codeActions(one, all, 'quickfix')),
    ]);
    if (this.#path !== path || this.view.state.doc !== doc) return;
    this.#actions.clear();
    wanted.forEach((one, index) => this.#actions.set(one, actions[index] ?? []));
    showTokens(this.view, tokens, client.tokenTypes);
    this.#mark();
    this.#events.onDiagnostics();
  }

  #mark(): void {
    const path = this.#path;
    const { state } = this.view;
    const marks = marksOf(state.doc, this.diagnostics(path), this.actions(path), (action) =>
      this.applyAction(action),
    );
    this.view.dispatch(setDiagnostics(state, marks));
  }
}
