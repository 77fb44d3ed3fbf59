/** `wit-ts compose app.wac`: what a document describes, composed, checked and written. */
import { dirname, join } from 'node:path';
import { composeWac } from '@wit-ts/compose';
import { decodeUtf8, SourceSet } from '@wit-ts/wit-parser';
import type { ComposeOptions } from '../commands/compose.js';
import { cliDiagnostic, Failure, failure } from '../errors/failure.js';
import { hasErrors, reportDiagnostics } from '../errors/report.js';
import { loadTools, readBytes } from '../input/binary.js';
import {
  type Assemble,
  dependencyLoader,
  type DependencyPlaces,
  parseDependencies,
} from '../input/wac-dependencies.js';
import type { Io } from '../io/io.js';
import { sizeText } from '../output/size-text.js';
import { writeFileAtomically } from '../output/write-file.js';
import { validate } from './compose.js';

/** @returns the exit code */
export async function composeDocument(
  path: string,
  options: ComposeOptions,
  io: Io,
): Promise<number> {
  refuseOptions(options);
  const read = decodeUtf8(readBytes(path, io));
  if (!read.valid) {
    throw failure('CLI0005', `${path} is not UTF-8 (byte ${read.badByte})`, 'save it as UTF-8');
  }
  const places: DependencyPlaces = {
    overrides: parseDependencies(options.dep ?? []),
    folder: options.depsDir ?? join(dirname(path), 'deps'),
  };
  const sources = new SourceSet();
  sources.add(path, read.text);
  const { bytes, diagnostics } = await composed(read.text, path, places, io);
  if (hasErrors(diagnostics)) throw new Failure(diagnostics, 1, sources);
  reportDiagnostics(diagnostics, sources, io, { json: false });
  if (bytes === undefined) return 1;
  const checkedBy = options.validate ? await validate(bytes) : 'not checked';
  const output = options.output ?? '-';
  if (output === '-') {
    io.out(bytes);
    return 0;
  }
  writeFileAtomically(output, bytes);
  if (options.json === true) {
    io.out(`${JSON.stringify({ diagnostics, output, size: bytes.length, checkedBy }, null, 2)}\n`);
  } else {
    io.out(`wrote   ${output} (${sizeText(bytes.length)}, ${checkedBy})\n`);
  }
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
    composeWac(text, path, { loadDependency: dependencyLoader(places, io, assemble) });
  const first = attempt(probe);
  if (!asked) return first;
  const tools = await loadTools();
  return attempt((source) => tools.parse(source));
}

/** Options that choose what a document says itself. */
function refuseOptions(options: ComposeOptions): void {
  const chosen = (['link', 'export', 'newInstance', 'plan'] as const).find(
    (name) => options[name] !== undefined,
  );
  if (chosen !== undefined) {
    const flag = chosen === 'newInstance' ? 'new-instance' : chosen;
    const message = `--${flag} does not go with a .wac document`;
    throw new Failure([cliDiagnostic('CLI0202', message, 'say it in the document')], 2);
  }
  if (options.output === undefined) {
    const message = 'nothing says where to write the component';
    throw new Failure([cliDiagnostic('CLI0202', message, 'add -o')], 2);
  }
}
