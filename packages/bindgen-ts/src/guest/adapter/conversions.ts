/** Conversions between the values of a back end and ours, as text of JavaScript expressions. */
import { dealias, type Resolve, type Type, type TypeId } from '@wit-ts/wit-parser';
import {
  isInheritedName,
  memberAccess,
  memberName,
  propertyKey,
  stringLiteral,
} from '../../naming/index.js';
import { plainOption, typedArray } from '../../types/index.js';
import type { GuestDialect } from './dialect.js';

/** `in`: from the engine to the user's code; `out`: the other way. */
export type Direction = 'in' | 'out';

/** How a resource is converted: text of functions of one value. */
export interface ResourceConversion {
  readonly in: string;
  readonly outOwn: string;
  readonly outBorrow: string;
}

/** Makes an expression of one value into another. `undefined` where the value stays as it is. */
type Convert = ((value: string) => string) | undefined;

export interface ConversionOptions {
  readonly resolve: Resolve;
  readonly dialect: GuestDialect;
  /** Front of the names of the functions, so that two sets can stand in one module. */
  readonly prefix: string;
  readonly resource: (id: TypeId) => ResourceConversion;
}

/** The conversions of one side of a world: what it imports, or what it exports. */
export class Conversions {
  /** Functions for types with an inside, in the order in which they were asked for. */
  readonly declarations: string[] = [];
  readonly #functions = new Map<string, string | null>();
  readonly #options: ConversionOptions;

  constructor(options: ConversionOptions) {
    this.#options = options;
  }

  /** The value converted. */
  apply(type: Type | null, direction: Direction, value: string): string {
    const convert = type === null ? undefined : this.#convert(type, direction);
    return convert === undefined ? value : convert(value);
  }

  /** A function that converts, as text; `undefined` where nothing is to be done. */
  asFunction(type: Type | null, direction: Direction): string | undefined {
    if (type === null) return undefined;
    const convert = this.#convert(type, direction);
    if (convert === undefined) return undefined;
    const text = convert('x');
    const called = /^([\w$]+)\(x\)$/.exec(text)?.[1];
    return called ?? `(x) => ${text}`;
  }

  #convert(type: Type, direction: Direction): Convert {
    const target = dealias(this.#options.resolve, type);
    if (typeof target === 'string') return this.#primitive(target, direction);
    const key = `${direction}${target}`;
    let name = this.#functions.get(key);
    if (name === undefined) {
      name = this.#declare(target, direction);
      this.#functions.set(key, name);
    }
    return name === null ? undefined : (value) => `${name}(${value})`;
  }

