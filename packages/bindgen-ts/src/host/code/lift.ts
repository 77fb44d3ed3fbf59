import { sizeOf } from '@wit-ts/canonical-abi/layout';
import type { AbiType } from '@wit-ts/canonical-abi/layout';
import { memberNames, propertyKey, stringLiteral } from '../../naming/index.js';
import type { Doc } from '../../output/doc.js';
import { hardline, printDoc } from '../../output/doc.js';
import { typeArguments } from '../../types/index.js';
import { arrayLiteral, assignment, call, objectLiteral } from './code.js';
import type { Code } from './code.js';
import { annotation, cast } from './env.js';
import type { Env } from './env.js';
import type { Helpers } from './helpers.js';
import { memoryAt, rawPair, rawScalar, sourceParts, variantSource } from './place.js';
import type { Side, Source } from './place.js';
import { scalarOf } from './scalars.js';
import { isLong, isPlainOption, numberKind } from './type-facts.js';

/**
 * Writes statements that lift a value out of a component.
 *
 * `lift` gives an expression of the value, to be used once and before anything else changes. `direct` writes out a type
 * that has functions of its own.
 */
export class Lifter {
  readonly #env: Env;
  readonly #helpers: Helpers;
  /** Told of a handle that is lent in a variable, to be given back after the call. */
  readonly #lent: ((handle: string) => void) | undefined;

  constructor(env: Env, helpers: Helpers, lent?: (handle: string) => void) {
    this.#env = env;
    this.#helpers = helpers;
    this.#lent = lent;
  }

