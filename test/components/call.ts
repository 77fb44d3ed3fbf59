/** Calls components by the conventions that jco and the host bindings share. */
import { dealias, type Resolve, type WitFunction } from '@wit-ts/wit-parser';
import { exportedFunction, modelOf, type Call } from './fixtures.js';
import { camel, capital, toHost, toJson, type Handles, type Json } from './values.js';

/** The exports of an instance, by the names of WIT and by short names. */
export type Exports = Record<string, unknown>;

/** What the JavaScript of a component exports. */
export type Instantiate = (load: (file: string) => WebAssembly.Module, imports: object) => Exports;

/** Makes calls one after another and gives the answers as JSON. */
export function callAll(bytes: Uint8Array, name: string, exports: Exports, calls: Call[]): Json[] {
  return [...answersTo(bytes, name, exports, calls)];
}

/** Makes calls one after another, each when its answer is asked for. */
export function* answersTo(
  bytes: Uint8Array,
  name: string,
  exports: Exports,
  calls: readonly Pick<Call, 'instance' | 'function' | 'args'>[],
): Generator<Json> {
  const model = modelOf(bytes, name);
  const handles: Handles = new Map();
  for (const [number, call] of calls.entries()) {
    const declared = exportedFunction(model, call);
    const scope = (call.instance === null ? exports : exports[call.instance]) as Exports;
    const args = declared.params.map(({ type }, index) =>
      toHost(model.resolve, type, call.args[index] ?? null, handles),
    );
    yield answer(
      model.resolve,
      declared,
      () => invoke(scope, declared, args),
      (handle) => {
        handles.set(number, handle);
        return { handle: number };
      },
    );
  }
}

/** Calls by the conventions of jco: classes for resources, `self` as `this`. */
export function invoke(scope: Exports, declared: WitFunction, args: unknown[]): unknown {
  const [owner = '', method = ''] = declared.name.replace(/^\[\w+\]/, '').split('.');
  const className = owner.split('-').map(capital).join('');
  switch (declared.kind.kind) {
    case 'freestanding':
      return (scope[camel(declared.name)] as (...args: unknown[]) => unknown)(...args);
    case 'constructor':
      return Reflect.construct(scope[className] as new () => unknown, args);
    case 'static':
      return method_(scope[className], method)(...args);
    case 'method':
      return method_(args[0], method)(...args.slice(1));
  }
}

function method_(target: unknown, name: string): (...args: unknown[]) => unknown {
  const found = (target as Exports)[camel(name)];
  if (typeof found !== 'function') throw new Error(`there is no method ${name}`);
  return (...args) => Reflect.apply(found, target, args) as unknown;
}

/** A result of a function is given back or thrown. */
function answer(
  resolve: Resolve,
  { result, kind }: WitFunction,
  run: () => unknown,
  keep: (handle: unknown) => Json,
): Json {
  if (kind.kind === 'constructor') return keep(run());
  if (result === undefined) {
    run();
    return null;
  }
  const type = dealias(resolve, result);
  const definition = typeof type === 'number' ? resolve.types[type]?.kind : undefined;
  if (definition?.kind === 'handle') return keep(run());
  if (definition?.kind !== 'result') return toJson(resolve, result, run());
  let tag = 'ok';
  let value: unknown;
  try {
    value = run();
  } catch (error) {
    tag = 'err';
    // A trap is an Error without a payload; the err of a result is wrapped in one with, or bare.
    if (error instanceof Error && !('payload' in error)) throw error;
    value = error instanceof Error ? Reflect.get(error, 'payload') : error;
  }
  return toJson(resolve, result, { tag, val: value });
}
