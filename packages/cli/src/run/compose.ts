/** `wit-ts compose`: components from the disk, composed, checked and written. */
import {
  compose,
  type ComposeOptions as LinkOptions,
  type ComposeResult,
  type ExportChoice,
  type LinkChoice,
} from '@wit-ts/compose';
import { SourceSet } from '@wit-ts/wit-parser';
import type { ComposeOptions } from '../commands/compose.js';
import { wasAbsent } from '../engine/absent.js';
import { delayOptimization, makeRoom } from '../engine/flags.js';
import { cliDiagnostic, Failure } from '../errors/failure.js';
import { hasErrors, reportDiagnostics } from '../errors/report.js';
import { loadChecker, whenReady } from '../input/binary.js';
import { ComposeInputs } from '../input/compose-inputs.js';
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
  // Else core modules are only copied, from file to file.
  const looksAtCode = checked || options.report === true || wanted.output === '-';
  const inputs = await ComposeInputs.read(paths, io, files, !looksAtCode);
  try {
    if (areMany(inputs) && !checked) {
      delayOptimization();
      makeRoom();
    }
    // A program of the machine checks everything by itself, and faster.
    const ownRules = tools?.implementation.kind === 'module';
    const { pieces, plan, components, diagnostics } = composed(inputs, {
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
    const toFile = {
      pieces: inputs.forFile(pieces, components),
      written: () => inputs.finish(),
    };
    deliver({ pieces, toFile, plan, components, diagnostics, sources }, wanted, options, check, io);
    return 0;
  } finally {
    inputs.close();
  }
}

/** What goes wrong where core modules were left out is told of the whole files: one may be needed after all. */
function composed(inputs: ComposeInputs, options: LinkOptions): ComposeResult {
  if (inputs.areSparse) {
    const result = attempted(inputs, options);
    if (result !== undefined && !hasErrors(result.diagnostics)) return result;
    inputs.fill();
  }
  return compose(inputs.list, options);
}

function attempted(inputs: ComposeInputs, options: LinkOptions): ComposeResult | undefined {
  try {
    return compose(inputs.list, options);
  } catch (error) {
    if (wasAbsent()) throw error;
    return undefined;
  }
}

/** Whether V8 would begin to optimize what then ends soon after. */
function areMany({ list }: ComposeInputs): boolean {
  return list.length > 20;
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
