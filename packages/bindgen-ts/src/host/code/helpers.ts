import type { AbiType } from '@wit-ts/canonical-abi/layout';
import { alignmentOf, sizeOf } from '@wit-ts/canonical-abi/layout';
import { memberNames, propertyKey, stringLiteral } from '../../naming/index.js';
import type { Doc } from '../../output/doc.js';
import { typeArguments } from '../../types/index.js';
import { arrayLiteral, assignment, call, Code, objectLiteral } from './code.js';
import { Copier } from './copy.js';
import { annotation, element, functionHead, ownMember } from './env.js';
import type { Env, Parameter } from './env.js';
import { Lifter } from './lift.js';
import { Lowerer } from './lower.js';
import { memoryAt } from './place.js';
import type { Side } from './place.js';
import { alignmentAndSize, elementOf, hasHandles } from './type-facts.js';

/**
 * Functions and constants that generated code shares: how a type is loaded from memory, stored there, copied. Each is
 * made once, when something asks for its name. Those with handles stand inside of `instantiate`, since resource types
 * are its variables; the rest are functions of the module.
 */
export class Helpers {
  readonly #env: Env;
  readonly #names = new Map<string, string>();
  readonly #pending: (() => void)[] = [];
  readonly #outer: Doc[] = [];
  readonly #inner: Doc[] = [];

  constructor(env: Env) {
    this.#env = env;
  }

  /** Everything that was asked for: declarations of the module, and of the body of `instantiate`. */
  finish(): { outer: readonly Doc[]; inner: readonly Doc[] } {
    for (let next = this.#pending.shift(); next !== undefined; next = this.#pending.shift()) next();
    return { outer: this.#outer, inner: this.#inner };
  }

  /** Whether the type in memory has functions of its own. */
  isShared(type: AbiType): boolean {
    switch (type.kind) {
      case 'record':
      case 'tuple':
      case 'variant':
      case 'option':
      case 'result':
      case 'fixed-length-list':
        return true;
      default:
        return false;
    }
  }

  /** `load(memory, at)` → value */
  load(type: AbiType, side: Side): string {
    return this.#define('load', type, [side], (name, own) => {
      const { code, at, parameters, memory } = this.#start(own, ['memory', 'at']);
      const value = new Lifter(this.#env, this).lift(
        code,
        memory,
        type,
        memoryAt(at),
        'value',
        true,
      );
      code.line(['return ', value, ';']);
      return this.#function(name, parameters, this.#env.tsType(type), code);
    });
  }

  /** `store(memory, at, value)` */
  store(type: AbiType, side: Side): string {
    return this.#define('store', type, [side], (name, own) => {
      const { code, at, parameters, memory } = this.#start(own, ['memory', 'at']);
      const value = code.names.claim('value');
      new Lowerer(this.#env, this).lower(
        code,
        memory,
        type,
        value,
        memoryAt(at),
        type.kind === 'record' ? '' : 'value',
        true,
      );
      const all = [...parameters, { name: value, type: this.#env.tsType(type) }];
      return this.#function(name, all, 'void', code);
    });
  }

