/** Stands for the module `vscode`: what the extension uses is recorded, everything else is there in name. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';

type Command = (...args: unknown[]) => unknown;

export interface Panel {
  title: string;
  options: unknown;
  webview: { html: string };
}

export class Editor {
  readonly commands = new Map<string, Command>();
  /** The settings that were asked for, with their section. */
  readonly settings = new Set<string>();
  readonly panels: Panel[] = [];
  readonly messages: string[] = [];
  readonly executed: unknown[][] = [];
  /** What is given in input boxes. */
  input: string | undefined;
  activeFile: string | undefined;
  values: Record<string, unknown> = {};

  /** The module, for the code of a bundle. */
  readonly module: object = this.#module();

  #module(): object {
    const activeEditor = (): unknown => this.#activeEditor();
    return withDefaults({
      commands: {
        registerCommand: (name: string, run: Command) => {
          this.commands.set(name, run);
          return { dispose: () => this.commands.delete(name) };
        },
        executeCommand: (...args: unknown[]) => {
          this.executed.push(args);
          return Promise.resolve();
        },
      },
      window: withDefaults({
        get activeTextEditor() {
          return activeEditor();
        },
        createWebviewPanel: (_: string, title: string, _column: unknown, options: unknown) => {
          const panel: Panel = { title, options, webview: { html: '' } };
          this.panels.push(panel);
          return panel;
        },
        showInputBox: () => Promise.resolve(this.input),
        showInformationMessage: (text: string) => void this.messages.push(text),
        showWarningMessage: (text: string) => void this.messages.push(text),
        createOutputChannel: () =>
          withDefaults({
            appendLine: (text: string) => void this.messages.push(text),
            show: () => undefined,
          }),
      }),
      workspace: withDefaults({
        isTrusted: true,
        workspaceFolders: undefined,
        getWorkspaceFolder: () => undefined,
        saveAll: () => Promise.resolve(true),
        findFiles: () => Promise.resolve([]),
        textDocuments: [],
        getConfiguration: (section: string) => ({
          get: (name: string, fallback: unknown) => {
            this.settings.add(`${section}.${name}`);
            return this.values[name] ?? fallback;
          },
        }),
      }),
      Uri: {
        file: uriOfFile,
        parse: (text: string) => uriOfFile(decodeURIComponent(text.replace('file://', ''))),
        joinPath: (base: { fsPath: string }, ...parts: string[]) =>
          uriOfFile([base.fsPath, ...parts].join('/')),
      },
      version: '1.101.0',
    });
  }

  #activeEditor(): unknown {
    const { activeFile } = this;
    return activeFile === undefined ? undefined : { document: { uri: uriOfFile(activeFile) } };
  }
}

export interface Extension {
  activate(context: object): Promise<void>;
  deactivate(): Promise<void>;
}

/** Runs a bundle of the extension as the editor would. */
export function load(path: string, editor: Editor, globals: object = {}): Extension {
  const require = createRequire(path);
  const module = { exports: {} as Extension };
  const names = ['require', 'module', 'exports', ...Object.keys(globals)];
  const body = compileFunction(readFileSync(path, 'utf8'), names, { filename: path });
  const requireFor = (name: string): unknown =>
    name === 'vscode' ? editor.module : (require(name) as unknown);
  body(requireFor, module, module.exports, ...Object.values(globals));
  return module.exports;
}

export function uriOfFile(fsPath: string) {
  return { scheme: 'file', fsPath, path: fsPath, toString: () => `file://${fsPath}` };
}

/** Everything else is a class that can be extended and called, and has more of the kind. */
function withDefaults<T extends object>(known: T): T {
  const defaults: object = new Proxy({}, { get: (_, name) => defaultOf(name) });
  // Bundles copy the own properties of a module, and keep its prototype.
  return Object.defineProperties(
    Object.create(defaults) as T,
    Object.getOwnPropertyDescriptors(known),
  );
}

const Anything: object = new Proxy(function anything() {}, {
  get: (target, name) => Reflect.get(target, name) ?? defaultOf(name),
  apply: () => Anything,
});

/** Neither a promise nor anything special to the language. */
function defaultOf(name: string | symbol): unknown {
  return name === 'then' || typeof name === 'symbol' ? undefined : Anything;
}
