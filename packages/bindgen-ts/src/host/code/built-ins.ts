import { flattenAll, MAX_FLAT_PARAMS } from '@wit-ts/canonical-abi/layout';
import type { Doc } from '../../output/doc.js';
import type { Trampoline } from '../plan/model.js';
import { call, Code } from './code.js';
import { coreTsType, functionHead } from './env.js';
import type { Parameter } from './env.js';
import { flatParameters } from './lowered.js';
import type { Parts } from './parts.js';

/** A built-in of the canonical ABI other than `task.return`. */
export function builtInFunction(
  parts: Parts,
  name: string,
  trampoline: Exclude<Trampoline, { kind: 'lower' | 'task.return' }>,
): Doc {
  const env = parts.env;
  const code = new Code(env.names.locals());
  const instance = parts.contexts.instance(trampoline.instance);
  const parameters: Parameter[] = [];
  const parameter = (goal: string, type: string): string => {
    const claimed = code.names.claim(goal);
    parameters.push({ name: claimed, type });
    return claimed;
  };
  const declare = (result: string): Doc => [
    functionHead(env, `function ${name}`, parameters, result),
    ' ',
    code.braces(),
  ];
  const checkLeave = (): void => code.line(`${env.runtime('checkLeave')}(${instance});`);
  switch (trampoline.kind) {
    case 'resource.new': {
      const { type } = env.resources.get(trampoline.resource);
      const rep = parameter('rep', 'number');
      checkLeave();
      code.line(`return ${instance}.handles.addOwn(${type}, ${rep});`);
      return declare('number');
    }
    case 'resource.rep': {
      const { type } = env.resources.get(trampoline.resource);
      const handle = parameter('handle', 'number');
      code.line(`return ${instance}.handles.rep(${handle}, ${type});`);
      return declare('number');
    }
    case 'resource.drop': {
      const { type } = env.resources.get(trampoline.resource);
      const handle = parameter('handle', 'number');
      checkLeave();
      code.line(`${instance}.handles.drop(${handle}, ${type}, ${instance});`);
      return declare('void');
    }
    case 'context.get':
      code.line(`return ${instance}.context[${trampoline.slot}]${env.typed ? '!' : ''};`);
      return declare('number | bigint');
    case 'context.set': {
      const value = parameter('value', 'number | bigint');
      code.line(`${instance}.context[${trampoline.slot}] = ${value};`);
      return declare('void');
    }
    case 'backpressure.inc':
    case 'backpressure.dec': {
      const change = trampoline.kind === 'backpressure.inc' ? '1' : '-1';
      code.line(`${env.runtime('addBackpressure')}(${instance}, ${change});`);
      return declare('void');
    }
    case 'unsupported':
      code.line(`${env.runtime('asyncNotSupported')}(${instance}, "${trampoline.name}");`);
      return declare('never');
  }
}

/** `task.return`, which ends the task of an `async` lift with its result. */
export function taskReturnFunction(
  parts: Parts,
  name: string,
  trampoline: Extract<Trampoline, { kind: 'task.return' }>,
): Doc {
  const env = parts.env;
  const code = new Code(env.names.locals());
  const types = trampoline.result === undefined ? [] : [trampoline.result];
  const flat = flattenAll(types, MAX_FLAT_PARAMS) ?? ['i32'];
  const values = flatParameters(code, flat);
  const instance = parts.contexts.instance(trampoline.instance);
  code.line([
    call(env.runtime('taskReturn'), [instance, ...values.map((value) => value.expression)]),
    ';',
  ]);
  const params = values.map((value) => ({
    name: value.expression,
    type: coreTsType(value.type),
  }));
  return [functionHead(env, `function ${name}`, params, 'void'), ' ', code.braces()];
}
