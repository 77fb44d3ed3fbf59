import type { AbiType } from '@wit-ts/canonical-abi/layout';
import { memberName, stringLiteral } from '../../naming/index.js';
import { hardline } from '../../output/doc.js';
import type { Doc } from '../../output/doc.js';
import type { Trampoline } from '../plan/model.js';
import { assignment, call, Code, objectLiteral } from './code.js';
import { beginLoans } from './core-calls.js';
import { annotation, cast, coreTsType, functionHead } from './env.js';
import { indented, Lifter } from './lift.js';
import { Lowerer } from './lower.js';
import { loweredFunction, needsAsync, resultTarget, RETURNED } from './lowered.js';
import type { Parts } from './parts.js';
import type { Side } from './place.js';
import { scalarOf } from './scalars.js';
import { isLiteral, valueConstant } from './value-constant.js';

/** A function that a component calls and the host supplies: lifts the arguments, calls it, lowers its result. */
export function importedFunction(
  parts: Parts,
  name: string,
  trampoline: Extract<Trampoline, { kind: 'lower' }>,
  index: number,
): Doc {
  const env = parts.env;
  const item = env.plan.imports[index];
  if (item === undefined) throw new Error(`no import ${index}`);
  const { type } = item;
  const code = new Code(env.names.locals());
  const side = parts.contexts.side(trampoline.context);
  const { parameters, sources, out, result } = loweredFunction(code, side, type, trampoline.async);
  const head = functionHead(
    env,
    `function ${name}`,
    parameters,
    result === undefined ? 'void' : coreTsType(result),
  );
  if (type.async || needsAsync(type)) {
    const label = item.from === undefined ? item.name : `${item.from}#${item.name}`;
    code.line(`${env.runtime('asyncNotSupported')}(${side.instance}, ${stringLiteral(label)});`);
    return [head, ' ', code.braces()];
  }
  code.line(`${env.runtime('checkLeave')}(${side.instance});`);
  const loans = beginLoans(code, type, side, trampoline.async);
  const lent: string[] = [];
  const lifter = new Lifter(env, parts.helpers, (handle) => lent.push(handle));
  const places = sources(code);
  const values = type.params.map((param, position): Doc => {
    const source = places[position];
    if (source === undefined) throw new Error('a parameter has no place');
    const value = lifter.lift(code, side, param.type, source, memberName(param.name));
    // Kept in a constant, since lifting a later one may write statements.
    const isSelf = position === 0 && item.name.startsWith('[method]');
    const last = position === type.params.length - 1 && !isSelf && !isLiteral(param.type);
    const inline = last || (typeof value === 'string' && !isSelf);
    return inline ? value : valueConstant(env, code, memberName(param.name), value, param.type);
  });
  const expression = parts.hostCalls.expression(index, values);
  const end = (inner: Code): void => {
    for (const handle of lent) inner.line(`${side.instance}.handles.unlend(${handle});`);
    if (loans !== undefined) inner.line(`${side.instance}.endLoans(${loans});`);
  };
  importResult(parts, code, trampoline, side, index, expression, out, end);
  return [head, ' ', code.braces()];
}

/** Calls the host and lowers what it returns, or throws. */
function importResult(
  parts: Parts,
  code: Code,
  trampoline: Extract<Trampoline, { kind: 'lower' }>,
  side: Side,
  index: number,
  expression: Doc,
  out: string | undefined,
  end: (code: Code) => void,
): void {
  const env = parts.env;
  const item = env.plan.imports[index];
  const type = item?.type.result;
  const done = (inner: Code, values: readonly string[]): void => {
    if (trampoline.async) inner.line(`return ${RETURNED};`);
    else if (values[0] !== undefined) inner.line(['return ', values[0], ';']);
  };
  if (type === undefined) {
    code.line([expression, ';']);
    end(code);
    done(code, []);
    return;
  }
  const value = code.names.claim('result');
  if (type.kind === 'result') catching(parts, code, value, type, expression);
  else code.line(assignment(['const ', value], expression));
  end(code);
  const write = (inner: Code): void => {
    const target = resultTarget(inner, side, type, out);
    const values = new Lowerer(env, parts.helpers).lower(inner, side, type, value, target, 'out');
    done(inner, values);
  };
  if (scalarOf(type)?.unfailing === true) {
    write(code);
    return;
  }
  const error = code.names.claim('error');
  const from = item?.from ?? 'world';
  code.block('try', write, [
    ` catch (${error}) {`,
    indented([
      'throw ',
      call(env.runtime('wrongResult'), [
        error,
        stringLiteral(from),
        stringLiteral(item?.name ?? ''),
      ]),
      ';',
    ]),
    hardline,
    '}',
  ]);
}

/** The result of a host function that returns `ok` and throws `err`. */
function catching(
  parts: Parts,
  code: Code,
  value: string,
  type: Extract<AbiType, { kind: 'result' }>,
  expression: Doc,
): void {
  const env = parts.env;
  code.line(['let ', value, annotation(env, env.tsType(type)), ';']);
  const error = code.names.claim('error');
  const payload = `${env.runtime('errorPayload')}(${error})`;
  const handler = new Code(code.names);
  handler.line(
    assignment(
      value,
      objectLiteral([
        'tag: "err"',
        ['val: ', type.err === null ? `void ${payload}` : cast(env, payload, env.tsType(type.err))],
      ]),
    ),
  );
  code.block(
    'try',
    (inner) => {
      if (type.ok === null) {
        inner.line([expression, ';']);
        inner.line(`${value} = { tag: "ok", val: undefined };`);
      } else inner.line(assignment(value, objectLiteral(['tag: "ok"', ['val: ', expression]])));
    },
    [` catch (${error}) `, handler.braces()],
  );
}
