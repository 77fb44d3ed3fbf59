import {
  fieldOffsets,
  flatten,
  flattenAll,
  layoutOfAll,
  MAX_FLAT_PARAMS,
} from '@wit-ts/canonical-abi/layout';
import { memberName } from '../../naming/index.js';
import type { Doc } from '../../output/doc.js';
import type { FuncShape, Lift, Trampoline } from '../plan/model.js';
import { assignment, Code } from './code.js';
import { Copier } from './copy.js';
import {
  beginBorrows,
  beginLoans,
  callCore,
  entering,
  isSpilled,
  postReturn,
  resultSource,
} from './core-calls.js';
import { coreTsType, functionHead } from './env.js';
import { flatParameters, loweredFunction, needsAsync, resultTarget, RETURNED } from './lowered.js';
import type { Parts } from './parts.js';
import { memoryAt } from './place.js';
import type { Side, Source, Target } from './place.js';

/** A call from one component to another. */
export function fusedFunction(
  parts: Parts,
  name: string,
  trampoline: Extract<Trampoline, { kind: 'lower' }>,
  lift: Lift,
): Doc {
  const env = parts.env;
  const { type } = lift;
  const code = new Code(env.names.locals());
  const caller = parts.contexts.side(trampoline.context);
  const callee = parts.contexts.side(lift.context);
  const { parameters, sources, out, result } = loweredFunction(
    code,
    caller,
    type,
    trampoline.async,
  );
  const head = functionHead(
    env,
    `function ${name}`,
    parameters,
    result === undefined ? 'void' : coreTsType(result),
  );
  if (needsAsync(type)) {
    code.line(`${env.runtime('asyncNotSupported')}(${caller.instance}, "streams and futures");`);
    return [head, ' ', code.braces()];
  }
  code.line(`${env.runtime('checkLeave')}(${caller.instance});`);
  const entered = entering(parts, lift.instance, trampoline.instance);
  for (const instance of entered) code.line(`${env.runtime('enter')}(${instance});`);
  const borrows = beginBorrows(parts, code, type, callee);
  const loans = beginLoans(code, type, caller, trampoline.async);
  const lent: string[] = [];
  const copier = new Copier(env, parts.helpers, (handle) => lent.push(handle));
  const args = copyParams(code, copier, caller, callee, type, sources(code));
  const end = (): void => {
    if (borrows !== undefined) code.line(`${borrows}.end();`);
    for (const handle of lent) code.line(`${caller.instance}.handles.unlend(${handle});`);
    if (loans !== undefined) code.line(`${caller.instance}.endLoans(${loans});`);
    for (const instance of entered) code.line(`${env.runtime('leave')}(${instance});`);
  };
  const returned = lift.async
    ? asyncCall(parts, code, trampoline, lift, caller, callee, args, out)
    : syncCall(parts, code, lift, caller, callee, args, out);
  end();
  if (trampoline.async) code.line(`return ${RETURNED};`);
  else if (returned !== undefined) code.line(`return ${returned};`);
  return [head, ' ', code.braces()];
}

function copyParams(
  code: Code,
  copier: Copier,
  caller: Side,
  callee: Side,
  type: FuncShape,
  sources: readonly Source[],
): string[] {
  const types = type.params.map((param) => param.type);
  const spilled = isSpilled(type);
  let at = '';
  if (spilled) {
    const { size, alignment } = layoutOfAll(types);
    at = code.constant('target', `${callee.memory}.allocate(${alignment}, ${size})`);
    code.line(`${caller.memory}.refresh();`);
  }
  const offsets = fieldOffsets(types);
  const values = types.flatMap((item, index) => {
    const source = sources[index];
    if (source === undefined) throw new Error('a parameter has no place');
    const target: Target = spilled
      ? memoryAt(at, offsets[index] ?? 0)
      : { kind: 'flat', types: flatten(item) };
    const hint = memberName(`to-${type.params[index]?.name ?? ''}`);
    return copier.copy(code, caller, callee, item, source, target, hint);
  });
  return spilled ? [at] : values;
}

function syncCall(
  parts: Parts,
  code: Code,
  lift: Lift,
  caller: Side,
  callee: Side,
  args: readonly string[],
  out: string | undefined,
): string | undefined {
  const env = parts.env;
  const ret = callCore(parts, code, lift, args, [], lift.type);
  const { result } = lift.type;
  let values: readonly string[] = [];
  if (result !== undefined) {
    const source = resultSource(code, callee, result, ret ?? '0');
    const target = resultTarget(code, caller, result, out);
    const copier = new Copier(env, parts.helpers);
    values = copier.copy(code, callee, caller, result, source, target, 'value');
  }
  if (lift.postReturn !== undefined) postReturn(parts, code, lift, ret);
  return values[0];
}

/** An `async` lift: its result comes by `task.return` before the core function returns. */
function asyncCall(
  parts: Parts,
  code: Code,
  trampoline: Extract<Trampoline, { kind: 'lower' }>,
  lift: Lift,
  caller: Side,
  callee: Side,
  args: readonly string[],
  out: string | undefined,
): string | undefined {
  const env = parts.env;
  const { result } = lift.type;
  const types = result === undefined ? [] : [result];
  const flat = flattenAll(types, MAX_FLAT_PARAMS);
  const kept = trampoline.async || result === undefined ? undefined : flatten(result)[0];
  let returned: string | undefined;
  if (kept !== undefined && out === undefined) {
    returned = code.names.claim('returned');
    code.line(`let ${returned} = ${kept === 'i64' ? '0n' : '0'};`);
  }
  const inner = new Code(code.names);
  const values = flatParameters(inner, flat ?? ['i32']);
  if (result !== undefined) {
    const source: Source =
      flat === undefined
        ? resultSource(inner, callee, result, values[0]?.expression ?? '0')
        : { kind: 'flat', values };
    const target = resultTarget(inner, caller, result, out);
    const copier = new Copier(env, parts.helpers);
    const copied = copier.copy(inner, callee, caller, result, source, target, 'value');
    if (returned !== undefined && copied[0] !== undefined)
      inner.line(assignment(returned, copied[0]));
  }
  const params = values.map((value) => ({
    name: value.expression,
    type: coreTsType(value.type),
  }));
  code.line([
    functionHead(env, `${callee.instance}.task = `, params, undefined),
    ' => ',
    inner.braces(),
    ';',
  ]);
  const ret = callCore(parts, code, lift, args, [], lift.type);
  code.line(`${env.runtime('endTask')}(${callee.instance}, ${ret ?? '0'});`);
  return returned;
}