  #primitive(type: Exclude<Type, number>, direction: Direction): Convert {
    const { dialect } = this.#options;
    if (direction === 'in') {
      if (type === 'u32') return dialect.signed32 ? (value) => `(${value} >>> 0)` : undefined;
      if (type !== 'u64' && type !== 's64') return undefined;
      switch (dialect.integers64) {
        case 'bigint':
          return undefined;
        case 'text':
          return calls(type === 'u64' ? 'BigInt' : 's64FromText');
      }
    }
    switch (type) {
      case 'bool':
        return (value) => `!!${value}`;
      case 'u8':
        return (value) => `(${value} & 255)`;
      case 'u16':
        return (value) => `(${value} & 65535)`;
      case 's8':
        return (value) => `((${value} << 24) >> 24)`;
      case 's16':
        return (value) => `((${value} << 16) >> 16)`;
      case 's32':
        return (value) => `(${value} | 0)`;
      case 'u32':
        return (value) => (dialect.signed32 ? `(${value} | 0)` : `(${value} >>> 0)`);
      case 'u64':
      case 's64':
        switch (dialect.integers64) {
          case 'bigint':
            return (value) => `BigInt.as${type === 'u64' ? 'Uint' : 'Int'}N(64, bigOut(${value}))`;
          case 'text':
            return calls('u64Text');
        }
      case 'f32':
      case 'f64':
        return calls('numberOut');
      case 'char':
        return calls('charOut');
      case 'string':
        return calls('stringOut');
      case 'error-context':
        return undefined;
    }
  }

  /** Declares a function for the type. @returns its name, or `null` where the value stays as it is */
  #declare(id: TypeId, direction: Direction): string | null {
    const body = this.#body(id, direction);
    if (body === undefined) return null;
    if (/^[\w$]+$/.test(body)) return body;
    const name = `${this.#options.prefix}${direction === 'in' ? 'In' : 'Out'}${id}`;
    this.declarations.push(`const ${name} = ${body};`);
    return name;
  }

  /** Text of the function. */
  #body(id: TypeId, direction: Direction): string | undefined {
    const { resolve, dialect, resource } = this.#options;
    const kind = resolve.types[id]?.kind;
    if (kind === undefined) throw new Error(`no type ${id}`);
    const out = direction === 'out';
    switch (kind.kind) {
      case 'alias':
      case 'resource':
        throw new Error(`no value has the type ${id} itself`);
      case 'handle': {
        const conversion = resource(kind.type);
        if (!out) return conversion.in;
        return kind.handle === 'own' ? conversion.outOwn : conversion.outBorrow;
      }
      case 'list':
        return this.#list(kind.type, direction);
      case 'fixed-length-list': {
        const item = this.asFunction(kind.type, direction);
        if (!out) return item === undefined ? undefined : `(x) => Array.from(x, ${item})`;
        return `(x) => tupleOut(x, ${kind.length})${item === undefined ? '' : `.map((x) => ${this.apply(kind.type, 'out', 'x')})`}`;
      }
      case 'tuple': {
        const items = kind.types.map((type, index) => this.apply(type, direction, `x[${index}]`));
        const isSame = items.every((item, index) => item === `x[${index}]`);
        if (out) return `(x) => (x = tupleOut(x, ${items.length}), [${items.join(', ')}])`;
        return isSame ? undefined : `(x) => [${items.join(', ')}]`;
      }
      case 'record':
        return this.#record(kind.fields, direction);
      case 'flags': {
        const members = kind.flags.map(({ name }) => {
          const key = memberName(name);
          return `${propertyKey(key)}: !!${memberOf('x', key)}`;
        });
        return out ? `(x) => (recordOut(x), { ${members.join(', ')} })` : undefined;
      }
      case 'enum': {
        if (!out) return undefined;
        const cases = kind.cases.map(({ name }) => stringLiteral(name)).join(', ');
        const set = `${this.#options.prefix}Cases${id}`;
        this.declarations.push(`const ${set} = new Set([${cases}]);`);
        return `(x) => enumOut(x, ${set})`;
      }
      case 'variant':
        return this.#cases(kind.cases, direction);
      case 'result':
        return this.#cases(
          [
            { name: 'ok', type: kind.ok },
            { name: 'err', type: kind.err },
          ],
          direction,
        );
      case 'option': {
        const none = out ? dialect.none : 'undefined';
        const item = this.apply(kind.type, direction, 'x');
        if (plainOption(resolve, id) !== undefined) {
          if (!out && item === 'x' && dialect.none === 'undefined') return undefined;
          return `(x) => (x == null ? ${none} : ${item})`;
        }
        return this.#cases(
          [
            { name: 'none', type: null },
            { name: 'some', type: kind.type },
          ],
          direction,
        );
      }
      case 'map': {
        const key = this.asFunction(kind.key, direction) ?? 'same';
        const value = this.asFunction(kind.value, direction) ?? 'same';
        if (!out && key === 'same' && value === 'same') return undefined;
        return `(x) => mapOut(x, ${key}, ${value})`;
      }
      case 'stream':
      case 'future':
        throw new Error('no back end is given streams or futures');
    }
  }

  #list(element: Type, direction: Direction): string | undefined {
    const { resolve, dialect } = this.#options;
    const array = typedArray(resolve, element);
    const target = dealias(resolve, element);
    if (array !== undefined && typeof target === 'string') {
      if (direction === 'in') {
        if (dialect.typedArraysIn.has(target)) return undefined;
        const isBig = target === 'u64' || target === 's64';
        const item = isBig ? this.asFunction(target, 'in') : undefined;
        const from = `${array}.from(x${item === undefined ? '' : `, ${item}`})`;
        return `(x) => (x instanceof ${array} ? x : ${from})`;
      }
      return `(x) => (x instanceof ${array} ? x : ${array}.from(arrayOf(x)))`;
    }
    const item = this.asFunction(element, direction);
    if (direction === 'in') return item === undefined ? undefined : `(x) => Array.from(x, ${item})`;
    if (item === undefined) return 'arrayOf';
    return `(x) => Array.from(arrayOf(x), (x) => ${this.apply(element, 'out', 'x')})`;
  }

  #record(
    fields: readonly { name: string; type: Type }[],
    direction: Direction,
  ): string | undefined {
    const { resolve } = this.#options;
    let isSame = true;
    const members = fields.map(({ name, type }) => {
      const key = memberName(name);
      const from = direction === 'out' ? memberOf('x', key) : `x${memberAccess(key)}`;
      const value = this.apply(type, direction, from);
      if (value !== from) isSame = false;
      // An optional field is left out, not there as `undefined`.
      if (direction === 'in' && plainOption(resolve, type) !== undefined) {
        isSame = false;
        return `...(${from} == null ? {} : { ${propertyKey(key)}: ${value} })`;
      }
      return `${propertyKey(key)}: ${value}`;
    });
    if (direction === 'in') return isSame ? undefined : `(x) => ({ ${members.join(', ')} })`;
    return `(x) => (recordOut(x), { ${members.join(', ')} })`;
  }

  #cases(
    cases: readonly { name: string; type: Type | null }[],
    direction: Direction,
  ): string | undefined {
    let isSame = true;
    const arms = cases.map(({ name, type }) => {
      const tag = stringLiteral(name);
      if (type === null) return `case ${tag}: return { tag: ${tag} };`;
      const value = this.apply(type, direction, 'x.val');
      if (value !== 'x.val') isSame = false;
      return `case ${tag}: return { tag: ${tag}, val: ${value} };`;
    });
    if (direction === 'in' && isSame) return undefined;
    return `(x) => { switch (x?.tag) { ${arms.join(' ')} default: return noCase(x); } }`;
  }
}

function calls(name: string): (value: string) => string {
  return (value) => `${name}(${value})`;
}

/** A member that the user gives: what every object inherits counts as left out. */
function memberOf(object: string, key: string): string {
  if (!isInheritedName(key)) return object + memberAccess(key);
  const name = stringLiteral(key);
  return `(Object.hasOwn(${object}, ${name}) ? ${object}[${name}] : undefined)`;
}
