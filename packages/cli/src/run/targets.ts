/** `wit-ts targets`: whether a component fits a world. */
import { basename, extname } from 'node:path';
import { recognise } from '@wit-ts/component';
import { targets } from '@wit-ts/compose';
import { diagnosticToJson, selectWorld, type WorldId } from '@wit-ts/wit-parser';
import type { TargetsOptions } from '../commands/targets.js';
import { Failure } from '../errors/failure.js';
import { hasErrors, reportDiagnostics } from '../errors/report.js';
import { assemble, readBytes, requireComponent } from '../input/binary.js';
import { type LoadedWit, loadWit } from '../input/load-wit.js';
import type { Io } from '../io/io.js';

/** @returns the exit code: 1 where the component does not fit */
export async function targetsWorld(
  component: string,
  options: TargetsOptions,
  io: Io,
): Promise<number> {
  const bytes = await readComponent(component, io);
  const wit = await loadWit(options.wit, options, io);
  if (hasErrors(wit.diagnostics)) throw new Failure(wit.diagnostics, 1, wit.sources);
  const name = component === '-' ? 'stdin' : basename(component, extname(component));
  const { fits, world, diagnostics } = targets(
    { name, path: component === '-' ? '<stdin>' : component, bytes },
    {
      resolve: wit.resolve,
      world: worldOf(wit, options.world),
      path: options.wit,
      sources: wit.sources,
      origins: wit.origins,
    },
  );
  if (options.json === true) {
    const list = diagnostics.map((one) => `\n    ${diagnosticToJson(one, wit.sources)}`).join(',');
    const lines = [
      `"fits": ${String(fits)}`,
      `"component": ${JSON.stringify(component)}`,
      `"world": ${JSON.stringify(world)}`,
      `"diagnostics": [${list}${list === '' ? '' : '\n  '}]`,
    ];
    io.out(`{\n  ${lines.join(',\n  ')}\n}\n`);
  } else if (fits) {
    io.out(`${component} fits the world ${world}\n`);
  } else {
    reportDiagnostics(diagnostics, wit.sources, io, { json: false });
  }
  return fits ? 0 : 1;
}

async function readComponent(path: string, io: Io): Promise<Uint8Array> {
  const read = path === '-' ? await io.stdin() : readBytes(path, io);
  const name = path === '-' ? '<stdin>' : path;
  const kind = recognise(read);
  const isText = kind === 'wat' || (path.endsWith('.wat') && kind !== 'component');
  const bytes = isText ? await assemble(read, name) : read;
  requireComponent(bytes, name);
  return bytes;
}

function worldOf(wit: LoadedWit, name: string | undefined): WorldId {
  if (name === undefined && wit.world !== undefined) return wit.world;
  const { world, diagnostics } = selectWorld(wit.resolve, wit.package ?? [], name);
  if (world === undefined) throw new Failure(diagnostics, 1, wit.sources);
  return world;
}
