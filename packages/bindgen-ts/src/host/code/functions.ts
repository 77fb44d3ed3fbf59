import {
  flatten,
  flattenAll,
  layoutOfAll,
  MAX_FLAT_ASYNC_PARAMS,
  MAX_FLAT_PARAMS,
} from '@wit-ts/canonical-abi/layout';
import type { AbiType, FlatType } from '@wit-ts/canonical-abi/layout';
import { memberName, parameterName, stringLiteral } from '../../naming/index.js';
import type { Doc } from '../../output/doc.js';
import type { FuncShape, Lift, Trampoline } from '../plan/model.js';
import { assignment, call, Code, objectLiteral } from './code.js';
import type { Contexts } from './contexts.js';
import { Copier } from './copy.js';
import type { CoreItems } from './core-items.js';
import { annotation, cast, coreTsType, functionHead } from './env.js';
import type { Env, Parameter } from './env.js';
import type { Helpers } from './helpers.js';
import type { HostCalls } from './host-calls.js';
import { indented, Lifter } from './lift.js';
import { Lowerer } from './lower.js';
import { memoryAt, variantSource } from './place.js';
import type { FlatValue, Side, Source, Target } from './place.js';
import { hasAsyncParts, hasBorrows, hasEffects } from './type-facts.js';

/** `RETURNED`, the state of a subtask that is over when the call of an `async` lower returns. */
const RETURNED = 2;

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

/** Writes the functions through which values pass: into components, out of them and between them. */
export class Functions {
  readonly #env: Env;
  readonly #helpers: Helpers;
  readonly #contexts: Contexts;
  readonly #items: CoreItems;
  readonly #hostCalls: HostCalls;

  constructor(
    env: Env,
    helpers: Helpers,
    contexts: Contexts,
    items: CoreItems,
    hostCalls: HostCalls,
  ) {
    this.#env = env;
    this.#helpers = helpers;
    this.#contexts = contexts;
    this.#items = items;
    this.#hostCalls = hostCalls;
  }

