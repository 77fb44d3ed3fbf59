/** `wit-ts compose`: components from the disk, composed, checked and written. */
import { basename, extname, resolve as resolvePath } from 'node:path';
import {
  compose,
  type ComposeInput,
  type ExportChoice,
  type LinkChoice,
  type Plan,
  planText,
} from '@wit-ts/compose';
import { recognise } from '@wit-ts/component';
import { type Diagnostic, SourceSet } from '@wit-ts/wit-parser';
import type { ComposeOptions } from '../commands/compose.js';
import { cliDiagnostic, Failure, failure } from '../errors/failure.js';
import { hasErrors, reportDiagnostics } from '../errors/report.js';
import { assemble, loadTools, readBytes } from '../input/binary.js';
import type { Io } from '../io/io.js';
import { sizeText } from '../output/size-text.js';
import { writeFileAtomically } from '../output/write-file.js';

/** @returns the exit code */
export async function composeFiles(
  components: readonly string[],
  options: ComposeOptions,
  io: Io,
): Promise<number> {
  if (options.output === undefined && options.plan !== true) {
    throw new Failure(
      [cliDiagnostic('CLI0202', 'nothing says where to write the component', 'add -o, or --plan')],
      2,
    );
  }
  const inputs = await readInputs(components, io);
  const { bytes, plan, diagnostics } = compose(inputs, {
    links: (options.link ?? []).map(parseLink),
    ...(options.export === undefined ? {} : { exports: options.export.map(parseExport) }),
    newInstance: options.newInstance ?? [],
  });
  if (hasErrors(diagnostics)) throw new Failure(diagnostics);
  reportDiagnostics(diagnostics, new SourceSet(), io, { json: false });
  if (plan === undefined || bytes === undefined) return 1;
  if (options.plan === true) {
    printPlan({ plan, diagnostics }, options, io);
    return 0;
  }
  const checkedBy = options.validate ? await validate(bytes) : undefined;
  const output = options.output ?? '-';
  if (output === '-') {
    io.out(bytes);
    return 0;
  }
  writeFileAtomically(output, bytes);
  printPlan({ plan, diagnostics, output, size: bytes.length, checkedBy }, options, io);
  return 0;
}

async function readInputs(components: readonly string[], io: Io): Promise<ComposeInput[]> {
  const inputs: ComposeInput[] = [];
  const paths = new Map<string, string>();
  for (const argument of components) {
    const { name, path } = nameAndPath(argument, io);
    const place = path === '-' ? path : resolvePath(path);
    const known = paths.get(place) ?? path;
    paths.set(place, known);
    const read = path === '-' ? await io.stdin() : readBytes(path, io);
    const bytes = isText(read, path) ? await assemble(read, path) : read;
    inputs.push({ name, path: known, bytes });
  }
  return inputs;
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

/** @returns what checked the component */
export async function validate(bytes: Uint8Array): Promise<string> {
  const tools = await loadTools();
  const { ok, message, checkedBy, unchecked } = tools.validate(bytes);
  if (!ok) {
    throw failure(
      'CLI0301',
      `the composed component is not valid: ${message ?? 'no reason given'} (says ${checkedBy})`,
      'this is an error of wit-ts: please report it with the components; nothing was written',
    );
  }
  return unchecked.length === 0
    ? checkedBy
    : `${checkedBy}; not looked at: ${unchecked.join(', ')}`;
}

interface Outcome {
  plan: Plan;
  diagnostics: Diagnostic[];
  output?: string;
  size?: number;
  checkedBy?: string | undefined;
}

function printPlan(outcome: Outcome, options: ComposeOptions, io: Io): void {
  const { plan, diagnostics, output, size, checkedBy } = outcome;
  if (options.json === true) {
    io.out(`${JSON.stringify({ ...plan, diagnostics, output, size, checkedBy }, null, 2)}\n`);
    return;
  }
  io.out(planText(plan));
  if (output === undefined || size === undefined) return;
  const checked = checkedBy === undefined ? 'not checked' : `checked by ${checkedBy}`;
  io.out(`wrote   ${output} (${sizeText(size)}, ${checked})\n`);
}
