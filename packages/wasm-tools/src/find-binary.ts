/** Finds a `wasm-tools` that fits. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { WasmToolsError } from './wasm-tools.js';

/** Older ones lack gates that are asked for, or read binaries of today's Component Model differently. */
const OLDEST = [1, 250] as const;

export type Choice =
  { kind: 'binary'; path: string; version: string } | { kind: 'module'; note?: string };

/**
 * Chooses between the program and the module.
 *
 * @param wish `off` for the module, a path for that program, otherwise the first `wasm-tools` of the PATH.
 * @param path The PATH to look in.
 * @throws {WasmToolsError} Where a program that was asked for by its path does not do.
 */
export function chooseBinary(wish: string | undefined, path: string | undefined): Choice {
  if (wish === 'off') return { kind: 'module' };
  const asked = wish === undefined || wish === '' ? undefined : wish;
  const program = asked ?? onPath(path ?? '');
  if (program === undefined) return { kind: 'module' };
  const answer = versionOf(program);
  if (answer.version !== undefined)
    return { kind: 'binary', path: program, version: answer.version };
  if (asked === undefined) return { kind: 'module', note: `${program} is not used: ${answer.why}` };
  throw new WasmToolsError(
    `WIT_TS_WASM_TOOLS names ${program}, which cannot be used: ${answer.why}; give another path, or \`off\``,
  );
}

function onPath(path: string): string | undefined {
  const name = process.platform === 'win32' ? 'wasm-tools.exe' : 'wasm-tools';
  return path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function versionOf(program: string): { version: string } | { version?: never; why: string } {
  const { status, stdout, error } = spawnSync(program, ['--version'], {
    encoding: 'utf8',
    timeout: 10_000,
    windowsHide: true,
  });
  if (error !== undefined) return { why: `it cannot be started (${error.message})` };
  const version = /^wasm-tools (\d+)\.(\d+)\.\d+\S*/.exec(stdout ?? '');
  if (status !== 0 || version === null) return { why: 'it does not say its version' };
  const [text, major, minor] = version;
  const tooOld =
    Number(major) < OLDEST[0] || (Number(major) === OLDEST[0] && Number(minor) < OLDEST[1]);
  if (tooOld) return { why: `${text} is older than ${OLDEST.join('.')}` };
  return { version: text.slice('wasm-tools '.length) };
}
