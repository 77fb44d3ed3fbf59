import { flattenAll, MAX_FLAT_PARAMS } from '@wit-ts/canonical-abi/layout';
import type { Doc } from '../../output/doc.js';
import type { Trampoline } from '../plan/model.js';
import { call, Code } from './code.js';
import { coreTsType, functionHead } from './env.js';
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
  const declare = (params: readonly [string, string][], result: string): Doc => [
    functionHead(
      env,
      `function ${name}`,
      params.map(([param, type]) => ({ name: code.names.claim(param), type })),
      result,
    ),
    ' ',
    code.braces(),
  ];
  const checkLeave = (): void => code.line(`${env.runtime('checkLeave')}(${instance});`);
  switch (trampoline.kind) {
    case 'resource.new': {
      const { type } = env.resources.get(trampoline.resource);
      checkLeave();
      code.line(`return ${instance}.handles.addOwn(${type}, rep);`);
      return declare([['rep', 'number']], 'number');
    }
    case 'resource.rep': {
      const { type } = env.resources.get(trampoline.resource);
      code.line(`return ${instance}.handles.rep(handle, ${type});`);
      return declare([['handle', 'number']], 'number');
    }
    case 'resource.drop': {
      const { type } = env.resources.get(trampoline.resource);
      checkLeave();
      code.line(`${instance}.handles.drop(handle, ${type}, ${instance});`);
      return declare([['handle', 'number']], 'void');
    }
    case 'context.get':
      code.line(`return ${instance}.context[${trampoline.slot}]${env.typed ? '!' : ''};`);
      return declare([], 'number | bigint');
    case 'context.set':
      code.line(`${instance}.context[${trampoline.slot}] = value;`);
      return declare([['value', 'number | bigint']], 'void');
    case 'backpressure.inc':
    case 'backpressure.dec': {
      const change = trampoline.kind === 'backpressure.inc' ? '1' : '-1';
      code.line(`${env.runtime('addBackpressure')}(${instance}, ${change});`);
      return declare([], 'void');
    }
    case 'unsupported':
      code.line(`${env.runtime('asyncNotSupported')}(${instance}, "${trampoline.name}");`);
      return declare([], 'never');
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
