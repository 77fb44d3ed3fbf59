import {
  casesOf,
  discriminantSize,
  flatten,
  payloadOffset,
  sizeOf,
} from '@wit-ts/canonical-abi/layout';
import type { AbiType, FlatType } from '@wit-ts/canonical-abi/layout';
import { isInheritedName, memberName, memberNames, stringLiteral } from '../../naming/index.js';
import { assignment, call, Code } from './code.js';
import { element, ownMember } from './env.js';
import type { Env } from './env.js';
import type { Helpers } from './helpers.js';
import { addressText, indented } from './lift.js';
import { memoryAt, payloadTypes, slot, targetParts, widen } from './place.js';
import type { Side, Target } from './place.js';
import { scalarOf, unsignedView, viewOf } from './scalars.js';
import { isLong, isPlainOption, numberKind } from './type-facts.js';

/** Writes statements that lower a value into a component. */
export class Lowerer {
  readonly #env: Env;
  readonly #helpers: Helpers;

  constructor(env: Env, helpers: Helpers) {
    this.#env = env;
    this.#helpers = helpers;
  }

  /**
   * @param value - an expression that may be used more than once
   * @returns expressions of the core values, where the target is flat
   */
  lower(
    code: Code,
    side: Side,
    type: AbiType,
    value: string,
    target: Target,
    hint: string,
    direct = false,
  ): readonly string[] {
    if (!direct && target.kind === 'memory' && this.#helpers.isShared(type)) {
      const name = this.#helpers.store(type, side);
      code.line([call(name, [side.memory, addressText(target), value]), ';']);
      return [];
    }
    const env = this.#env;
    switch (type.kind) {
      case 'string': {
        const pointer = code.constant(`${hint}Ptr`, `${side.memory}.lowerString(${value})`);
        return this.#pair(code, side, target, pointer, `${side.memory}.length`, `${hint}Length`);
      }
      case 'list': {
        const kind = numberKind(type.element);
        const name =
          kind === undefined
            ? this.#helpers.lowerList(type, side)
            : env.runtime(`lower${kind}List`);
        const pointer = code.constant(`${hint}Ptr`, call(name, [side.memory, value]));
        return this.#pair(code, side, target, pointer, `${value}.length`);
      }
      case 'map': {
        const name = this.#helpers.lowerList(type, side);
        const pointer = code.constant(`${hint}Ptr`, call(name, [side.memory, value]));
        return this.#pair(code, side, target, pointer, `${value}.size`);
      }
      case 'record': {
        const names = memberNames(type.fields.map((field) => field.name));
        const hintOf = (index: number): string => joinHint(hint, type.fields[index]?.name ?? '');
        return this.#parts(
          code,
          side,
          type.fields.map((field) => field.type),
          (index) => {
            const name = names[index] ?? '';
            const member = ownMember(env, value, name);
            return isInheritedName(name) ? code.constant(hintOf(index), member) : member;
          },
          target,
          hintOf,
        );
      }
      case 'tuple':
        return this.#parts(
          code,
          side,
          type.types,
          (index) => `${value}[${index}]`,
          target,
          (index) => `${hint}${index}`,
        );
      case 'fixed-length-list': {
        code.line([call(env.runtime('ofLength'), [value, String(type.length)]), ';']);
        if (target.kind === 'memory' && isLong(type)) {
          code.loop(String(type.length), (inner, index) => {
            const item = inner.constant('item', element(env, value, index));
            const size = sizeOf(type.element);
            const at = inner.constant('itemAt', `${addressText(target)} + ${index} * ${size}`);
            this.lower(inner, side, type.element, item, memoryAt(at), 'item');
          });
          return [];
        }
        const types = Array.from({ length: type.length }, () => type.element);
        return this.#parts(
          code,
          side,
          types,
          (index) => element(env, value, String(index)),
          target,
          (index) => `${hint}${index}`,
        );
      }
      case 'variant':
      case 'option':
      case 'result':
        return this.#variant(code, side, type, value, target, hint);
      case 'stream':
      case 'future':
      case 'error-context':
        throw new Error(`a ${type.kind} cannot be lowered`);
      default:
        return this.#scalar(code, side, type, value, target, hint);
    }
  }

  #pair(
    code: Code,
    side: Side,
    target: Target,
    pointer: string,
    length: string,
    lengthName?: string,
  ): readonly string[] {
    if (target.kind === 'flat')
      return [pointer, lengthName === undefined ? length : code.constant(lengthName, length)];
    storeTo(code, side, 'u32', target.base, target.offset, pointer);
    storeTo(code, side, 'u32', target.base, target.offset + 4, length);
    return [];
  }

  #parts(
    code: Code,
    side: Side,
    types: readonly AbiType[],
    value: (index: number) => string,
    target: Target,
    hint: (index: number) => string,
  ): readonly string[] {
    return targetParts(target, types).flatMap((part, index) => {
      const type = types[index];
      if (type === undefined) throw new Error('a part has no type');
      return this.lower(code, side, type, value(index), part, hint(index));
    });
  }

  #scalar(
    code: Code,
    side: Side,
    type: AbiType,
    value: string,
    target: Target,
    hint: string,
  ): readonly string[] {
    const isHandle = type.kind === 'own' || type.kind === 'borrow';
    const scalar = scalarOf(type);
    const uses = { env: this.#env, helpers: this.#helpers };
    const flat = target.kind === 'flat';
    const expression = isHandle
      ? this.#handle(side, type, value)
      : scalar?.lower(value, flat, uses);
    if (expression === undefined) throw new Error(`a ${type.kind} is no scalar`);
    if (flat) {
      // What can fail or has an effect is done now, and not among the arguments of the call.
      return [scalar?.harmless === true ? expression : code.constant(hint, expression)];
    }
    storeTo(code, side, viewOf(type) ?? 'u32', target.base, target.offset, expression);
    return [];
  }

  #handle(side: Side, type: Extract<AbiType, { kind: 'own' | 'borrow' }>, value: string): string {
    const env = this.#env;
    const names = env.resources.seen(type.resource);
    const { resource } = names;
    const { instance } = side;
    if (type.kind === 'own') {
      const rep =
        resource.kind === 'host'
          ? `${names.objects}.add(${value})`
          : `${names.finalizer}.take(${value})`;
      return `${instance}.handles.addOwn(${names.type}, ${rep})`;
    }
    if (resource.kind === 'host')
      return `${instance}.borrowHost(${names.type}, ${names.objects}, ${value})`;
    const rep = `${env.resources.reader(type.resource)}(${value})`;
    if (resource.instance === side.instanceIndex) return rep;
    return `${instance}.handles.addBorrow(${names.type}, ${rep}, ${instance}.borrows)`;
  }

  #variant(
    code: Code,
    side: Side,
    type: Extract<AbiType, { kind: 'variant' | 'option' | 'result' }>,
    value: string,
    target: Target,
    hint: string,
  ): readonly string[] {
    const env = this.#env;
    const writer = variantWriter(env, code, side, type, target, hint);
    const lowerCase = (
      inner: Code,
      index: number,
      payload: AbiType | null,
      expression: string,
    ): void =>
      writer.write(inner, index, payload, (place, item) =>
        this.lower(inner, side, item, expression, place, `${hint}Value`),
      );
    if (type.kind === 'option' && isPlainOption(type)) {
      const none = new Code(code.names);
      lowerCase(none, 0, null, value);
      const some = new Code(code.names);
      lowerCase(some, 1, type.type, value);
      if (none.empty)
        code.line([`if (${value} !== undefined && ${value} !== null) `, some.braces()]);
      else
        code.line([
          `if (${value} === undefined || ${value} === null) `,
          none.braces(),
          ' else ',
          some.braces(),
        ]);
      return writer.values;
    }
    const tags = tagsOf(type);
    code.block(`switch (${value}.tag)`, (cases) => {
      tags.forEach(({ tag, payload }, index) => {
        cases.block(`case ${stringLiteral(tag)}:`, (inner) => {
          lowerCase(inner, index, payload, `${value}.val`);
          inner.line('break;');
        });
      });
      const wanted = tags.map(({ tag }) => JSON.stringify(tag)).join(', ');
      cases.line([
        'default:',
        indented([call(env.runtime('invalidTag'), [value, stringLiteral(wanted)]), ';']),
      ]);
    });
    return writer.values;
  }
}

