/** Calls of lifted core functions: what they enter, what they are given, where their result is. */
import { flatten, flattenAll, layoutOfAll, MAX_FLAT_PARAMS } from '@wit-ts/canonical-abi/layout';
import type { AbiType, FlatType } from '@wit-ts/canonical-abi/layout';
import type { FuncShape, Lift } from '../plan/model.js';
import { assignment, call } from './code.js';
import type { Code } from './code.js';
import type { Parts } from './parts.js';
import { memoryAt } from './place.js';
import type { Side, Source } from './place.js';
import { hasBorrows } from './type-facts.js';

/** Calls the core function of a lift; gives the name of its result. */
export function callCore(
  parts: Parts,
  code: Code,
  lift: Lift,
  args: readonly string[],
  entered: readonly string[],
  type: FuncShape,
): string | undefined {
  const env = parts.env;
  const signature = liftedSignature(lift, type);
  const name = parts.items.func(lift.core, signature);
  const all = [...args];
  const last = all.pop();
  if (last === undefined) {
    for (const instance of entered) code.line(`${env.runtime('enter')}(${instance});`);
  } else {
    const enter = env.runtime('enter');
    all.push(entered.reduce((inner, instance) => `${enter}(${instance}, ${inner})`, last));
  }
  if (signature.result === undefined) {
    code.line([call(name, all), ';']);
    return undefined;
  }
  const ret = code.names.claim('ret');
  code.line(assignment(['const ', ret], call(name, all)));
  return ret;
}

/** Calls `post-return`, where the lift has one, with the core result. */
export function postReturn(parts: Parts, code: Code, lift: Lift, ret: string | undefined): void {
  if (lift.postReturn === undefined) return;
  const env = parts.env;
  const flat = liftedSignature(lift, lift.type).result;
  const name = parts.items.func(lift.postReturn, {
    params: flat === undefined ? [] : [flat],
    result: undefined,
  });
  const args = [parts.contexts.instance(lift.instance), name, ...(ret === undefined ? [] : [ret])];
  code.line([call(env.runtime('postReturn'), args), ';']);
}

/** Where the result of a lifted core function is: the core value itself, or memory it points to. */
export function resultSource(code: Code, side: Side, result: AbiType, ret: string): Source {
  const [only, ...more] = flatten(result);
  if (only !== undefined && more.length === 0)
    return { kind: 'flat', values: [{ expression: ret, type: only }] };
  if (only === undefined) return { kind: 'flat', values: [] };
  const { size, alignment } = layoutOfAll([result]);
  return memoryAt(code.constant('at', `${side.memory}.at(${ret}, ${alignment}, ${size})`));
}

/**
 * Notes which handles are lent already, where arguments lend some that are not parameters of their own: inside of others, or in
 * memory, since there are too many parameters; gives the name of that number.
 */
export function beginLoans(
  code: Code,
  type: FuncShape,
  side: Side,
  async: boolean,
): string | undefined {
  const inMemory = async || isSpilled(type);
  const lends = type.params.some(
    (param) => hasBorrows(param.type) && (inMemory || param.type.kind !== 'borrow'),
  );
  return lends ? code.constant('loans', `${side.instance}.loans`) : undefined;
}

/** Opens the scope of handles for borrows, where arguments make some; gives its name. */
export function beginBorrows(
  parts: Parts,
  code: Code,
  type: FuncShape,
  side: Side,
): string | undefined {
  const lent = type.params.some((param) => needsScope(parts, param.type, side));
  return lent ? code.constant('borrows', `${side.instance}.beginBorrows()`) : undefined;
}

/** Whether handles for borrows are made in the instance: not for resources that it implements itself. */
export function needsScope(parts: Parts, type: AbiType, side: Side): boolean {
  if (type.kind === 'borrow') {
    const resource = parts.env.plan.resources[type.resource];
    return resource?.kind !== 'guest' || resource.instance !== side.instanceIndex;
  }
  return hasBorrows(type);
}

/** Expressions of the instances that a call from `caller` (the host, where there is none) enters. */
export function entering(parts: Parts, instance: number, caller: number | undefined): string[] {
  const within = new Set<number>();
  const { instances } = parts.env.plan;
  for (let item = caller; item !== undefined; item = instances[item]?.parent) within.add(item);
  const entered: string[] = [];
  for (
    let item: number | undefined = instance;
    item !== undefined && !within.has(item);
    item = instances[item]?.parent
  )
    entered.push(parts.contexts.instance(item));
  return entered;
}

/** Whether the arguments go through memory. */
export function isSpilled(type: FuncShape): boolean {
  return (
    flattenAll(
      type.params.map((param) => param.type),
      MAX_FLAT_PARAMS,
    ) === undefined
  );
}

/** The core function that is lifted. */
export function liftedSignature(
  lift: Lift,
  type: FuncShape,
): { params: readonly FlatType[]; result: FlatType | undefined } {
  const params = flattenAll(
    type.params.map((param) => param.type),
    MAX_FLAT_PARAMS,
  ) ?? ['i32' as const];
  if (lift.async) return { params, result: lift.callback === undefined ? undefined : 'i32' };
  const flat = type.result === undefined ? [] : flatten(type.result);
  return { params, result: flat.length > 1 ? 'i32' : flat[0] };
}
