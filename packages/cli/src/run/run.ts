/** `wit-ts run`: a command component, or one function of a component. */
import { basename } from 'node:path';
import { ComponentError } from '@wit-ts/canonical-abi';
import { callArguments, memberName, parseCall, printWave } from '@wit-ts/wave';
import {
  interfaceOfKey,
  qualifiedName,
  type Resolve,
  SourceSet,
  type World,
} from '@wit-ts/wit-parser';
import type { RunOptions } from '../commands/run.js';
import { cliDiagnostic, Failure, failure } from '../errors/failure.js';
import { chooseFunction, type ExportedFunction } from '../execute/choose-function.js';
import { type Grants, grantsOf } from '../execute/grants.js';
import {
  allowExtendedConstants,
  type Component,
  type Exports,
  prepare,
} from '../execute/instantiate.js';
import { valueToJson } from '../execute/json.js';
import { createWasi, Exit } from '../execute/wasi.js';
import { loadWit } from '../input/load-wit.js';
import type { Io } from '../io/io.js';

/** What spans of a call's diagnostics name. */
const CALL = '--invoke';

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
  { call: text, grants, options }: { call: string; grants: Grants; options: RunOptions },
  io: Io,
): Promise<number> {
  const { resolve } = component;
  const sources = new SourceSet();
  const file = sources.add(CALL, text);
  const call = parseCall(text, { file });
  if (!call.ok) throw new Failure(call.diagnostics, 1, sources);
  const target = chooseFunction(call.value, component.name, resolve, world);
  const values = callArguments(call.value, target.function, resolve, { file });
  if (!values.ok) throw new Failure(values.diagnostics, 1, sources);
  const exports = await start(component, world, { args: [component.name], grants }, io);
  if (typeof exports === 'number') return exports;
  const called = functionOf(exports, target);
  const outcome = guarded(() => callWithResult(called, values.value, target, resolve), component);
  if (outcome instanceof Exit) return outcome.code;
  const type = target.function.result;
  if (options.json === true) io.out(`${valueToJson(outcome.value)}\n`);
  else io.out(`${type === undefined ? '()' : printWave(outcome.value, type, resolve)}\n`);
  return 0;
}

/** A function that returns a `result` throws its `err`: put together again here. */
function callWithResult(
  called: (...values: unknown[]) => unknown,
  values: unknown[],
  { function: { result } }: ExportedFunction,
  resolve: Resolve,
): { value: unknown } {
  const isResult = result !== undefined && kindOf(resolve, result) === 'result';
  if (!isResult) return { value: called(...values) };
  try {
    return { value: { tag: 'ok', val: called(...values) } };
  } catch (error) {
    if (!(error instanceof ComponentError)) throw error;
    return { value: { tag: 'err', val: error.payload } };
  }
}

function kindOf(resolve: Resolve, type: number | string): string | undefined {
  let current = type;
  for (;;) {
    const kind = typeof current === 'number' ? resolve.types[current]?.kind : undefined;
    if (kind?.kind !== 'alias') return kind?.kind;
    current = kind.type;
  }
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
  if (typeof exports === 'number') return exports;
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

/** Instantiates the component. @returns its exports, or the code that it exited with meanwhile */
async function start(
  component: Component,
  world: World,
  { args, grants }: { args: readonly string[]; grants: Grants },
  io: Io,
): Promise<Exports | number> {
  const needed = neededInterfaces(component.resolve, world, component.name);
  const instantiate = await prepare(component);
  const wasi = needed.length === 0 ? undefined : await createWasi(grants, args, io);
  const imports = Object.create(null) as Record<string, unknown>;
  for (const name of needed) {
    const found = wasi?.interfaces.get(name);
    if (found === undefined) throw notSupplied(component.name, [name]);
    imports[name] = found;
  }
  const outcome = guarded(() => ({ value: instantiate(imports) }), component);
  return outcome instanceof Exit ? outcome.code : outcome.value;
}

/** The interfaces of WASI that have to be supplied, without their versions. */
function neededInterfaces(resolve: Resolve, world: World, name: string): string[] {
  const needed = new Set<string>();
  const others: string[] = [];
  for (const [key, item] of world.imports) {
    if (item.kind === 'type') continue;
    if (item.kind === 'function') {
      others.push(key);
      continue;
    }
    const found = resolve.interfaces[item.id];
    if (found === undefined || !asksForSomething(resolve, found)) continue;
    const owner = resolve.packages[found.package]?.name;
    const short = interfaceOfKey(key) === undefined ? null : found.name;
    if (owner === undefined || short === null) others.push(key);
    else if (owner.namespace !== 'wasi') others.push(qualifiedName(owner, short));
    else needed.add(`wasi:${owner.name}/${short}`);
  }
  if (others.length > 0) throw notSupplied(name, others);
  return [...needed];
}

/** An interface of value types alone asks nothing of the host. */
function asksForSomething(resolve: Resolve, item: Resolve['interfaces'][number]): boolean {
  if (item.functions.size > 0) return true;
  return [...item.types.values()].some((id) => resolve.types[id]?.kind.kind === 'resource');
}

function notSupplied(name: string, interfaces: readonly string[]): Failure {
  const shown = interfaces.slice(0, 8).join(', ');
  const rest = interfaces.length > 8 ? ` and ${interfaces.length - 8} more` : '';
  return failure(
    'CLI0406',
    `${name} imports ${shown}${rest}, which wit-ts run does not supply`,
    'it supplies wasi:cli, clocks, filesystem, http, io, random and sockets of WASI 0.2; link the rest with wit-ts compose, or call the component from a program',
  );
}

/** Runs code of the component. A trap, or whatever else comes out of it, is an error with a plain message. */
function guarded<T extends object>(action: () => T, component: Component): T | Exit {
  try {
    return action();
  } catch (error) {
    if (error instanceof Exit) return error;
    const what = error instanceof WebAssembly.RuntimeError ? 'trapped' : 'failed';
    throw failure('CLI0407', `${component.name} ${what}: ${textOf(error)}`);
  }
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof RangeError && /call stack/i.test(error.message)
    ? 'call stack exhausted'
    : error.message;
}

function functionOf(exports: Exports, target: ExportedFunction): (...values: unknown[]) => unknown {
  const { name } = target.function;
  const own = memberName(name);
  if (target.interface === undefined) return member(exports, own === 'then' ? '_then' : own);
  return member(exports[target.interface], own);
}

function member(object: unknown, name: string): (...values: unknown[]) => unknown {
  const found =
    typeof object === 'object' && object !== null && Object.hasOwn(object, name)
      ? (object as Readonly<Record<string, unknown>>)[name]
      : undefined;
  if (typeof found !== 'function') throw new Error(`the bindings lack the function ${name}`);
  return found as (...values: unknown[]) => unknown;
}