  lift(code: Code, side: Side, type: AbiType, source: Source, hint: string, direct = false): Doc {
    if (!direct && source.kind === 'memory' && this.#helpers.isShared(type))
      return call(this.#helpers.load(type, side), [side.memory, addressText(source)]);
    const env = this.#env;
    switch (type.kind) {
      case 'string':
        return call(`${side.memory}.liftString`, rawPair(env, side, source));
      case 'list': {
        const [pointer, length] = rawPair(env, side, source);
        const kind = numberKind(type.element);
        const name =
          kind === undefined ? this.#helpers.liftList(type, side) : env.runtime(`lift${kind}List`);
        return call(name, [side.memory, pointer, length]);
      }
      case 'map': {
        const pair = rawPair(env, side, source);
        return call(this.#helpers.liftList(type, side), [side.memory, ...pair]);
      }
      case 'record':
        return this.#record(code, side, type, source, hint);
      case 'tuple':
        return arrayLiteral(this.#parts(code, side, type.types, source, hint));
      case 'fixed-length-list':
        if (source.kind === 'memory' && isLong(type)) return this.#long(code, side, type, source);
        return arrayLiteral(
          this.#parts(
            code,
            side,
            Array.from({ length: type.length }, () => type.element),
            source,
            hint,
          ),
        );
      case 'variant':
      case 'option':
      case 'result':
        return this.#variant(code, side, type, source, hint);
      case 'own':
      case 'borrow':
        return this.#handle(code, side, type, source, hint);
      case 'stream':
      case 'future':
      case 'error-context':
        throw new Error(`a ${type.kind} cannot be lifted`);
      default:
        return this.#scalar(side, type, source);
    }
  }

  #scalar(side: Side, type: AbiType, source: Source): string {
    const scalar = scalarOf(type);
    if (scalar === undefined) throw new Error(`a ${type.kind} is no scalar`);
    const uses = { env: this.#env, helpers: this.#helpers };
    return scalar.lift(rawScalar(this.#env, side, type, source), source.kind === 'flat', uses);
  }

  /** Lifts parts one behind the other. All but the simplest go to constants, so that the order is kept. */
  #parts(
    code: Code,
    side: Side,
    types: readonly AbiType[],
    source: Source,
    hint: string,
    names?: readonly string[],
  ): Doc[] {
    return sourceParts(source, types).map((part, index) => {
      const type = types[index];
      if (type === undefined) throw new Error('a part has no type');
      return this.lift(code, side, type, part, names?.[index] ?? `${hint}${index}`);
    });
  }

  #long(
    code: Code,
    side: Side,
    type: Extract<AbiType, { kind: 'fixed-length-list' }>,
    source: Extract<Source, { kind: 'memory' }>,
  ): Doc {
    const env = this.#env;
    const list = code.names.claim('list');
    const tsType = typeArguments('Array', [env.tsArgument(type.element)]);
    code.line(['const ', list, annotation(env, tsType), ' = [];']);
    code.loop(String(type.length), (inner, index) => {
      const at = inner.constant(
        'at',
        `${addressText(source)} + ${index} * ${sizeOf(type.element)}`,
      );
      const item = this.lift(inner, side, type.element, memoryAt(at), 'item');
      inner.line([call(`${list}.push`, [item]), ';']);
    });
    return cast(env, list, env.tsType(type));
  }

  #record(
    code: Code,
    side: Side,
    type: Extract<AbiType, { kind: 'record' }>,
    source: Source,
    hint: string,
  ): Doc {
    const keys = memberNames(type.fields.map((field) => field.name));
    const parts = this.#parts(
      code,
      side,
      type.fields.map((field) => field.type),
      source,
      hint,
      keys.map((key) => `${hint}${key.charAt(0).toUpperCase()}${key.slice(1)}`),
    );
    const literal = objectLiteral(
      keys.map((key, index): Doc => [propertyKey(key), ': ', parts[index] ?? 'undefined']),
    );
    // A field that is `none` is there and undefined, which `exactOptionalPropertyTypes` tells from one left out.
    const hasOptional = type.fields.some(
      (field) => field.type.kind === 'option' && isPlainOption(field.type),
    );
    return hasOptional ? cast(this.#env, literal, this.#env.tsType(type)) : literal;
  }

  #variant(
    code: Code,
    side: Side,
    type: Extract<AbiType, { kind: 'variant' | 'option' | 'result' }>,
    source: Source,
    hint: string,
  ): Doc {
    const env = this.#env;
    const { discriminant, payload } = variantSource(env, side, type, source);
    const name = code.names.claim(hint);
    code.line(['let ', name, annotation(env, env.tsType(type)), ';']);
    code.block(`switch (${discriminant})`, (cases) => {
      liftedCases(type).forEach((item, index) => {
        cases.block(`case ${index}:`, (inner) => {
          const value =
            item.type === null
              ? undefined
              : this.lift(inner, side, item.type, payload(item.type), `${hint}Value`);
          inner.line(assignment(name, item.value(value)));
          inner.line('break;');
        });
      });
      cases.line(['default:', indented(`${env.runtime('invalidDiscriminant')}();`)]);
    });
    return name;
  }

  #handle(
    code: Code,
    side: Side,
    type: Extract<AbiType, { kind: 'own' | 'borrow' }>,
    source: Source,
    hint: string,
  ): Doc {
    const env = this.#env;
    const names = env.resources.seen(type.resource);
    const raw = rawScalar(env, side, type, source);
    if (type.kind === 'own') {
      const rep = `${side.instance}.handles.takeOwn(${raw}, ${names.type})`;
      if (names.resource.kind === 'host') return call(`${names.objects}.remove`, [rep]);
      return call(`${names.finalizer}.wrap`, [`${names.className}.prototype`, rep]);
    }
    if (names.resource.kind !== 'host')
      throw new Error('a component lends its own resource to the host');
    if (this.#lent === undefined || source.kind === 'memory')
      return call(`${names.objects}.get`, [`${side.instance}.lend(${raw}, ${names.type})`]);
    const rep = code.constant(`${hint}Rep`, `${side.instance}.handles.lend(${raw}, ${names.type})`);
    this.#lent(raw);
    return `${names.objects}.get(${rep})`;
  }
}

interface LiftedCase {
  readonly type: AbiType | null;
  readonly value: (payload: Doc | undefined) => Doc;
}

function tagged(tag: string): LiftedCase['value'] {
  return (payload) =>
    objectLiteral([
      `tag: ${stringLiteral(tag)}`,
      ...(payload === undefined ? [] : [['val: ', payload]]),
    ]);
}

/** What stands for each case in JavaScript. */
export function liftedCases(
  type: Extract<AbiType, { kind: 'variant' | 'option' | 'result' }>,
): LiftedCase[] {
  switch (type.kind) {
    case 'variant':
      return type.cases.map((item) => ({ type: item.type, value: tagged(item.name) }));
    case 'option':
      if (isPlainOption(type))
        return [
          { type: null, value: () => 'undefined' },
          { type: type.type, value: (payload) => payload ?? 'undefined' },
        ];
      return [
        { type: null, value: tagged('none') },
        { type: type.type, value: tagged('some') },
      ];
    case 'result':
      return [
        { type: type.ok, value: (payload) => tagged('ok')(payload ?? 'undefined') },
        { type: type.err, value: (payload) => tagged('err')(payload ?? 'undefined') },
      ];
  }
}

/** A line one step further in. */
export function indented(text: Doc): Doc {
  return { kind: 'indent', body: [hardline, text] };
}

/** Base and offset of an address as one expression. */
export function addressText(address: { readonly base: string; readonly offset: number }): string {
  return address.offset === 0 ? address.base : `${address.base} + ${address.offset}`;
}

/** A document as text on one line. */
export function oneLine(doc: Doc): string {
  return printDoc(doc, Number.POSITIVE_INFINITY);
}
