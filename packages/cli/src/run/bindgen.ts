/** `wit-ts bindgen`: generated files, brought into a folder. */
import { basename, extname, relative, resolve as resolvePath } from 'node:path';
import { generateGuest, generateHost, type GeneratedFile } from '@wit-ts/bindgen-ts';
import { selectWorld, SourceSet, type WorldId } from '@wit-ts/wit-parser';
import type { BindgenOptions, GuestOptions, HostOptions } from '../commands/bindgen.js';
import { cliDiagnostic, Failure } from '../errors/failure.js';
import { hasErrors, reportDiagnostics } from '../errors/report.js';
import type { Io } from '../io/io.js';
import { updateFolder, type UpdatePlan } from '../output/generated.js';
import { jobName, jobParts } from '../output/manifest.js';
import { formatForProject } from '../output/prettier.js';
import { chooseWorld } from '../input/choose-world.js';
import { type LoadedWit, loadWit } from '../input/load-wit.js';
import { watch } from '../input/watch.js';
import { writeStub } from '../output/stub.js';

/** `wit-ts bindgen guest`. @returns the exit code */
export async function bindgenGuest(path: string, options: GuestOptions, io: Io): Promise<number> {
  return once(path, options, io, () => guest(path, options, io));
}

/** `wit-ts bindgen host`. @returns the exit code */
export async function bindgenHost(path: string, options: HostOptions, io: Io): Promise<number> {
  return once(path, options, io, () => host(path, options, io));
}

/** Does the work once, or with `--watch` until the process is stopped. */
async function once(
  path: string,
  options: BindgenOptions,
  io: Io,
  work: () => Promise<number>,
): Promise<number> {
  if (options.watch !== true) return work();
  if (path === '-' || options.check === true) {
    const other = path === '-' ? 'standard input' : '--check';
    const conflict = cliDiagnostic('CLI0202', `--watch does not go with ${other}`, 'leave one out');
    throw new Failure([conflict], 2);
  }
  return watch(path, options.output, work, io);
}

async function guest(path: string, options: GuestOptions, io: Io): Promise<number> {
  const wit = await loadValidWit(path, options, io);
  const world = chooseWorld(wit, options.world);
  const generated = await generateGuest({ resolve: wit.resolve, world, lang: options.lang });
  const exitCode = await bringUpToDate('guest', path, wit, generated, options, io);
  if (options.stub !== undefined && options.stub !== false && options.check !== true) {
    await writeStub({ resolve: wit.resolve, world, options, stub: options.stub }, io);
  }
  return exitCode;
}

async function host(path: string, options: HostOptions, io: Io): Promise<number> {
  const wit = await loadValidWit(path, options, io);
  const world = chooseWorld(wit, options.world);
  const { files, diagnostics } = await generateHost({
    resolve: wit.resolve,
    world,
    ...(wit.component === undefined ? {} : { component: wit.component }),
    name: options.name ?? moduleName(path, wit, world),
    source: path === '-' ? '<stdin>' : basename(path),
    lang: options.lang,
    instantiation: options.instantiation,
    map: (options.map ?? []).map(parseMapping),
    standalone: options.standalone === true,
  });
  if (hasErrors(diagnostics)) throw new Failure([...diagnostics], 1, wit.sources);
  reportDiagnostics(diagnostics, wit.sources, io, { json: false });
  return bringUpToDate('host', path, wit, files, options, io);
}

/** `interface=module`. */
function parseMapping(text: string): readonly [from: string, to: string] {
  const equals = text.indexOf('=');
  if (equals > 0 && equals < text.length - 1)
    return [text.slice(0, equals), text.slice(equals + 1)];
  const wrong = cliDiagnostic(
    'CLI0202',
    `--map ${text} is not of the form interface=module`,
    "write for example --map 'wasi:cli/*=./cli.js#*'",
  );
  throw new Failure([wrong], 2);
}

/** The name of the component's file, or of the world. */
function moduleName(path: string, wit: LoadedWit, world: WorldId): string {
  const name = wit.resolve.worlds[world]?.name ?? 'world';
  if (wit.component === undefined || path === '-') return name;
  return basename(path, extname(path));
}

async function loadValidWit(path: string, options: BindgenOptions, io: Io): Promise<LoadedWit> {
  const wit = await loadWit(path, options, io);
  if (hasErrors(wit.diagnostics)) throw new Failure(wit.diagnostics, 1, wit.sources);
  reportDiagnostics(wit.diagnostics, wit.sources, io, { json: false });
  return wit;
}

/** Writes what changed, or with `--check` lists it. @returns the exit code */
async function bringUpToDate(
  kind: 'guest' | 'host',
  path: string,
  wit: LoadedWit,
  generated: readonly GeneratedFile[],
  options: BindgenOptions,
  io: Io,
): Promise<number> {
  const folder = options.output;
  const files = options.prettier ? await formatForProject(folder, generated) : generated;
  const input = path === '-' ? path : relative(resolvePath(folder), resolvePath(path));
  const plan = updateFolder(folder, files, {
    job: jobName([kind, input, options.world ?? '']),
    // The same input with a world that it does not have any more.
    isOver: (job) => {
      const [otherKind, otherInput, world = ''] = jobParts(job);
      if (otherKind !== kind || otherInput !== input || world === '') return false;
      return selectWorld(wit.resolve, wit.package ?? [], world).world === undefined;
    },
    check: options.check === true,
    force: options.force === true,
  });
  if (options.json === true) io.out(`${JSON.stringify(plan, null, 2)}\n`);
  if (options.check === true) return reportStale(folder, plan, options, io);
  if (options.json !== true) io.out(`${summary(folder, plan)}\n`);
  return 0;
}

function reportStale(folder: string, plan: UpdatePlan, options: BindgenOptions, io: Io): number {
  const count = plan.written.length + plan.removed.length;
  if (count === 0) return 0;
  if (options.json !== true) {
    for (const path of plan.written) io.out(`${folder}/${path}: missing or changed\n`);
    for (const path of plan.removed) io.out(`${folder}/${path}: no longer generated\n`);
  }
  const files = count === 1 ? '1 file is' : `${count} files are`;
  const stale = cliDiagnostic(
    'CLI0103',
    `${files} not up to date in ${folder}`,
    'run the same command without --check',
  );
  reportDiagnostics([stale], new SourceSet(), io, { json: false });
  return 1;
}

/** `src/bindings: 3 files written, 10 unchanged, 1 removed`. */
function summary(folder: string, { written, unchanged, removed }: UpdatePlan): string {
  const parts = [`${written.length} file${written.length === 1 ? '' : 's'} written`];
  if (unchanged.length > 0) parts.push(`${unchanged.length} unchanged`);
  if (removed.length > 0) parts.push(`${removed.length} removed`);
  return `${folder}: ${parts.join(', ')}`;
}