  /** `copy(from, source, to, target)` */
  copy(type: AbiType, from: Side, to: Side): string {
    return this.#define('copy', type, [from, to], (name, [ownFrom, ownTo]) => {
      const code = new Code(this.#env.names.locals());
      const [a, source, b, target] = ['from', 'source', 'to', 'target'].map((goal) =>
        code.names.claim(goal),
      ) as [string, string, string, string];
      new Copier(this.#env, this).copy(
        code,
        sideOf(a, ownFrom),
        sideOf(b, ownTo),
        type,
        memoryAt(source),
        memoryAt(target),
        'value',
        true,
      );
      const memory = this.#env.runtime('Memory');
      const parameters = [
        { name: a, type: memory },
        { name: source, type: 'number' },
        { name: b, type: memory },
        { name: target, type: 'number' },
      ];
      return this.#function(name, parameters, 'void', code);
    });
  }

  /** `lift(memory, pointer, length)` → array or map */
  liftList(type: Extract<AbiType, { kind: 'list' | 'map' }>, side: Side): string {
    const env = this.#env;
    return this.#define('lift', type, [side], (name, own) => {
      const { code, parameters, memory } = this.#start(own, ['memory', 'pointer', 'length']);
      const [, pointer, length] = parameters.map((item) => item.name) as [string, string, string];
      const item = elementOf(env, type);
      const count = code.constant('count', `${length} >>> 0`);
      const start = code.constant(
        'start',
        call(`${memory.memory}.listAt`, [pointer, count, ...alignmentAndSize(item)]),
      );
      const list = code.names.claim('list');
      const tsType = env.tsType(type);
      if (type.kind === 'list') code.line(['const ', list, annotation(env, tsType), ' = [];']);
      else code.line(['const ', list, annotation(env, tsType), ' = new Map();']);
      code.loop(count, (inner, index) => {
        const at = inner.constant('at', `${start} + ${index} * ${sizeOf(item)}`);
        const lifter = new Lifter(env, this);
        if (type.kind === 'list') {
          const value = lifter.lift(inner, memory, item, memoryAt(at), 'item');
          inner.line([call(`${list}.push`, [value]), ';']);
        } else {
          const entry = lifter.lift(inner, memory, item, memoryAt(at), 'entry');
          const pair = inner.names.claim('entry');
          inner.line(assignment(['const ', pair, annotation(env, env.tsType(item))], entry));
          inner.line(`${list}.set(${pair}[0], ${pair}[1]);`);
        }
      });
      code.line(`return ${list};`);
      return this.#function(name, parameters, tsType, code);
    });
  }

  /** `lower(memory, list)` → pointer */
  lowerList(type: Extract<AbiType, { kind: 'list' | 'map' }>, side: Side): string {
    const env = this.#env;
    return this.#define('lower', type, [side], (name, own) => {
      const { code, parameters, memory } = this.#start(own, ['memory']);
      const given = code.names.claim('list');
      const item = elementOf(env, type);
      const isList = type.kind === 'list';
      const list = isList
        ? given
        : code.constant('entries', call(env.runtime('entriesOf'), [given]));
      const length = code.constant('length', `${env.runtime('lengthOf')}(${list})`);
      const start = code.constant(
        'start',
        `${memory.memory}.allocate(${alignmentOf(item)}, ${length} * ${sizeOf(item)})`,
      );
      code.loop(length, (inner, index) => {
        const value = inner.constant('item', element(env, list, index));
        const at = inner.constant('at', `${start} + ${index} * ${sizeOf(item)}`);
        new Lowerer(env, this).lower(inner, memory, item, value, memoryAt(at), 'item');
      });
      code.line(`return ${start};`);
      const tsType: Doc = isList
        ? typeArguments('ReadonlyArray', [env.tsArgument(item)])
        : typeArguments('ReadonlyMap', [env.tsArgument(type.key), env.tsArgument(type.value)]);
      return this.#function(name, [...parameters, { name: given, type: tsType }], 'number', code);
    });
  }

  /** `copy(from, pointer, length, to)` → pointer; the length is in `to.length` */
  copyList(type: Extract<AbiType, { kind: 'list' | 'map' }>, from: Side, to: Side): string {
    const env = this.#env;
    return this.#define('copy', type, [from, to], (name, [ownFrom, ownTo]) => {
      const code = new Code(env.names.locals());
      const [a, pointer, length, b] = ['from', 'pointer', 'length', 'to'].map((goal) =>
        code.names.claim(goal),
      ) as [string, string, string, string];
      const item = elementOf(env, type);
      const count = code.constant('count', `${length} >>> 0`);
      const source = code.constant(
        'source',
        call(`${a}.listAt`, [pointer, count, ...alignmentAndSize(item)]),
      );
      const target = code.constant(
        'target',
        `${b}.allocate(${alignmentOf(item)}, ${count} * ${sizeOf(item)})`,
      );
      code.line(`${a}.refresh();`);
      code.loop(count, (inner, index) => {
        const start = inner.constant('sourceAt', `${source} + ${index} * ${sizeOf(item)}`);
        const end = inner.constant('targetAt', `${target} + ${index} * ${sizeOf(item)}`);
        new Copier(env, this).copy(
          inner,
          sideOf(a, ownFrom),
          sideOf(b, ownTo),
          item,
          memoryAt(start),
          memoryAt(end),
          'item',
        );
      });
      code.line(`${b}.length = ${count};`);
      code.line(`return ${target};`);
      const memory = env.runtime('Memory');
      const parameters = [
        { name: a, type: memory },
        { name: pointer, type: 'number' },
        { name: length, type: 'number' },
        { name: b, type: memory },
      ];
      return this.#function(name, parameters, 'number', code);
    });
  }

  /** `lift(bits)` → object of booleans */
  liftFlags(type: Extract<AbiType, { kind: 'flags' }>): string {
    return this.#define('lift', type, [], (name) => {
      const code = new Code(this.#env.names.locals());
      const bits = code.names.claim('bits');
      const members = memberNames(type.flags).map(
        (flag, index): Doc => `${propertyKey(flag)}: (${bits} & ${bit(index)}) !== 0`,
      );
      code.line(['return ', objectLiteral(members), ';']);
      const parameters = [{ name: bits, type: 'number' }];
      return this.#function(name, parameters, this.#env.tsType(type), code);
    });
  }

  /** `lower(flags)` → bits */
  lowerFlags(type: Extract<AbiType, { kind: 'flags' }>): string {
    return this.#define('lower', type, [], (name) => {
      const code = new Code(this.#env.names.locals());
      const flags = code.names.claim('flags');
      const bits = code.names.claim('bits');
      code.line(`let ${bits} = 0;`);
      memberNames(type.flags).forEach((flag, index) => {
        code.block(`if (${ownMember(this.#env, flags, flag)})`, (inner) =>
          inner.line(`${bits} |= ${bit(index)};`),
        );
      });
      code.line(`return ${bits};`);
      const parameters = [{ name: flags, type: this.#env.tsType(type) }];
      return this.#function(name, parameters, 'number', code);
    });
  }

  /** The array of the names of an enum. */
  enumNames(type: Extract<AbiType, { kind: 'enum' }>): string {
    return this.#define('names of', type, [], (name) => [
      'const ',
      name,
      ' = ',
      arrayLiteral(type.cases.map(stringLiteral)),
      this.#env.typed ? ' as const;' : ';',
    ]);
  }

  /** The map from the names of an enum to their discriminants. */
  enumCases(type: Extract<AbiType, { kind: 'enum' }>): string {
    const names = this.enumNames(type);
    return this.#define('cases of', type, [], (name) =>
      assignment(['const ', name], `${this.#env.runtime('enumCases')}(${names})`),
    );
  }

  #start(
    [own]: readonly (Side | undefined)[],
    goals: readonly string[],
  ): { code: Code; at: string; parameters: Parameter[]; memory: Side } {
    const code = new Code(this.#env.names.locals());
    const names = goals.map((goal) => code.names.claim(goal));
    const parameters = names.map((name, index) => ({
      name,
      type: index === 0 ? this.#env.runtime('Memory') : 'number',
    }));
    return { code, at: names[1] ?? '', parameters, memory: sideOf(names[0] ?? '', own) };
  }

  #function(name: string, parameters: readonly Parameter[], result: Doc, code: Code): Doc {
    return [functionHead(this.#env, `function ${name}`, parameters, result), ' ', code.braces()];
  }

  #define(
    verb: string,
    type: AbiType,
    sides: readonly Side[],
    build: (name: string, sides: readonly (Side | undefined)[]) => Doc,
  ): string {
    const handles = hasHandles(type);
    const instances = handles ? sides.map((side) => side.instanceIndex).join() : '';
    const key = `${verb} ${this.#env.types.id(type)} ${sides.length} ${instances}`;
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const label = this.#env.label(type);
    const constant = label.charAt(0).toLowerCase() + label.slice(1);
    const goal =
      verb === 'names of'
        ? `${constant}Names`
        : verb === 'cases of'
          ? `${constant}Cases`
          : verb + label;
    const name = this.#env.names.module(goal);
    this.#names.set(key, name);
    const target = handles ? this.#inner : this.#outer;
    // In order of the requests, and never in the middle of another declaration.
    this.#pending.push(() => target.push(build(name, sides)));
    return name;
  }
}

function bit(index: number): string {
  return String(1 << index);
}

/** A side inside of a function that gets its memory as a parameter. */
function sideOf(memory: string, side: Side | undefined): Side {
  return { memory, instance: `${memory}.instance`, instanceIndex: side?.instanceIndex ?? -1 };
}
