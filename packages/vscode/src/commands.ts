/** The commands that run `wit-ts`. */

import { basename, dirname, relative } from 'node:path';
import * as vscode from 'vscode';
import { type Ended, runWitTs } from './run.js';

/** Registers all commands but those of the language server itself. */
export function registerCommands(
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
): vscode.Disposable[] {
  const run = (args: readonly string[], cwd: string): Promise<Ended> =>
    runWitTs(context, args, cwd);
  const register = vscode.commands.registerCommand;
  return [
    register('wit-ts.check', async () => {
      const file = activeFile();
      if (file === undefined) return;
      await vscode.workspace.saveAll(false);
      const folder = packageFolder(file);
      const { code, stderr } = await run(['check', folder], folder);
      if (code === 0 && stderr === '') {
        void vscode.window.showInformationMessage(`${basename(folder)}: no mistakes`);
      } else {
        show(output, stderr);
      }
    }),
    register('wit-ts.format', async () => {
      const file = activeFile();
      if (file === undefined) return;
      await vscode.workspace.saveAll(false);
      const folder = dirname(file);
      const width = vscode.workspace.getConfiguration('wit-ts').get<number>('format.width', 80);
      const ended = await run(['fmt', folder, '--width', String(width)], folder);
      if (ended.code !== 0) return show(output, ended.stderr);
      const count = ended.stdout.split('\n').filter((line) => line !== '').length;
      void vscode.window.showInformationMessage(
        count === 1 ? '1 file was formatted' : `${count} files were formatted`,
      );
    }),
    register('wit-ts.generateHost', (target?: Target, pkg?: string, world?: string) =>
      generate('host', target, pkg, world, run, output),
    ),
    register('wit-ts.generateGuest', (target?: Target, pkg?: string, world?: string) =>
      generate('guest', target, pkg, world, run, output),
    ),
    register('wit-ts.showGraph', (clicked?: vscode.Uri, selected?: vscode.Uri[]) =>
      showGraph(clicked, selected, run, output),
    ),
  ];
}

/** A code lens names a document by its URI as text, a menu by the URI itself. */
type Target = string | vscode.Uri;

type Run = (args: readonly string[], cwd: string) => Promise<Ended>;

async function generate(
  side: 'host' | 'guest',
  target: Target | undefined,
  pkg: string | undefined,
  world: string | undefined,
  run: Run,
  output: vscode.LogOutputChannel,
): Promise<void> {
  const file =
    target === undefined
      ? activeFile()
      : (typeof target === 'string' ? vscode.Uri.parse(target) : target).fsPath;
  if (file === undefined) return;
  await vscode.workspace.saveAll(false);
  const root = workspaceFolder(file);
  const folder = await vscode.window.showInputBox({
    title: `Generate ${side} bindings`,
    prompt: `The folder for the generated files, in ${root}`,
    value: 'src/bindings',
    validateInput: (text) => (text.trim() === '' ? 'Name a folder.' : undefined),
  });
  if (folder === undefined) return;
  const args = ['bindgen', side, file.endsWith('.wasm') ? file : packageFolder(file)];
  if (world !== undefined) args.push('--world', worldPath(pkg, world));
  const ended = await run([...args, '-o', folder], root);
  if (ended.code !== 0) return show(output, ended.stderr);
  output.appendLine(ended.stdout.trimEnd());
  void vscode.window.showInformationMessage(`${side} bindings were written to ${folder}`);
}

/** `ns:pkg` and `w` are `ns:pkg/w`; the version stands behind the world. */
export function worldPath(pkg: string | undefined, world: string): string {
  if (pkg === undefined) return world;
  const at = pkg.indexOf('@');
  return at < 0 ? `${pkg}/${world}` : `${pkg.slice(0, at)}/${world}${pkg.slice(at)}`;
}

async function showGraph(
  clicked: vscode.Uri | undefined,
  selected: vscode.Uri[] | undefined,
  run: Run,
  output: vscode.LogOutputChannel,
): Promise<void> {
  const uris = selected !== undefined && selected.length > 0 ? selected : clicked && [clicked];
  const files = uris?.map((uri) => uri.fsPath) ?? [activeFile()];
  const [first] = files;
  if (first === undefined) return;
  await vscode.workspace.saveAll(false);
  const inputs = files.filter((file) => file !== undefined);
  const ended = await run(['compose', ...inputs, '--graph', 'html'], dirname(first));
  if (!ended.stdout.startsWith('<!doctype html>')) return show(output, ended.stderr);
  const title = inputs.length === 1 ? basename(first) : `${inputs.length} components`;
  const panel = vscode.window.createWebviewPanel(
    'wit-ts.graph',
    `Composition: ${title}`,
    vscode.ViewColumn.Beside,
    { enableScripts: true, enableFindWidget: true },
  );
  panel.webview.html = ended.stdout;
}

function activeFile(): string | undefined {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.uri.scheme === 'file') return document.uri.fsPath;
  void vscode.window.showWarningMessage('Open a file of the disk first.');
  return undefined;
}

/** The folder of the package that a file belongs to: for a file in `deps` the one that holds `deps`. */
export function packageFolder(file: string): string {
  const own = dirname(file);
  if (basename(own) === 'deps') return dirname(own);
  return basename(dirname(own)) === 'deps' ? dirname(dirname(own)) : own;
}

function workspaceFolder(file: string): string {
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(file));
  const root = folder?.uri.fsPath ?? dirname(file);
  return relative(root, file).startsWith('..') ? dirname(file) : root;
}

function show(output: vscode.LogOutputChannel, text: string): void {
  output.appendLine(text.trimEnd());
  output.show(true);
}
