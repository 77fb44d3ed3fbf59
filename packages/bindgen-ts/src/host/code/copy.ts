import { casesOf, sizeOf } from '@wit-ts/canonical-abi/layout';
import type { AbiType } from '@wit-ts/canonical-abi/layout';
import type { Doc } from '../../output/doc.js';
import { call } from './code.js';
import type { Code } from './code.js';
import type { Env } from './env.js';
import type { Helpers } from './helpers.js';
import { addressText, indented } from './lift.js';
import { joinHint, storeTo, variantWriter } from './lower.js';
import { memoryAt, rawPair, rawScalar, sourceParts, targetParts, variantSource } from './place.js';
import type { Side, Source, Target } from './place.js';
import { scalarOf, viewOf } from './scalars.js';
import { alignmentAndSize, elementOf, isLong, isPlain } from './type-facts.js';

/** Writes statements that pass a value from one component to another, without a JavaScript value in between. */
export class Copier {
  readonly #env: Env;
  readonly #helpers: Helpers;
  /** Told of a handle that is lent in a variable, to be given back after the call. */
  readonly #lent: ((handle: string) => void) | undefined;

  constructor(env: Env, helpers: Helpers, lent?: (handle: string) => void) {
    this.#env = env;
    this.#helpers = helpers;
    this.#lent = lent;
  }

