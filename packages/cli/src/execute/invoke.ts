/** A call that is written as text: its function, its arguments, its result. */
import { ComponentError } from '@wit-ts/canonical-abi';
import { callArguments, parseCall, printWave } from '@wit-ts/wave';
import { type Resolve, SourceSet, type Type, type World } from '@wit-ts/wit-parser';
import { Failure } from '../errors/failure.js';
import { chooseFunction, type ExportedFunction } from './choose-function.js';
import { guarded } from './guarded.js';
import type { Component, Exports } from './instantiate.js';
import { valueToJson } from './json.js';
import type { Exit } from './wasi.js';

/** What spans of a call's diagnostics name. */
const CALL = '--invoke';

/** A call that fits a function of the component. */
export interface Invocation {
  readonly target: ExportedFunction;
  readonly values: unknown[];
}

/** @throws Failure where the text is no call, or fits no function */
export function readInvocation(component: Component, world: World, text: string): Invocation {
  const { resolve, name } = component;
  const sources = new SourceSet();
  const file = sources.add(CALL, text);
  const call = parseCall(text, { file });
  if (!call.ok) throw new Failure(call.diagnostics, 1, sources);
  const target = chooseFunction(call.value, name, resolve, world);
  const values = callArguments(call.value, target.function, resolve, { file });
  if (!values.ok) throw new Failure(values.diagnostics, 1, sources);
  return { target, values: values.value };
}

/** Calls the function. @returns its result as text, WAVE or JSON, or how the component exited meanwhile */
export function perform(
  { target, values }: Invocation,
  exports: Exports,
  component: Component,
  json: boolean,
): string | Exit {
  const { resolve } = component;
  const called = functionOf(exports, target);
  const outcome = guarded(() => callWithResult(called, values, target, resolve), component);
  if (!('value' in outcome)) return outcome;
  if (json) return valueToJson(outcome.value);
  const type = target.function.result;
  return type === undefined ? '()' : printWave(outcome.value, type, resolve);
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

function kindOf(resolve: Resolve, type: Type): string | undefined {
  let current: Type = type;
  for (;;) {
    const kind = typeof current === 'number' ? resolve.types[current]?.kind : undefined;
    if (kind?.kind !== 'alias') return kind?.kind;
    current = kind.type;
  }
}

function functionOf(exports: Exports, target: ExportedFunction): (...values: unknown[]) => unknown {
  const owner = target.interface === undefined ? exports : exports[target.interface];
  return member(owner, target.member);
}

/** A function among the members of an object. */
export function member(object: unknown, name: string): (...values: unknown[]) => unknown {
  const found =
    typeof object === 'object' && object !== null && Object.hasOwn(object, name)
      ? (object as Readonly<Record<string, unknown>>)[name]
      : undefined;
  if (typeof found !== 'function') throw new Error(`the bindings lack the function ${name}`);
  return found as (...values: unknown[]) => unknown;
}
