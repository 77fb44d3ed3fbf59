/** `wit-ts run`: a command component, or one function of a component. */
import { basename } from 'node:path';
import { ComponentError } from '@wit-ts/canonical-abi';
import { interfaceOfKey, qualifiedName, type Resolve, type World } from '@wit-ts/wit-parser';
import type { RunOptions } from '../commands/run.js';
import { cliDiagnostic, Failure, failure } from '../errors/failure.js';
import { allowExtendedConstants } from '../engine/flags.js';
import { type Grants, grantsOf } from '../execute/grants.js';
import { guarded } from '../execute/guarded.js';
import { type Context, importsFor } from '../execute/imports.js';
import { type Component, type Exports, prepare } from '../execute/instantiate.js';
import { member, perform, readInvocation } from '../execute/invoke.js';
import { Exit } from '../execute/wasi.js';
import { loadWit } from '../input/load-wit.js';
import type { Io } from '../io/io.js';

/** @returns the exit code: that of the component where it is a command */
export async function run(
  path: string,
  args: readonly string[],
  options: RunOptions,
  io: Io,
): Promise<number> {
  allowExtendedConstants();
  const grants = grantsOf(options, process.env, io);
  if (options.invoke !== undefined && args.length > 0) {
    throw new Failure(
      [cliDiagnostic('CLI0202', 'arguments do not go with --invoke', 'put them into the call')],
      2,
    );
  }
  const component = await loadComponent(path, io);
  const world = worldOf(component);
  if (options.invoke !== undefined) {
    return invoke(component, world, { call: options.invoke, grants, options }, io);
  }
  return runCommand(component, world, { args, grants }, io);
}

async function loadComponent(path: string, io: Io): Promise<Component> {
  const wit = await loadWit(path, {}, io);
  const name = path === '-' ? '<stdin>' : basename(path);
  if (wit.component === undefined || wit.world === undefined) {
    throw failure('CLI0005', `${path} is not a component`, 'give a component (.wasm)');
  }
  return { bytes: wit.component, resolve: wit.resolve, world: wit.world, name };
}

function worldOf(component: Component): World {
  const world = component.resolve.worlds[component.world];
  if (world === undefined) throw new Error(`there is no world ${component.world}`);
  return world;
}

async function invoke(
  component: Component,
  world: World,
  { call, grants, options }: { call: string; grants: Grants; options: RunOptions },
  io: Io,
): Promise<number> {
  const invocation = readInvocation(component, world, call);
  const exports = await start(component, world, { args: [component.name], grants }, io);
  if (exports instanceof Exit) return exports.code;
  const result = perform(invocation, exports, component, options.json === true);
  if (typeof result !== 'string') return result.code;
  io.out(`${result}\n`);
  return 0;
}

async function runCommand(
  component: Component,
  world: World,
  { args, grants }: { args: readonly string[]; grants: Grants },
  io: Io,
): Promise<number> {
  const key = commandInterface(component.resolve, world);
  if (key === undefined) {
    throw failure(
      'CLI0408',
      `${component.name} is not a command: it does not export wasi:cli/run`,
      'call one of its functions with --invoke; wit-ts wit shows them',
    );
  }
  const exports = await start(component, world, { args: [component.name, ...args], grants }, io);
  if (exports instanceof Exit) return exports.code;
  const called = member(exports[key], 'run');
  const outcome = guarded(() => {
    try {
      called();
      return { value: 0 };
    } catch (error) {
      if (error instanceof ComponentError) return { value: 1 };
      throw error;
    }
  }, component);
  return outcome instanceof Exit ? outcome.code : outcome.value;
}

/** `wasi:cli/run` in one of its versions. */
function commandInterface(resolve: Resolve, world: World): string | undefined {
  for (const [key, item] of world.exports) {
    if (item.kind !== 'interface' || interfaceOfKey(key) === undefined) continue;
    const name = resolve.interfaces[item.id]?.name;
    const owner = resolve.packages[resolve.interfaces[item.id]?.package ?? -1]?.name;
    if (owner?.namespace === 'wasi' && owner.name === 'cli' && name === 'run') {
      return qualifiedName(owner, name);
    }
  }
  return undefined;
}

/** Instantiates the component. @returns its exports, or how it exited meanwhile */
async function start(
  component: Component,
  world: World,
  context: Context,
  io: Io,
): Promise<Exports | Exit> {
  const imports = await importsFor(component, world, context, io);
  const instantiate = await prepare(component);
  const outcome = guarded(() => ({ value: instantiate(imports) }), component);
  return outcome instanceof Exit ? outcome : outcome.value;
}
