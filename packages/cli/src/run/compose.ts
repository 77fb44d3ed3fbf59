/** `wit-ts compose`: components from the disk, composed, checked and written. */
import { basename, extname, resolve as resolvePath } from 'node:path';
import { compose, type ComposeInput, type ExportChoice, type LinkChoice } from '@wit-ts/compose';
import { recognise } from '@wit-ts/component';
import { SourceSet } from '@wit-ts/wit-parser';
import type { ComposeOptions } from '../commands/compose.js';
import { delayOptimization } from '../engine/flags.js';
import { cliDiagnostic, Failure } from '../errors/failure.js';
import { hasErrors, reportDiagnostics } from '../errors/report.js';
import { assemble, loadChecker, readBytes, whenReady } from '../input/binary.js';
import type { ReadAhead } from '../input/read-ahead.js';
import type { Io } from '../io/io.js';
import { checkWith } from '../output/check-component.js';
import { deliver, wantedOutput } from '../output/composition.js';

/**
 * @param files those that are being read already
 * @returns the exit code
 */
export async function composeFiles(
  paths: readonly string[],
  options: ComposeOptions,
  io: Io,
  files: ReadAhead,
): Promise<number> {
  const wanted = wantedOutput(options);
  refuseDocumentOptions(options);
  const checked = wanted.output !== undefined && options.validate;
  const tools = checked ? await loadChecker() : undefined;
  const inputs = await readInputs(paths, io, files);
  if (areMany(inputs)) delayOptimization();
  // A program of the machine checks everything by itself, and faster.
  const ownRules = tools?.implementation.kind === 'module';
  const { pieces, plan, components, diagnostics } = compose(inputs, {
    validate: ownRules,
    links: (options.link ?? []).map(parseLink),
    ...(options.export === undefined ? {} : { exports: options.export.map(parseExport) }),
    newInstance: options.newInstance ?? [],
  });
  if (hasErrors(diagnostics)) throw new Failure(diagnostics);
  const sources = new SourceSet();
  reportDiagnostics(diagnostics, sources, io, { json: false });
  if (plan === undefined || pieces === undefined || components === undefined) return 1;
  const check = tools && checkWith(await whenReady(tools), ownRules, components);
  deliver({ pieces, plan, components, diagnostics, sources }, wanted, options, check, io);
  return 0;
}

/** Whether V8 would begin to optimize what then ends soon after. */
function areMany(inputs: readonly ComposeInput[]): boolean {
  return inputs.length > 20;
}

/** Options that are about the packages of a document. */
function refuseDocumentOptions(options: ComposeOptions): void {
  const { dep, depsDir, features, allFeatures } = options;
  const flag =
    dep !== undefined
      ? 'dep'
      : depsDir !== undefined
        ? 'deps-dir'
        : features !== undefined
          ? 'features'
          : allFeatures === true
            ? 'all-features'
            : undefined;
  if (flag === undefined) return;
  const message = `--${flag} goes with a .wac document, and there is none`;
  throw new Failure([cliDiagnostic('CLI0202', message, 'leave it out, or give a document')], 2);
}

async function readInputs(
  components: readonly string[],
  io: Io,
  files: ReadAhead,
): Promise<ComposeInput[]> {
  const inputs: ComposeInput[] = [];
  const paths = new Map<string, string>();
  for (const argument of components) {
    const { name, path } = nameAndPath(argument, io);
    const before = paths.get(name);
    const known = before !== undefined && isSamePlace(before, path) ? before : path;
    paths.set(name, known);
    const ahead = files.has(path) ? await files.take(path) : undefined;
    const read = ahead ?? (path === '-' ? await io.stdin() : readBytes(path, io));
    const bytes = isText(read, path) ? await assemble(read, path) : read;
    inputs.push({ name, path: known, bytes });
  }
  return inputs;
}

/** Whether two paths lead to one file, however they are written. */
function isSamePlace(a: string, b: string): boolean {
  return a === b || (a !== '-' && b !== '-' && resolvePath(a) === resolvePath(b));
}

/** `shop=a/app.wasm`, or a path that gives the name itself; a file of that very name comes first. */
function nameAndPath(argument: string, io: Io): { name: string; path: string } {
  const equals = argument.indexOf('=');
  if (equals > 0 && io.fs.kindOf(argument) === undefined) {
    return { name: argument.slice(0, equals), path: argument.slice(equals + 1) };
  }
  const name = argument === '-' ? 'stdin' : basename(argument, extname(argument));
  return { name, path: argument };
}

function isText(bytes: Uint8Array, path: string): boolean {
  const kind = recognise(bytes);
  return kind === 'wat' || (path.endsWith('.wat') && kind !== 'component');
}

/** `importer:import=provider`, or without a provider for the host; the import itself has colons, the names have none. */
function parseLink(text: string): LinkChoice {
  const match = /^([^:=]+):(.+)=([^=]*)$/.exec(text);
  const [, importer, wanted, provider] = match ?? [];
  if (importer === undefined || wanted === undefined || provider === undefined) {
    throw new Failure(
      [
        cliDiagnostic(
          'CLI0202',
          `--link ${text} is not of the form importer:import=provider`,
          "write for example --link 'ingest:edge:telemetry/scorer=scorer2'",
        ),
      ],
      2,
    );
  }
  return { importer, import: wanted, provider };
}

/** `name`, or `name=component`. */
function parseExport(text: string): ExportChoice {
  const equals = text.lastIndexOf('=');
  return equals === -1
    ? { name: text }
    : { name: text.slice(0, equals), from: text.slice(equals + 1) };
}
