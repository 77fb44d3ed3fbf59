/** `wit-ts fmt`: the formatter over files, folders and standard input. */
import { formatWit } from '@wit-ts/formatter';
import { decodeUtf8, type Diagnostic, SourceSet } from '@wit-ts/wit-parser';
import type { FmtOptions } from '../commands/fmt.js';
import { delayOptimization, makeRoom } from '../engine/flags.js';
import { cliDiagnostic, Failure, failure } from '../errors/failure.js';
import { diagnosticsJson, reportDiagnostics } from '../errors/report.js';
import { attempt, readBytes } from '../input/binary.js';
import { witFilesBelow } from '../input/wit-files.js';
import type { Io } from '../io/io.js';
import { throughLinks, writeFilesAtomically } from '../output/write-file.js';

/** A file that was read, and what becomes of it. */
interface Formatted {
  path: string;
  before: string;
  after: string;
}

const STDIN = '<stdin>';

/** @returns the exit code: 1 where there are mistakes, or with `--check` files that are not formatted */
export async function fmt(paths: readonly string[], options: FmtOptions, io: Io): Promise<number> {
  delayOptimization();
  makeRoom();
  const json = options.json === true;
  if (json && options.check !== true && paths.includes('-')) {
    const message = '--json and - both need standard output';
    const help = 'add --check, or leave one out';
    throw new Failure([cliDiagnostic('CLI0202', message, help)], 2);
  }
  const sources = new SourceSet();
  const diagnostics: Diagnostic[] = [];
  const files: Formatted[] = [];
  for (const [path, bytes] of await inputs(paths, io)) {
    const text = textOf(path, bytes);
    const style = {
      printWidth: options.width,
      tabWidth: options.indent,
      useTabs: options.useTabs === true,
    };
    const result = formatWit(text, sources.add(path, text), style);
    if (result.ok) files.push({ path, before: text, after: result.text });
    else diagnostics.push(...result.diagnostics);
  }
  const failed = diagnostics.length > 0;
  const changed = files.filter(({ before, after }) => before !== after);
  if (options.check === true) {
    for (const { path } of changed) diagnostics.push(notFormatted(path));
  }
  if (json) io.out(diagnosticsJson([{ diagnostics, sources }]));
  else report(diagnostics, sources, io);
  if (failed) {
    if (!json) io.err('nothing was written\n');
    return 1;
  }
  if (options.check === true) return changed.length > 0 ? 1 : 0;
  const written = changed.filter(({ path }) => path !== STDIN);
  writeFilesAtomically(
    written.map(({ path, after }) => ({ path: throughLinks(path), content: after })),
  );
  if (json) return 0;
  for (const { path, after } of files) if (path === STDIN) io.out(after);
  for (const { path } of written) io.out(`${path}\n`);
  return 0;
}

/** The contents of all paths, each file once. */
async function inputs(paths: readonly string[], io: Io): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  for (const path of paths) {
    if (path === '-') {
      found.set(STDIN, await io.stdin());
      continue;
    }
    switch (attempt(() => io.fs.kindOf(path))) {
      case undefined:
        throw failure('CLI0001', `there is no file or folder ${path}`, 'check the path');
      case 'other':
        throw failure('CLI0002', `${path} is neither a file nor a folder`, 'give a file or folder');
      case 'file':
        requireWitName(path);
        found.set(path, readBytes(path, io));
        break;
      case 'directory': {
        const files = witFilesBelow(path);
        if (files.length === 0) {
          throw failure('CLI0003', `there is no .wit file in ${path} or below`, 'check the path');
        }
        for (const file of files) found.set(file, readBytes(file, io));
      }
    }
  }
  return found;
}

function requireWitName(path: string): void {
  if (path.endsWith('.wit')) return;
  const what = path.endsWith('.wac') ? 'a WAC document' : 'not a .wit file';
  throw failure('CLI0007', `${path} is ${what}`, 'only WIT is formatted');
}

function textOf(path: string, bytes: Uint8Array): string {
  const text = decodeUtf8(bytes);
  if (text.valid) return text.text;
  throw failure('CLI0005', `${path} is not UTF-8 (byte ${text.badByte})`, 'save it as UTF-8');
}

function notFormatted(path: string): Diagnostic {
  return cliDiagnostic('CLI0105', `${path} is not formatted`, `run \`wit-ts fmt ${path}\``);
}

/** Mistakes go to standard error, the list of files that are not formatted to standard output. */
function report(diagnostics: readonly Diagnostic[], sources: SourceSet, io: Io): void {
  const listed = diagnostics.filter(({ code }) => code === 'CLI0105');
  const mistakes = diagnostics.filter(({ code }) => code !== 'CLI0105');
  reportDiagnostics(mistakes, sources, io, { json: false });
  for (const { message } of listed) io.out(`${message}\n`);
}
