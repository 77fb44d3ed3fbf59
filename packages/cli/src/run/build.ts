/** `wit-ts build`: a component of a TypeScript module. */
import { BackendError, BACKENDS, buildGuest } from '@wit-ts/guest-build';
import type { BuildOptions } from '../commands/build.js';
import { Failure, failure } from '../errors/failure.js';
import { hasErrors, reportDiagnostics } from '../errors/report.js';
import { loadBackend, packagesFor } from '../guest-build/backends.js';
import { esbuildBundler } from '../guest-build/bundler.js';
import { chooseWorld } from '../input/choose-world.js';
import { loadWit } from '../input/load-wit.js';
import type { Io } from '../io/io.js';
import { writeFileAtomically } from '../output/write-file.js';
import { sizeText } from '../output/size-text.js';

/** @returns the exit code */
export async function build(entry: string, options: BuildOptions, io: Io): Promise<number> {
  if (io.fs.kindOf(entry) !== 'file') {
    throw failure('CLI0001', `there is no file ${entry}`, 'give the module to start from');
  }
  const wit = await loadWit(options.wit, options, io);
  if (hasErrors(wit.diagnostics)) throw new Failure(wit.diagnostics, 1, wit.sources);
  reportDiagnostics(wit.diagnostics, wit.sources, io, { json: false });
  const world = chooseWorld(wit, options.world);

  const install = packagesFor(options.backend);
  const bundler = await esbuildBundler(entry, install);
  const backend = await loadBackend(options.backend, entry);
  const { title } = BACKENDS[options.backend];
  const { bytes, diagnostics, sources } = await buildGuest(
    {
      resolve: wit.resolve,
      world,
      origins: wit.origins,
      sources: wit.sources,
      entry,
      debug: options.debug === true,
    },
    bundler,
    backend,
  ).catch((error: unknown) => {
    if (!(error instanceof BackendError)) throw error;
    throw failure('CLI0504', `${title} refuses the module: ${error.message}`);
  });
  if (bytes === undefined) throw new Failure([...diagnostics], 1, sources);
  reportDiagnostics(diagnostics, sources, io, { json: false });
  if (options.output === '-') {
    io.out(bytes);
    return 0;
  }
  writeFileAtomically(options.output, bytes);
  if (options.json === true) {
    const made = { output: options.output, size: bytes.length, backend: options.backend };
    io.out(`${JSON.stringify({ ...made, debug: options.debug === true, diagnostics }, null, 2)}\n`);
    return 0;
  }
  const how =
    options.debug === true
      ? 'with messages and a source map'
      : 'messages of console and errors are dropped; --debug keeps them';
  io.out(`wrote   ${options.output} (${sizeText(bytes.length)}, ${title}; ${how})\n`);
  return 0;
}