/** Tags of the cases in JavaScript. */
function tagsOf(
  type: Extract<AbiType, { kind: 'variant' | 'option' | 'result' }>,
): { tag: string; payload: AbiType | null }[] {
  if (type.kind === 'variant')
    return type.cases.map((item) => ({ tag: item.name, payload: item.type }));
  if (type.kind === 'option')
    return [
      { tag: 'none', payload: null },
      { tag: 'some', payload: type.type },
    ];
  return [
    { tag: 'ok', payload: type.ok },
    { tag: 'err', payload: type.err },
  ];
}

/** Writes the discriminant and payload of a variant, case by case. */
export interface VariantWriter {
  /** The core values, where the target is flat. */
  readonly values: readonly string[];
  write(
    code: Code,
    index: number,
    payload: AbiType | null,
    put: (target: Target, payload: AbiType) => readonly string[],
  ): void;
}

/** A {@link VariantWriter} for memory, or for variables that are made here. */
export function variantWriter(
  env: Env,
  code: Code,
  side: Side,
  type: Extract<AbiType, { kind: 'variant' | 'option' | 'result' }>,
  target: Target,
  hint: string,
): VariantWriter {
  const cases = casesOf(type);
  if (target.kind === 'memory') {
    const view = unsignedView(discriminantSize(cases.length));
    return {
      values: [],
      write: (inner, index, payload, put) => {
        storeTo(inner, side, view, target.base, target.offset, String(index));
        if (payload !== null)
          put(memoryAt(target.base, target.offset + payloadOffset(cases)), payload);
      },
    };
  }
  const slotTypes = payloadTypes(type);
  const tag = code.names.claim(`${hint}Tag`);
  code.line(`let ${tag} = 0;`);
  const slots = slotTypes.map((slotType, index) => {
    const name = code.names.claim(
      slotTypes.length === 1 ? `${hint}Payload` : `${hint}Payload${index}`,
    );
    code.line(`let ${name} = ${slotType === 'i64' ? '0n' : '0'};`);
    return { name, type: slotType };
  });
  return {
    values: [tag, ...slots.map((item) => item.name)],
    write: (inner, index, payload, put) => {
      if (index !== 0) inner.line(`${tag} = ${index};`);
      if (payload === null) return;
      const types: readonly FlatType[] = flatten(payload);
      put({ kind: 'flat', types }, payload).forEach((expression, position) => {
        const place = slots[position];
        const from = types[position];
        if (place === undefined || from === undefined) throw new Error('a case has no slot');
        const wide = widen(env, expression, from, place.type);
        if (wide !== place.name) inner.line(assignment(place.name, wide));
      });
    },
  };
}

/** `memory.u32[at >>> 2] = value;` */
export function storeTo(
  code: Code,
  side: Side,
  view: Parameters<typeof slot>[1],
  base: string,
  offset: number,
  value: string,
): void {
  // The value is made before the view is read, since making it may let the memory grow.
  const safe = value.includes('(') ? code.constant(`value`, value) : value;
  code.line(assignment(slot(side.memory, view, memoryAt(base, offset)), safe));
}

export function joinHint(hint: string, name: string): string {
  const key = memberName(name);
  return hint === '' ? key : `${hint}${key.charAt(0).toUpperCase()}${key.slice(1)}`;
}
