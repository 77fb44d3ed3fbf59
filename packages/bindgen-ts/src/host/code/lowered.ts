/** Lowered functions, which components call: their core parameters, and where their arguments and result are. */
import {
  fieldOffsets,
  flatten,
  flattenAll,
  layoutOfAll,
  MAX_FLAT_ASYNC_PARAMS,
  MAX_FLAT_PARAMS,
} from '@wit-ts/canonical-abi/layout';
import type { AbiType, FlatType } from '@wit-ts/canonical-abi/layout';
import { memberName, parameterName } from '../../naming/index.js';
import type { Doc } from '../../output/doc.js';
import type { FuncShape } from '../plan/model.js';
import type { Code } from './code.js';
import { coreTsType } from './env.js';
import type { Parameter } from './env.js';
import { memoryAt } from './place.js';
import type { FlatValue, Side, Source, Target } from './place.js';
import { hasAsyncParts } from './type-facts.js';

/** `RETURNED`, the state of a subtask that is over when the call of an `async` lower returns. */
export const RETURNED = 2;

/** Parameters of a lowered core function, and where its arguments and the place for its result are. */
export function loweredFunction(
  code: Code,
  side: Side,
  type: FuncShape,
  isAsync: boolean,
): {
  parameters: Parameter[];
  sources: (inner: Code) => Source[];
  /** The pointer to the place for the result, if it goes to memory. */
  out: string | undefined;
  result: FlatType | undefined;
} {
  const types = type.params.map((param) => param.type);
  const limit = isAsync ? MAX_FLAT_ASYNC_PARAMS : MAX_FLAT_PARAMS;
  const flat = flattenAll(types, limit);
  const values: FlatValue[] =
    flat === undefined
      ? [{ expression: code.names.claim('params'), type: 'i32' }]
      : type.params.flatMap((param) => namedValues(code, param));
  const flatResult = type.result === undefined ? [] : flatten(type.result);
  const inMemory = isAsync ? flatResult.length > 0 : flatResult.length > 1;
  const out = inMemory ? code.names.claim('out') : undefined;
  const parameters = values.map((value) => ({
    name: value.expression,
    type: coreTsType(value.type) as Doc,
  }));
  if (out !== undefined) parameters.push({ name: out, type: 'number' });
  const sources = (inner: Code): Source[] => {
    if (flat === undefined) {
      const { size, alignment } = layoutOfAll(types);
      const pointer = values[0]?.expression ?? '0';
      const at = inner.constant('at', `${side.memory}.at(${pointer}, ${alignment}, ${size})`);
      return fieldOffsets(types).map((offset) => memoryAt(at, offset));
    }
    let start = 0;
    return types.map((item) => {
      const count = flatten(item).length;
      const part: Source = { kind: 'flat', values: values.slice(start, start + count) };
      start += count;
      return part;
    });
  };
  const result = isAsync ? 'i32' : inMemory ? undefined : flatResult[0];
  return { parameters, sources, out, result };
}

function namedValues(code: Code, param: { name: string; type: AbiType }): FlatValue[] {
  const flat = flatten(param.type);
  const base = parameterName(param.name);
  const pair = param.type.kind === 'string' || param.type.kind === 'list';
  return flat.map((type, index) => {
    const suffix = pair ? ['Ptr', 'Length'][index] : String(index);
    const goal = flat.length === 1 ? base : `${memberName(param.name)}${suffix}`;
    return { expression: code.names.claim(goal), type };
  });
}

/** Names for core parameters that stand for nothing by themselves. */
export function flatParameters(code: Code, types: readonly FlatType[]): FlatValue[] {
  return types.map((type, index) => ({ expression: code.names.claim(`a${index}`), type }));
}

/** Where a result goes: to core values, or to memory that `out` points to. */
export function resultTarget(
  code: Code,
  side: Side,
  type: AbiType,
  out: string | undefined,
): Target {
  if (out === undefined) return { kind: 'flat', types: flatten(type) };
  const { size, alignment } = layoutOfAll([type]);
  return memoryAt(code.constant('at', `${side.memory}.at(${out}, ${alignment}, ${size})`));
}

/** Whether a function passes what needs the asynchronous ABI. */
export function needsAsync(type: FuncShape): boolean {
  return (
    type.params.some((param) => hasAsyncParts(param.type)) ||
    (type.result !== undefined && hasAsyncParts(type.result))
  );
}
