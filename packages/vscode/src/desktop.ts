/** The extension where there are processes: the language server is `wit-ts lsp`, and so are the commands. */

import * as vscode from 'vscode';
import { LanguageClient, type ServerOptions, TransportKind } from 'vscode-languageclient/node';
import { registerCommands } from './commands.js';
import { showReferences } from './references.js';
import { commandSetting, ownCommand } from './run.js';
import { DOCUMENTS } from './selector.js';

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel('WIT', { log: true });
  context.subscriptions.push(
    output,
    vscode.commands.registerCommand('wit-ts.showReferences', showReferences),
    vscode.commands.registerCommand('wit-ts.restart', () => restart(context, output)),
    ...registerCommands(context, output),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('wit-ts.command')) void restart(context, output);
    }),
  );
  await start(context, output);
}

export async function deactivate(): Promise<void> {
  await client?.stop();
  client = undefined;
}

async function restart(
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
): Promise<void> {
  await deactivate();
  await start(context, output);
}

async function start(
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
): Promise<void> {
  client = new LanguageClient('wit-ts', 'WIT', serverOptions(context), {
    documentSelector: DOCUMENTS,
    outputChannel: output,
    initializationOptions: {
      ...vscode.workspace.getConfiguration('wit-ts'),
      docs: vscode.Uri.joinPath(context.extensionUri, 'docs').toString(),
      runsCommands: true,
    },
  });
  await client.start();
}

function serverOptions(context: vscode.ExtensionContext): ServerOptions {
  const command = commandSetting();
  if (command !== undefined) {
    // On Windows the commands of npm are scripts for the shell.
    return {
      command,
      args: ['lsp', '--stdio'],
      options: { shell: process.platform === 'win32' },
    };
  }
  return { module: ownCommand(context), args: ['lsp'], transport: TransportKind.stdio };
}
