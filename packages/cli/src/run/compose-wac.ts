/** `wit-ts compose app.wac`: what a document describes, composed, checked and written. */
import { dirname, join } from 'node:path';
import { composeWac } from '@wit-ts/compose';
import { decodeUtf8, SourceSet } from '@wit-ts/wit-parser';
import type { ComposeOptions } from '../commands/compose.js';
import { delayOptimization, makeRoom } from '../engine/flags.js';
import { cliDiagnostic, Failure, failure } from '../errors/failure.js';
import { hasErrors, reportDiagnostics } from '../errors/report.js';
import { loadChecker, loadTools, readBytes, whenReady } from '../input/binary.js';
import {
  type Assemble,
  dependencyLoader,
  type DependencyPlaces,
  parseDependencies,
} from '../input/wac-dependencies.js';
import type { Io } from '../io/io.js';
import { checkWith } from '../output/check-component.js';
import { deliver, wantedOutput } from '../output/composition.js';

/** @returns the exit code */
export async function composeDocument(
  path: string,
  options: ComposeOptions,
  io: Io,
): Promise<number> {
  delayOptimization();
  refuseOptions(options);
  const wanted = wantedOutput(options);
  const checked = wanted.output !== undefined && options.validate;
  if (!checked) makeRoom();
  const read = decodeUtf8(readBytes(path, io));
  if (!read.valid) {
    throw failure('CLI0005', `${path} is not UTF-8 (byte ${read.badByte})`, 'save it as UTF-8');
  }
  const places: DependencyPlaces = {
    overrides: parseDependencies(options.dep ?? []),
    folder: options.depsDir ?? join(dirname(path), 'deps'),
    features: options.features ?? [],
    allFeatures: options.allFeatures === true,
  };
  const sources = new SourceSet();
  sources.add(path, read.text);
  const result = await composed(read.text, path, places, io);
  const { bytes, plan, components, diagnostics } = result;
  if (hasErrors(diagnostics)) throw new Failure(diagnostics, 1, sources);
  reportDiagnostics(diagnostics, sources, io, { json: false });
  if (bytes === undefined || plan === undefined || components === undefined) return 1;
  const check = checked
    ? checkWith(await whenReady(await loadChecker()), true, components)
    : undefined;
  const pieces = [bytes];
  deliver({ pieces, plan, components, diagnostics, sources }, wanted, options, check, io);
  return 0;
}

/** Text of WebAssembly needs wasm-tools, which is loaded when a first attempt has asked for it. */
async function composed(
  text: string,
  path: string,
  places: DependencyPlaces,
  io: Io,
): Promise<ReturnType<typeof composeWac>> {
  let asked = false;
  const probe: Assemble = () => {
    asked = true;
    throw new Error('wasm-tools is not loaded yet');
  };
  const attempt = (assemble: Assemble): ReturnType<typeof composeWac> =>
    composeWac(text, path, {
      loadDependency: dependencyLoader(places, io, assemble),
      features: places.features ?? [],
      allFeatures: places.allFeatures === true,
    });
  const first = attempt(probe);
  if (!asked) return first;
  const tools = await loadTools();
  return attempt((source) => tools.parse(source));
}

/** What a document says itself, and how. */
const SAID_IN_DOCUMENTS = [
  [
    'link',
    'link',
    'give the argument in the document: let a = new acme:app { "acme:log/log@1.0.0": b.log, ... };',
  ],
  ['export', 'export', 'write it in the document: export a.run; or export a...; for all of them'],
  [
    'newInstance',
    'new-instance',
    'write `new acme:log { ... }` in the document once for every instance',
  ],
] as const;

function refuseOptions(options: ComposeOptions): void {
  for (const [key, flag, help] of SAID_IN_DOCUMENTS) {
    if (options[key] === undefined) continue;
    const message = `--${flag} does not go with a .wac document, which says it itself`;
    throw new Failure([cliDiagnostic('CLI0202', message, help)], 2);
  }
}
