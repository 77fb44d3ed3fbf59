import { fieldOffsets, flatten, layoutOfAll } from '@wit-ts/canonical-abi/layout';
import type { AbiType } from '@wit-ts/canonical-abi/layout';
import { memberName } from '../../naming/index.js';
import type { Doc } from '../../output/doc.js';
import type { FuncShape, Lift } from '../plan/model.js';
import { call, Code } from './code.js';
import {
  beginBorrows,
  callCore,
  entering,
  isSpilled,
  needsScope,
  postReturn,
  resultSource,
} from './core-calls.js';
import { functionHead } from './env.js';
import type { Parameter } from './env.js';
import { Lifter } from './lift.js';
import { Lowerer } from './lower.js';
import type { Parts } from './parts.js';
import { memoryAt, rawScalar, variantSource } from './place.js';
import type { Side, Source, Target } from './place.js';
import { hasEffects } from './type-facts.js';
import { valueConstant } from './value-constant.js';

/** A function of the host side as it is to be declared. */
export interface HostFunction {
  /** `function name`, or the head of a method. */
  readonly head: Doc;
  /** Names of the parameters, without `self`. */
  readonly parameters: readonly Parameter[];
  /** The TypeScript type of the result; `undefined` for a constructor, which declares none. */
  readonly result: Doc | undefined;
  /** Expression of `self`; the function is a method. */
  readonly self: string | undefined;
}

/** A function that the host calls: lowers its arguments, calls the core function, lifts its result. */
export function exportedFunction(
  parts: Parts,
  lift: Lift,
  declare: (code: Code) => HostFunction,
): Doc {
  const env = parts.env;
  const code = new Code(env.names.locals());
  const { head, parameters, result, self } = declare(code);
  const side = parts.contexts.side(lift.context);
  const { type } = lift;
  const entered = entering(parts, lift.instance, undefined);
  const values = type.params.map((_, index) => {
    if (self !== undefined && index === 0) return self;
    return parameters[self === undefined ? index : index - 1]?.name ?? 'undefined';
  });
  const effects = type.params.some(
    (param) =>
      hasEffects(param.type) &&
      // A borrow is just the representation where the instance implements the resource.
      (param.type.kind !== 'borrow' || needsScope(parts, param.type, side)),
  );
  if (effects || isSpilled(type))
    for (const name of entered) code.line(`${env.runtime('checkEnter')}(${name});`);
  const borrows = beginBorrows(parts, code, type, side);
  const args = lowerParams(parts, code, side, type, values, self !== undefined);
  const ret = callCore(parts, code, lift, args, entered, type);
  exportedResult(parts, code, lift, side, ret, entered, borrows, result === undefined);
  return [functionHead(env, head, parameters, result), ' ', code.braces()];
}

function lowerParams(
  parts: Parts,
  code: Code,
  side: Side,
  type: FuncShape,
  values: readonly string[],
  hasSelf: boolean,
): string[] {
  const types = type.params.map((param) => param.type);
  const lowerer = new Lowerer(parts.env, parts.helpers);
  if (!isSpilled(type)) {
    return types.flatMap((item, index) => {
      const target: Target = { kind: 'flat', types: flatten(item) };
      const hint = hasSelf && index === 0 ? 'self' : memberName(type.params[index]?.name ?? '');
      return lowerer.lower(code, side, item, values[index] ?? 'undefined', target, hint);
    });
  }
  const { size, alignment } = layoutOfAll(types);
  const at = code.constant('params', `${side.memory}.allocate(${alignment}, ${size})`);
  fieldOffsets(types).forEach((offset, index) => {
    const item = types[index];
    if (item === undefined) return;
    lowerer.lower(
      code,
      side,
      item,
      values[index] ?? 'undefined',
      memoryAt(at, offset),
      memberName(type.params[index]?.name ?? ''),
    );
  });
  return [at];
}

/** What follows the call of an exported function: lift, `post-return`, leave, return. */
function exportedResult(
  parts: Parts,
  code: Code,
  lift: Lift,
  side: Side,
  ret: string | undefined,
  entered: readonly string[],
  borrows: string | undefined,
  isConstructor: boolean,
): void {
  const env = parts.env;
  const finish = (inner: Code): void => {
    if (borrows !== undefined) inner.line(`${borrows}.end();`);
    if (lift.postReturn !== undefined) postReturn(parts, inner, lift, ret);
    for (const instance of entered) inner.line(`${env.runtime('leave')}(${instance});`);
  };
  const { result } = lift.type;
  if (result === undefined) {
    finish(code);
    return;
  }
  const source = resultSource(code, side, result, ret ?? '0');
  if (result.kind !== 'result') {
    give(parts, code, side, result, source, finish, isConstructor);
    return;
  }
  const { discriminant, payload } = variantSource(env, side, result, source);
  const failed = code.constant('failed', `${env.runtime('checkDiscriminant')}(${discriminant}, 2)`);
  code.block(`if (${failed} === 1)`, (inner) => {
    let value: Doc = 'undefined';
    if (result.err !== null)
      value = valueConstant(
        env,
        inner,
        'error',
        new Lifter(env, parts.helpers).lift(inner, side, result.err, payload(result.err), 'error'),
      );
    finish(inner);
    inner.line(['throw new ', call(env.runtime('ComponentError'), [value]), ';']);
  });
  if (result.ok === null) finish(code);
  else give(parts, code, side, result.ok, payload(result.ok), finish, isConstructor);
}

/** Lifts a value, ends the call and returns the value; a constructor owns it instead. */
function give(
  parts: Parts,
  code: Code,
  side: Side,
  type: AbiType,
  source: Source,
  finish: (code: Code) => void,
  isConstructor: boolean,
): void {
  const env = parts.env;
  if (isConstructor && type.kind === 'own') {
    const names = env.resources.seen(type.resource);
    const raw = rawScalar(env, side, type, source);
    const rep = code.constant('rep', `${side.instance}.handles.takeOwn(${raw}, ${names.type})`);
    finish(code);
    code.line(`${names.finalizer}.own(this, ${rep});`);
    return;
  }
  // A small option is taken apart here, others by a function that all share.
  const direct = type.kind === 'option' && !['record', 'variant'].includes(type.type.kind);
  const value = new Lifter(env, parts.helpers).lift(code, side, type, source, 'value', direct);
  const simple = typeof value === 'string' && /^[\w$]+( >>> 0| & \d+| !== 0)?$/.test(value);
  const name = simple ? value : valueConstant(env, code, 'result', value, type);
  finish(code);
  code.line(['return ', name, ';']);
}
