/** The extension in a browser: the language server is a worker, and is sent the files that it reads. */

import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { showReferences } from './references.js';
import { DOCUMENTS, FILES } from './selector.js';

/** More files, or larger ones, are not sent. */
const MOST_FILES = 5000;
const MOST_BYTES = 4 * 1024 * 1024;

interface SentFile {
  uri: string;
  text?: string;
  base64?: string;
}

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel('WIT', { log: true });
  const watcher = vscode.workspace.createFileSystemWatcher(FILES);
  context.subscriptions.push(
    output,
    watcher,
    watcher.onDidChange(changed),
    watcher.onDidCreate(changed),
    watcher.onDidDelete((uri) =>
      client?.sendNotification('wit-ts/files', { files: [{ uri: uri.toString() }] }),
    ),
    vscode.commands.registerCommand('wit-ts.showReferences', showReferences),
    vscode.commands.registerCommand('wit-ts.restart', async () => {
      await deactivate();
      await start(context, output);
    }),
  );
  await start(context, output);
}

async function changed(uri: vscode.Uri): Promise<void> {
  await client?.sendNotification('wit-ts/files', { files: [await read(uri)] });
}

export async function deactivate(): Promise<void> {
  await client?.stop();
  client = undefined;
}

async function start(
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
): Promise<void> {
  const script = vscode.Uri.joinPath(context.extensionUri, 'worker.js');
  const found = await vscode.workspace.findFiles(FILES, '**/node_modules/**', MOST_FILES);
  client = new LanguageClient('wit-ts', 'WIT', new Worker(script.toString(true)), {
    documentSelector: DOCUMENTS,
    outputChannel: output,
    initializationOptions: {
      ...vscode.workspace.getConfiguration('wit-ts'),
      docs: vscode.Uri.joinPath(context.extensionUri, 'docs').toString(),
      files: await Promise.all(found.map(read)),
    },
  });
  await client.start();
}

/** A file for the server; without contents where it cannot be read, or is too large. */
async function read(uri: vscode.Uri): Promise<SentFile> {
  const name = uri.toString();
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    if (bytes.length > MOST_BYTES) return { uri: name };
    if (!name.endsWith('.wasm')) return { uri: name, text: new TextDecoder().decode(bytes) };
    let binary = '';
    for (const byte of bytes) binary += String.fromCharCode(byte);
    return { uri: name, base64: btoa(binary) };
  } catch {
    return { uri: name };
  }
}