  /** A function that the host calls: lowers its arguments, calls the core function, lifts its result. */
  exported(lift: Lift, declare: (code: Code) => HostFunction): Doc {
    const env = this.#env;
    const code = new Code(env.names.locals());
    const { head, parameters, result, self } = declare(code);
    const side = this.#contexts.side(lift.context);
    const { type } = lift;
    const entered = this.#entering(lift.instance, undefined);
    const values = type.params.map((_, index) => {
      if (self !== undefined && index === 0) return self;
      return parameters[self === undefined ? index : index - 1]?.name ?? 'undefined';
    });
    const effects = type.params.some(
      (param) =>
        hasEffects(param.type) &&
        // A borrow is just the representation where the instance implements the resource.
        (param.type.kind !== 'borrow' || this.#needsScope(param.type, side)),
    );
    if (effects || this.#spilled(type))
      for (const name of entered) code.line(`${env.runtime('checkEnter')}(${name});`);
    const borrows = this.#beginBorrows(code, type, side);
    const args = this.#lowerParams(code, side, type, values, self !== undefined);
    const ret = this.#callCore(code, lift, args, entered, type);
    this.#exportedResult(code, lift, side, ret, entered, borrows, result === undefined);
    return [functionHead(env, head, parameters, result), ' ', code.braces()];
  }

  #spilled(type: FuncShape): boolean {
    return (
      flattenAll(
        type.params.map((param) => param.type),
        MAX_FLAT_PARAMS,
      ) === undefined
    );
  }

  #lowerParams(
    code: Code,
    side: Side,
    type: FuncShape,
    values: readonly string[],
    hasSelf: boolean,
  ): string[] {
    const types = type.params.map((param) => param.type);
    const lowerer = new Lowerer(this.#env, this.#helpers);
    if (!this.#spilled(type)) {
      return types.flatMap((item, index) => {
        const target: Target = { kind: 'flat', types: flatten(item) };
        const hint = hasSelf && index === 0 ? 'self' : memberName(type.params[index]?.name ?? '');
        return lowerer.lower(code, side, item, values[index] ?? 'undefined', target, hint);
      });
    }
    const { size, alignment } = layoutOfAll(types);
    const at = code.constant('params', `${side.memory}.allocate(${alignment}, ${size})`);
    offsetsOf(types).forEach((offset, index) => {
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

  /** Calls the core function of a lift; gives the name of its result. */
  #callCore(
    code: Code,
    lift: Lift,
    args: readonly string[],
    entered: readonly string[],
    type: FuncShape,
  ): string | undefined {
    const env = this.#env;
    const signature = liftedSignature(lift, type);
    const name = this.#items.func(lift.core, signature);
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

  /** What follows the call of an exported function: lift, `post-return`, leave, return. */
  #exportedResult(
    code: Code,
    lift: Lift,
    side: Side,
    ret: string | undefined,
    entered: readonly string[],
    borrows: string | undefined,
    isConstructor: boolean,
  ): void {
    const env = this.#env;
    const finish = (inner: Code): void => {
      if (borrows !== undefined) inner.line(`${borrows}.end();`);
      if (lift.postReturn !== undefined) this.#postReturn(inner, lift, ret);
      for (const instance of entered) inner.line(`${env.runtime('leave')}(${instance});`);
    };
    const { result } = lift.type;
    if (result === undefined) {
      finish(code);
      return;
    }
    const source = this.#resultSource(code, side, result, ret ?? '0');
    if (result.kind !== 'result') {
      this.#give(code, side, result, source, finish, isConstructor);
      return;
    }
    const { discriminant, payload } = variantSource(env, side, result, source);
    const failed = code.constant(
      'failed',
      `${env.runtime('checkDiscriminant')}(${discriminant}, 2)`,
    );
    code.block(`if (${failed} === 1)`, (inner) => {
      let value: Doc = 'undefined';
      if (result.err !== null)
        value = this.#constant(
          inner,
          'error',
          new Lifter(env, this.#helpers).lift(
            inner,
            side,
            result.err,
            payload(result.err),
            'error',
          ),
        );
      finish(inner);
      inner.line(['throw new ', call(env.runtime('ComponentError'), [value]), ';']);
    });
    if (result.ok === null) finish(code);
    else this.#give(code, side, result.ok, payload(result.ok), finish, isConstructor);
  }

  /** Lifts a value, ends the call and returns the value; a constructor owns it instead. */
  #give(
    code: Code,
    side: Side,
    type: AbiType,
    source: Source,
    finish: (code: Code) => void,
    isConstructor: boolean,
  ): void {
    const env = this.#env;
    if (isConstructor && type.kind === 'own') {
      const names = env.resources.seen(type.resource);
      const raw =
        source.kind === 'flat'
          ? (source.values[0]?.expression ?? '0')
          : loadHandle(env, side, source);
      const rep = code.constant('rep', `${side.instance}.handles.takeOwn(${raw}, ${names.type})`);
      finish(code);
      code.line(`${names.finalizer}.own(this, ${rep});`);
      return;
    }
    // A small option is taken apart here, others by a function that all share.
    const direct = type.kind === 'option' && !['record', 'variant'].includes(type.type.kind);
    const value = new Lifter(env, this.#helpers).lift(code, side, type, source, 'value', direct);
    const simple = typeof value === 'string' && /^[\w$]+( >>> 0| & \d+| !== 0)?$/.test(value);
    const name = simple ? value : this.#constant(code, 'result', value, type);
    finish(code);
    code.line(['return ', name, ';']);
  }

  /** A constant; literals of a tuple need to be told their type. */
  #constant(code: Code, goal: string, value: Doc, type?: AbiType): string {
    const name = code.names.claim(goal);
    // A document that is no list is a literal; calls are lists.
    const literal =
      typeof value === 'object' && 'kind' in value && type !== undefined && isLiteral(type);
    const tsType = literal ? annotation(this.#env, this.#env.tsType(type)) : '';
    code.line(assignment(['const ', name, tsType], value));
    return name;
  }

  #postReturn(code: Code, lift: Lift, ret: string | undefined): void {
    if (lift.postReturn === undefined) return;
    const env = this.#env;
    const flat = liftedSignature(lift, lift.type).result;
    const name = this.#items.func(lift.postReturn, {
      params: flat === undefined ? [] : [flat],
      result: undefined,
    });
    const args = [
      this.#contexts.instance(lift.instance),
      name,
      ...(ret === undefined ? [] : [ret]),
    ];
    code.line([call(env.runtime('postReturn'), args), ';']);
  }

  /** Where the result of a lifted core function is: the core value itself, or memory it points to. */
  #resultSource(code: Code, side: Side, result: AbiType, ret: string): Source {
    const [only, ...more] = flatten(result);
    if (only !== undefined && more.length === 0)
      return { kind: 'flat', values: [{ expression: ret, type: only }] };
    if (only === undefined) return { kind: 'flat', values: [] };
    const { size, alignment } = layoutOfAll([result]);
    return memoryAt(code.constant('at', `${side.memory}.at(${ret}, ${alignment}, ${size})`));
  }

  #beginBorrows(code: Code, type: FuncShape, side: Side): string | undefined {
    const lent = type.params.some((param) => this.#needsScope(param.type, side));
    return lent ? code.constant('borrows', `${side.instance}.beginBorrows()`) : undefined;
  }

  /** Whether handles for borrows are made in the instance: not for resources that it implements itself. */
  #needsScope(type: AbiType, side: Side): boolean {
    if (type.kind === 'borrow') {
      const resource = this.#env.plan.resources[type.resource];
      return resource?.kind !== 'guest' || resource.instance !== side.instanceIndex;
    }
    return hasBorrows(type);
  }

  /** Expressions of the instances that a call from `caller` (the host, where there is none) enters. */
  #entering(instance: number, caller: number | undefined): string[] {
    const within = new Set<number>();
    const { instances } = this.#env.plan;
    for (let item = caller; item !== undefined; item = instances[item]?.parent) within.add(item);
    const entered: string[] = [];
    for (
      let item: number | undefined = instance;
      item !== undefined && !within.has(item);
      item = instances[item]?.parent
    )
      entered.push(this.#contexts.instance(item));
    return entered;
  }

  /** A function that a component calls. */
  trampoline(name: string, trampoline: Trampoline): Doc {
    switch (trampoline.kind) {
      case 'lower':
        if (trampoline.func.kind === 'import')
          return this.#lowerImport(name, trampoline, trampoline.func.index);
        return this.#fused(name, trampoline, trampoline.func.lift);
      case 'task.return':
        return this.#taskReturn(name, trampoline);
      default:
        return this.#builtIn(name, trampoline);
    }
  }

  #builtIn(name: string, trampoline: Exclude<Trampoline, { kind: 'lower' | 'task.return' }>): Doc {
    const env = this.#env;
    const code = new Code(env.names.locals());
    const instance = this.#contexts.instance(trampoline.instance);
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

  #taskReturn(name: string, trampoline: Extract<Trampoline, { kind: 'task.return' }>): Doc {
    const env = this.#env;
    const code = new Code(env.names.locals());
    const types = trampoline.result === undefined ? [] : [trampoline.result];
    const flat = flattenAll(types, MAX_FLAT_PARAMS) ?? ['i32'];
    const values = this.#flatParameters(code, flat);
    const instance = this.#contexts.instance(trampoline.instance);
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

  #flatParameters(code: Code, types: readonly FlatType[]): FlatValue[] {
    return types.map((type, index) => ({ expression: code.names.claim(`a${index}`), type }));
  }

  /** Parameters of a lowered core function, and where its arguments and the place for its result are. */
  #lowered(
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
        : type.params.flatMap((param) => this.#named(code, param));
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
        return offsetsOf(types).map((offset) => memoryAt(at, offset));
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

  #named(code: Code, param: { name: string; type: AbiType }): FlatValue[] {
    const flat = flatten(param.type);
    const base = parameterName(param.name);
    const pair = param.type.kind === 'string' || param.type.kind === 'list';
    return flat.map((type, index) => {
      const suffix = pair ? ['Ptr', 'Length'][index] : String(index);
      const goal = flat.length === 1 ? base : `${memberName(param.name)}${suffix}`;
      return { expression: code.names.claim(goal), type };
    });
  }

  #lowerImport(
    name: string,
    trampoline: Extract<Trampoline, { kind: 'lower' }>,
    index: number,
  ): Doc {
    const env = this.#env;
    const item = env.plan.imports[index];
    if (item === undefined) throw new Error(`no import ${index}`);
    const { type } = item;
    const code = new Code(env.names.locals());
    const side = this.#contexts.side(trampoline.context);
    const { parameters, sources, out, result } = this.#lowered(code, side, type, trampoline.async);
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
    const loans = type.params.some(
      (param) => param.type.kind !== 'borrow' && hasBorrows(param.type),
    )
      ? code.constant('loans', `${side.instance}.loans`)
      : undefined;
    const lent: string[] = [];
    const lifter = new Lifter(env, this.#helpers, (handle) => lent.push(handle));
    const places = sources(code);
    const values = type.params.map((param, position): Doc => {
      const source = places[position];
      if (source === undefined) throw new Error('a parameter has no place');
      const value = lifter.lift(code, side, param.type, source, memberName(param.name));
      // Kept in a constant, since lifting a later one may write statements.
      const isSelf = position === 0 && item.name.startsWith('[method]');
      const last = position === type.params.length - 1 && !isSelf && !isLiteral(param.type);
      const inline = last || (typeof value === 'string' && !isSelf);
      return inline ? value : this.#constant(code, memberName(param.name), value, param.type);
    });
    const expression = this.#hostCalls.expression(index, values);
    const end = (inner: Code): void => {
      for (const handle of lent) inner.line(`${side.instance}.handles.unlend(${handle});`);
      if (loans !== undefined) inner.line(`${side.instance}.endLoans(${loans});`);
    };
    this.#importResult(code, trampoline, side, index, expression, out, end);
    return [head, ' ', code.braces()];
  }

  /** Calls the host and lowers what it returns, or throws. */
  #importResult(
    code: Code,
    trampoline: Extract<Trampoline, { kind: 'lower' }>,
    side: Side,
    index: number,
    expression: Doc,
    out: string | undefined,
    end: (code: Code) => void,
  ): void {
    const env = this.#env;
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
    if (type.kind === 'result') this.#catching(code, value, type, expression);
    else code.line(assignment(['const ', value], expression));
    end(code);
    const write = (inner: Code): void => {
      const target = this.#outTarget(inner, side, type, out);
      const values = new Lowerer(env, this.#helpers).lower(inner, side, type, value, target, 'out');
      done(inner, values);
    };
    if (isUnfailing(type)) {
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
      { kind: 'line', flat: '', hard: true },
      '}',
    ]);
  }

  /** The result of a host function that returns `ok` and throws `err`. */
  #catching(
    code: Code,
    value: string,
    type: Extract<AbiType, { kind: 'result' }>,
    expression: Doc,
  ): void {
    const env = this.#env;
    code.line(['let ', value, annotation(env, env.tsType(type)), ';']);
    const error = code.names.claim('error');
    const payload = `${env.runtime('errorPayload')}(${error})`;
    const handler = new Code(code.names);
    handler.line(
      assignment(
        value,
        objectLiteral([
          'tag: "err"',
          [
            'val: ',
            type.err === null ? `void ${payload}` : cast(env, payload, env.tsType(type.err)),
          ],
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

  #outTarget(code: Code, side: Side, type: AbiType, out: string | undefined): Target {
    if (out === undefined) return { kind: 'flat', types: flatten(type) };
    const { size, alignment } = layoutOfAll([type]);
    return memoryAt(code.constant('at', `${side.memory}.at(${out}, ${alignment}, ${size})`));
  }

  /** A call from one component to another. */
  #fused(name: string, trampoline: Extract<Trampoline, { kind: 'lower' }>, lift: Lift): Doc {
    const env = this.#env;
    const { type } = lift;
    const code = new Code(env.names.locals());
    const caller = this.#contexts.side(trampoline.context);
    const callee = this.#contexts.side(lift.context);
    const { parameters, sources, out, result } = this.#lowered(
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
    const entered = this.#entering(lift.instance, trampoline.instance);
    for (const instance of entered) code.line(`${env.runtime('enter')}(${instance});`);
    const borrows = this.#beginBorrows(code, type, callee);
    const loans = type.params.some(
      (param) => param.type.kind !== 'borrow' && hasBorrows(param.type),
    )
      ? code.constant('loans', `${caller.instance}.loans`)
      : undefined;
    const lent: string[] = [];
    const copier = new Copier(env, this.#helpers, (handle) => lent.push(handle));
    const args = this.#copyParams(code, copier, caller, callee, type, sources(code));
    const end = (): void => {
      if (borrows !== undefined) code.line(`${borrows}.end();`);
      for (const handle of lent) code.line(`${caller.instance}.handles.unlend(${handle});`);
      if (loans !== undefined) code.line(`${caller.instance}.endLoans(${loans});`);
      for (const instance of entered) code.line(`${env.runtime('leave')}(${instance});`);
    };
    const returned = lift.async
      ? this.#asyncCall(code, trampoline, lift, caller, callee, args, out)
      : this.#syncCall(code, lift, caller, callee, args, out);
    end();
    if (trampoline.async) code.line(`return ${RETURNED};`);
    else if (returned !== undefined) code.line(`return ${returned};`);
    return [head, ' ', code.braces()];
  }

  #copyParams(
    code: Code,
    copier: Copier,
    caller: Side,
    callee: Side,
    type: FuncShape,
    sources: readonly Source[],
  ): string[] {
    const types = type.params.map((param) => param.type);
    const spilled = this.#spilled(type);
    let at = '';
    if (spilled) {
      const { size, alignment } = layoutOfAll(types);
      at = code.constant('target', `${callee.memory}.allocate(${alignment}, ${size})`);
      code.line(`${caller.memory}.refresh();`);
    }
    const offsets = offsetsOf(types);
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

  #syncCall(
    code: Code,
    lift: Lift,
    caller: Side,
    callee: Side,
    args: readonly string[],
    out: string | undefined,
  ): string | undefined {
    const env = this.#env;
    const ret = this.#callCore(code, lift, args, [], lift.type);
    const { result } = lift.type;
    let values: readonly string[] = [];
    if (result !== undefined) {
      const source = this.#resultSource(code, callee, result, ret ?? '0');
      const target = this.#outTarget(code, caller, result, out);
      const copier = new Copier(env, this.#helpers);
      values = copier.copy(code, callee, caller, result, source, target, 'value');
    }
    if (lift.postReturn !== undefined) this.#postReturn(code, lift, ret);
    return values[0];
  }

  /** An `async` lift: its result comes by `task.return` before the core function returns. */
  #asyncCall(
    code: Code,
    trampoline: Extract<Trampoline, { kind: 'lower' }>,
    lift: Lift,
    caller: Side,
    callee: Side,
    args: readonly string[],
    out: string | undefined,
  ): string | undefined {
    const env = this.#env;
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
    const values = this.#flatParameters(inner, flat ?? ['i32']);
    if (result !== undefined) {
      const source: Source =
        flat === undefined
          ? this.#resultSource(inner, callee, result, values[0]?.expression ?? '0')
          : { kind: 'flat', values };
      const target = this.#outTarget(inner, caller, result, out);
      const copier = new Copier(env, this.#helpers);
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
    const ret = this.#callCore(code, lift, args, [], lift.type);
    code.line(`${env.runtime('endTask')}(${callee.instance}, ${ret ?? '0'});`);
    return returned;
  }
}

/** Offsets of parameters or results that stand in memory like the fields of a tuple. */
function offsetsOf(types: readonly AbiType[]): number[] {
  let offset = 0;
  return types.map((type) => {
    const { size, alignment } = layoutOfAll([type]);
    const start = Math.ceil(offset / alignment) * alignment;
    offset = start + size;
    return start;
  });
}

/** The core function that is lifted. */
function liftedSignature(
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

function needsAsync(type: FuncShape): boolean {
  return (
    type.params.some((param) => hasAsyncParts(param.type)) ||
    (type.result !== undefined && hasAsyncParts(type.result))
  );
}

function isLiteral(type: AbiType): boolean {
  return ['record', 'tuple', 'fixed-length-list'].includes(type.kind);
}

/** Whether lowering cannot meet a value of the wrong type. */
function isUnfailing(type: AbiType): boolean {
  return ['bool', 'u8', 'u16', 'u32', 's8', 's16', 's32', 'f32', 'f64'].includes(type.kind);
}

function loadHandle(env: Env, side: Side, source: Extract<Source, { kind: 'memory' }>): string {
  const index = source.offset === 0 ? source.base : `(${source.base} + ${source.offset})`;
  return `${side.memory}.u32[${index} >>> 2]${env.typed ? '!' : ''}`;
}
