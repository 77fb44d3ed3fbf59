/** Running `wit-ts`: the one of the setting `wit-ts.command`, or the one in the extension. */

import { execFile } from 'node:child_process';
import { isAbsolute, join } from 'node:path';
import * as vscode from 'vscode';

export interface Ended {
  /** `undefined` where the command could not be started. */
  code: number | undefined;
  stdout: string;
  stderr: string;
}

/** No output is larger than that. */
const MAX_OUTPUT = 64 * 1024 * 1024;

/** The command of the setting; a path is taken from the first folder of the workspace. */
export function commandSetting(): string | undefined {
  if (!vscode.workspace.isTrusted) return undefined;
  const command = vscode.workspace.getConfiguration('wit-ts').get<string>('command', '').trim();
  if (command === '') return undefined;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const isPath = /[\\/]/.test(command);
  return isPath && !isAbsolute(command) && folder !== undefined ? join(folder, command) : command;
}

/** The entry of the command that comes with the extension. */
export function ownCommand(context: vscode.ExtensionContext): string {
  return join(context.extensionPath, 'command', 'main.js');
}

/** Runs `wit-ts` with arguments to its end. */
export function runWitTs(
  context: vscode.ExtensionContext,
  args: readonly string[],
  cwd: string,
): Promise<Ended> {
  const command = commandSetting();
  const [file, all, shell] =
    command === undefined
      ? [process.execPath, [ownCommand(context), ...args], false]
      : [command, [...args], process.platform === 'win32'];
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', NO_COLOR: '1' };
  return new Promise((resolve) => {
    execFile(file, all, { cwd, env, shell, maxBuffer: MAX_OUTPUT }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : undefined;
      resolve({ code, stdout, stderr: stderr === '' && code !== 0 ? String(error) : stderr });
    });
  });
}
