/** What a user grants a component that runs: folders, variables, the network. */
import { resolve as resolvePath } from 'node:path';
import type { RunOptions } from '../commands/run.js';
import { cliDiagnostic, Failure, failure } from '../errors/failure.js';
import { attempt } from '../input/binary.js';
import type { Io } from '../io/io.js';

export interface Grants {
  /** Host folders by what the component calls them, in the order of the options. */
  readonly folders: ReadonlyMap<string, string>;
  readonly environment: ReadonlyMap<string, string>;
  readonly network: boolean;
}

/** @throws Failure for an option that cannot be understood, or a folder that is not there */
export function grantsOf(options: RunOptions, env: NodeJS.ProcessEnv, io: Io): Grants {
  const wasi = new Set((options.wasi ?? []).flatMap((text) => text.split(',')));
  for (const grant of wasi) {
    if (grant === 'inherit-env' || grant === 'inherit-network') continue;
    throw wrongUsage(`-S ${grant} is not known`, 'there are inherit-env and inherit-network');
  }
  return {
    folders: foldersOf(options.dir ?? [], io),
    environment: environmentOf(options.env ?? [], wasi.has('inherit-env') ? env : {}, env),
    network: wasi.has('inherit-network'),
  };
}

function foldersOf(texts: readonly string[], io: Io): Map<string, string> {
  const folders = new Map<string, string>();
  for (const text of texts) {
    const at = text.indexOf('::');
    const host = at === -1 ? text : text.slice(0, at);
    const guest = at === -1 ? text : text.slice(at + 2);
    if (host === '' || guest === '') {
      throw wrongUsage(`--dir ${text} is not of the form host::guest`, 'write --dir data::/data');
    }
    if (folders.has(guest)) {
      throw wrongUsage(`--dir grants two folders as ${guest}`, 'call one otherwise, with ::name');
    }
    if (attempt(() => io.fs.kindOf(host)) !== 'directory') {
      throw failure('CLI0001', `there is no folder ${host} for --dir`, 'check the path');
    }
    folders.set(guest, resolvePath(host));
  }
  return folders;
}

function environmentOf(
  texts: readonly string[],
  inherited: NodeJS.ProcessEnv,
  env: NodeJS.ProcessEnv,
): Map<string, string> {
  const variables = new Map<string, string>();
  for (const [name, value] of Object.entries(inherited)) {
    if (value !== undefined) variables.set(name, value);
  }
  for (const text of texts) {
    const at = text.indexOf('=');
    const name = at === -1 ? text : text.slice(0, at);
    if (name === '') throw wrongUsage(`--env ${text} has no name`, 'write --env NAME=value');
    const value = at === -1 ? env[name] : text.slice(at + 1);
    if (value !== undefined) variables.set(name, value);
  }
  return variables;
}

function wrongUsage(message: string, help: string): Failure {
  return new Failure([cliDiagnostic('CLI0202', message, help)], 2);
}