  /** @returns expressions of the core values, where the target is flat */
  copy(
    code: Code,
    from: Side,
    to: Side,
    type: AbiType,
    source: Source,
    target: Target,
    hint: string,
    direct = false,
  ): readonly string[] {
    const inMemory = source.kind === 'memory' && target.kind === 'memory';
    if (!direct && inMemory && this.#helpers.isShared(type)) {
      const [start, end] = [addressText(source), addressText(target)];
      if (isPlain(type))
        code.line([
          call(`${to.memory}.copyBytes`, [from.memory, start, end, String(sizeOf(type))]),
          ';',
        ]);
      else
        code.line([
          call(this.#helpers.copy(type, from, to), [from.memory, start, to.memory, end]),
          ';',
        ]);
      return [];
    }
    switch (type.kind) {
      case 'string':
        return this.#pair(code, from, to, source, target, hint, (pair) =>
          call(`${to.memory}.copyString`, [from.memory, ...pair]),
        );
      case 'list':
      case 'map': {
        const element = elementOf(this.#env, type);
        return this.#pair(code, from, to, source, target, hint, (pair) =>
          isPlain(element)
            ? call(`${to.memory}.copyList`, [from.memory, ...pair, ...alignmentAndSize(element)])
            : call(this.#helpers.copyList(type, from, to), [from.memory, ...pair, to.memory]),
        );
      }
      case 'record':
        return this.#parts(
          code,
          from,
          to,
          type.fields.map((field) => field.type),
          source,
          target,
          (index) => joinHint(hint, type.fields[index]?.name ?? ''),
        );
      case 'tuple':
        return this.#parts(
          code,
          from,
          to,
          type.types,
          source,
          target,
          (index) => `${hint}${index}`,
        );
      case 'fixed-length-list': {
        if (source.kind === 'memory' && target.kind === 'memory' && isLong(type)) {
          code.loop(String(type.length), (inner, index) => {
            const step = `${index} * ${sizeOf(type.element)}`;
            const start = inner.constant('sourceAt', `${addressText(source)} + ${step}`);
            const end = inner.constant('targetAt', `${addressText(target)} + ${step}`);
            this.copy(inner, from, to, type.element, memoryAt(start), memoryAt(end), 'item');
          });
          return [];
        }
        const types = Array.from({ length: type.length }, () => type.element);
        return this.#parts(code, from, to, types, source, target, (index) => `${hint}${index}`);
      }
      case 'variant':
      case 'option':
      case 'result':
        return this.#variant(code, from, to, type, source, target, hint);
      case 'stream':
      case 'future':
      case 'error-context':
        throw new Error(`a ${type.kind} cannot be copied`);
      default:
        return this.#scalar(code, from, to, type, source, target, hint);
    }
  }

  #pair(
    code: Code,
    from: Side,
    to: Side,
    source: Source,
    target: Target,
    hint: string,
    copy: (pair: [string, string]) => Doc,
  ): readonly string[] {
    const pair = rawPair(this.#env, from, source);
    const isText = target.kind === 'flat';
    const pointer = code.constant(`${hint}Ptr`, copy(pair));
    if (isText) return [pointer, code.constant(`${hint}Length`, `${to.memory}.length`)];
    storeTo(code, to, 'u32', target.base, target.offset, pointer);
    storeTo(code, to, 'u32', target.base, target.offset + 4, `${to.memory}.length`);
    return [];
  }

  #parts(
    code: Code,
    from: Side,
    to: Side,
    types: readonly AbiType[],
    source: Source,
    target: Target,
    hint: (index: number) => string,
  ): readonly string[] {
    const sources = sourceParts(source, types);
    const targets = targetParts(target, types);
    return types.flatMap((type, index) => {
      const [start, end] = [sources[index], targets[index]];
      if (start === undefined || end === undefined) throw new Error('a part has no place');
      return this.copy(code, from, to, type, start, end, hint(index));
    });
  }

  #scalar(
    code: Code,
    from: Side,
    to: Side,
    type: AbiType,
    source: Source,
    target: Target,
    hint: string,
  ): readonly string[] {
    const raw = rawScalar(this.#env, from, type, source);
    const value = this.#scalarValue(code, from, to, type, raw, source.kind === 'flat', hint);
    if (target.kind === 'flat') return [value.includes('(') ? code.constant(hint, value) : value];
    const view = viewOf(type);
    if (view === undefined) throw new Error(`a ${type.kind} is no scalar`);
    storeTo(code, to, view, target.base, target.offset, value);
    return [];
  }

  #scalarValue(
    code: Code,
    from: Side,
    to: Side,
    type: AbiType,
    raw: string,
    flat: boolean,
    hint: string,
  ): string {
    const env = this.#env;
    switch (type.kind) {
      case 'own': {
        const { type: resource } = env.resources.get(type.resource);
        const rep = `${from.instance}.handles.takeOwn(${raw}, ${resource})`;
        return `${to.instance}.handles.addOwn(${resource}, ${rep})`;
      }
      case 'borrow': {
        const { type: name, resource } = env.resources.get(type.resource);
        let rep = `${from.instance}.lend(${raw}, ${name})`;
        if (this.#lent !== undefined && flat) {
          rep = code.constant(`${hint}Rep`, `${from.instance}.handles.lend(${raw}, ${name})`);
          this.#lent(raw);
        }
        if (resource.kind === 'guest' && resource.instance === to.instanceIndex) return rep;
        return `${to.instance}.handles.addBorrow(${name}, ${rep}, ${to.instance}.borrows)`;
      }
      default: {
        const scalar = scalarOf(type);
        if (scalar === undefined) throw new Error(`a ${type.kind} is no scalar`);
        return scalar.copy(raw, flat, { env, helpers: this.#helpers });
      }
    }
  }

  #variant(
    code: Code,
    from: Side,
    to: Side,
    type: Extract<AbiType, { kind: 'variant' | 'option' | 'result' }>,
    source: Source,
    target: Target,
    hint: string,
  ): readonly string[] {
    const env = this.#env;
    const { discriminant, payload: payloadOf } = variantSource(env, from, type, source);
    const writer = variantWriter(env, code, to, type, target, hint);
    code.block(`switch (${discriminant})`, (cases) => {
      casesOf(type).forEach((payload, index) => {
        cases.block(`case ${index}:`, (inner) => {
          writer.write(inner, index, payload, (place, item) =>
            this.copy(inner, from, to, item, payloadOf(item), place, `${hint}Value`),
          );
          inner.line('break;');
        });
      });
      cases.line(['default:', indented(`${env.runtime('invalidDiscriminant')}();`)]);
    });
    return writer.values;
  }
}
