/** Values of a type from WAVE text, as the bindings for hosts take them. */
import { Suggester, type PrimitiveType, type Resolve, type Type } from '@wit-ts/wit-parser';
import { isKeyword } from './lexer.js';
import { memberName, propertyNames, setProperty, type PropertyName } from './naming.js';
import { describeNode, type Label, type Node } from './node.js';
import { parseF32, parseF64, parseInteger } from './numbers.js';
import { Problem, type Range } from './problem.js';
import { charValue, multilineValue, stringValue } from './strings.js';
import { describeType, isFlat, shapeOf, type Shape } from './types.js';

export interface ReadOptions {
  /** What spans of diagnostics call the text. */
  readonly file?: string;
  /** Names of properties; camelCase by default. */
  readonly propertyName?: PropertyName;
}

type Of<K extends Shape['kind']> = Extract<Shape, { kind: K }>;

const RANGES: ReadonlyMap<PrimitiveType, readonly [low: bigint, high: bigint]> = new Map(
  [8, 16, 32, 64].flatMap((bits) => {
    const [half, whole] = [2n ** BigInt(bits - 1), 2n ** BigInt(bits)];
    return [
      [`u${bits}` as PrimitiveType, [0n, whole - 1n] as const],
      [`s${bits}` as PrimitiveType, [-half, half - 1n] as const],
    ];
  }),
);

interface NumberArray {
  readonly length: number;
}

/** Lists of these elements are typed arrays. */
const ARRAYS: ReadonlyMap<PrimitiveType, (values: unknown[]) => NumberArray> = new Map<
  PrimitiveType,
  (values: unknown[]) => NumberArray
>([
  ['u8', (values) => Uint8Array.from(values as number[])],
  ['s8', (values) => Int8Array.from(values as number[])],
  ['u16', (values) => Uint16Array.from(values as number[])],
  ['s16', (values) => Int16Array.from(values as number[])],
  ['u32', (values) => Uint32Array.from(values as number[])],
  ['s32', (values) => Int32Array.from(values as number[])],
  ['u64', (values) => BigUint64Array.from(values as bigint[])],
  ['s64', (values) => BigInt64Array.from(values as bigint[])],
  ['f32', (values) => Float32Array.from(values as number[])],
  ['f64', (values) => Float64Array.from(values as number[])],
]);

/** Reads nodes of one text. */
export class Reader {
  readonly #text: string;
  readonly #resolve: Resolve;
  readonly #propertyName: PropertyName;
  readonly #suggester = new Suggester();

  constructor(text: string, resolve: Resolve, options: ReadOptions) {
    this.#text = text;
    this.#resolve = resolve;
    this.#propertyName = options.propertyName ?? memberName;
  }

  /** @throws Problem */
  value(node: Node, type: Type): unknown {
    const shape = shapeOf(this.#resolve, type);
    switch (shape.kind) {
      case 'primitive':
        return this.#primitive(node, shape.type);
      case 'list':
        return this.#list(node, type, shape);
      case 'fixed-length-list':
        return this.#fixedLengthList(node, type, shape);
      case 'map':
        return this.#map(node, type, shape);
      case 'tuple':
        return this.#tuple(node, type, shape);
      case 'record':
        return this.#record(node, type, shape);
      case 'flags':
        return this.#flags(node, type, shape);
      case 'enum':
        return this.#enum(node, type, shape);
      case 'variant':
        return this.#variant(node, type, shape);
      case 'option':
        return this.#option(node, type, shape);
      case 'result':
        return this.#result(node, type, shape);
      case 'handle':
      case 'resource':
      case 'future':
      case 'stream':
        throw this.#unwritable(node, type);
    }
  }

  /** The value of something left out: `none` of an option. */
  none(type: Type): { value: unknown } | undefined {
    const shape = shapeOf(this.#resolve, type);
    return shape.kind === 'option' ? { value: this.#none(shape) } : undefined;
  }

  #primitive(node: Node, type: PrimitiveType): unknown {
    const range = RANGES.get(type);
    if (range !== undefined) return this.#integer(node, type, range);
    switch (type) {
      case 'bool':
        if (node.kind === 'bool') return node.value;
        break;
      case 'f32':
        if (node.kind === 'number') return parseF32(this.#slice(node));
        break;
      case 'f64':
        if (node.kind === 'number') return parseF64(this.#slice(node));
        break;
      case 'char':
        if (node.kind === 'char') return charValue(this.#text, node);
        break;
      case 'string':
        if (node.kind === 'string') return stringValue(this.#text, node);
        if (node.kind === 'multiline-string') return multilineValue(this.#text, node);
        break;
      default:
        throw this.#unwritable(node, type);
    }
    throw this.#mismatch(node, type);
  }

  #integer(node: Node, type: PrimitiveType, [low, high]: readonly [bigint, bigint]): unknown {
    if (node.kind !== 'number') throw this.#mismatch(node, type);
    const value = parseInteger(this.#slice(node), low, high);
    if (value !== undefined)
      return high > 0xffffffffn || low < -0x80000000n ? value : Number(value);
    throw new Problem(
      'WAVE0012',
      `the number is not a value of ${type}`,
      node,
      `${type} holds whole numbers from ${low} to ${high}`,
    );
  }

  #list(node: Node, type: Type, shape: Of<'list'>): unknown {
    if (node.kind !== 'list') throw this.#mismatch(node, type);
    const values = node.items.map((item) => this.value(item, shape.type));
    const element = shapeOf(this.#resolve, shape.type);
    const array = element.kind === 'primitive' ? ARRAYS.get(element.type) : undefined;
    return array === undefined ? values : array(values);
  }

  #fixedLengthList(node: Node, type: Type, shape: Of<'fixed-length-list'>): unknown {
    if (node.kind !== 'list') throw this.#mismatch(node, type);
    this.#requireCount(node, node.items.length, shape.length, type);
    return node.items.map((item) => this.value(item, shape.type));
  }

  #map(node: Node, type: Type, shape: Of<'map'>): unknown {
    if (node.kind !== 'list') throw this.#mismatch(node, type);
    const map = new Map<unknown, unknown>();
    for (const item of node.items) {
      const [key, value, ...more] = item.kind === 'tuple' ? item.items : [];
      if (key === undefined || value === undefined || more.length > 0) {
        throw new Problem(
          'WAVE0011',
          `an entry of ${describeType(this.#resolve, type)} is a tuple of key and value, not ${describeNode(item)}`,
          item,
          'write [(key, value), …]',
        );
      }
      map.set(this.value(key, shape.key), this.value(value, shape.value));
    }
    return map;
  }

  #tuple(node: Node, type: Type, shape: Of<'tuple'>): unknown {
    if (node.kind !== 'tuple') throw this.#mismatch(node, type);
    this.#requireCount(node, node.items.length, shape.types.length, type);
    return shape.types.map((item, index) => this.value(node.items[index] ?? node, item));
  }

  #requireCount(node: Node, given: number, wanted: number, type: Type): void {
    if (given === wanted) return;
    const name = describeType(this.#resolve, type);
    throw new Problem('WAVE0019', `${name} has ${wanted} values, not ${given}`, node);
  }

  #record(node: Node, type: Type, shape: Of<'record'>): unknown {
    if (node.kind !== 'record') {
      const isEmpty = node.kind === 'flags' && node.labels.length === 0;
      throw this.#mismatch(
        node,
        type,
        isEmpty ? 'write {:} for a record without fields' : undefined,
      );
    }
    const fields = new Map(node.fields.map((field) => [field.label.name, field]));
    const names = shape.fields.map((field) => field.name);
    for (const { label } of node.fields) {
      if (names.includes(label.name)) continue;
      throw this.#unknown('WAVE0014', 'field', label, type, names);
    }
    const record = {};
    const properties = propertyNames(names, this.#propertyName);
    for (const [index, field] of shape.fields.entries()) {
      const given = fields.get(field.name);
      const none = given === undefined ? this.none(field.type) : undefined;
      if (given === undefined && none === undefined) {
        throw new Problem(
          'WAVE0013',
          `the field ${field.name} of ${describeType(this.#resolve, type)} is missing`,
          node,
          `add ${field.name}: … of type ${describeType(this.#resolve, field.type)}; only fields that are options can be left out`,
        );
      }
      const value = given === undefined ? none?.value : this.value(given.value, field.type);
      // Also where it is undefined: a field `to-string` left out must not be the inherited `toString`.
      setProperty(record, properties[index] ?? field.name, value);
    }
    return record;
  }

  #flags(node: Node, type: Type, shape: Of<'flags'>): unknown {
    if (node.kind !== 'flags') throw this.#mismatch(node, type);
    const names = shape.flags.map((flag) => flag.name);
    const given = new Set<string>();
    for (const label of node.labels) {
      if (!names.includes(label.name)) {
        throw this.#unknown('WAVE0016', 'flag', label, type, names);
      }
      given.add(label.name);
    }
    const flags = {};
    const properties = propertyNames(names, this.#propertyName);
    for (const [index, name] of names.entries())
      setProperty(flags, properties[index] ?? name, given.has(name));
    return flags;
  }

  #enum(node: Node, type: Type, shape: Of<'enum'>): unknown {
    const names = shape.cases.map((item) => item.name);
    if (node.kind !== 'case') throw this.#mismatch(node, type, this.#keywordHelp(node, names));
    const { label, payload } = node;
    if (payload !== undefined) {
      throw this.#mismatch(node, type, 'the cases of an enum have no payload');
    }
    if (!names.includes(label.name)) throw this.#unknown('WAVE0015', 'case', label, type, names);
    return label.name;
  }

  #variant(node: Node, type: Type, shape: Of<'variant'>): unknown {
    const names = shape.cases.map((item) => item.name);
    if (node.kind !== 'case') throw this.#mismatch(node, type, this.#keywordHelp(node, names));
    const { label } = node;
    const found = shape.cases.find((item) => item.name === label.name);
    if (found === undefined) throw this.#unknown('WAVE0015', 'case', label, type, names);
    const payload = this.#payload(node, label.name, node.payload, found.type);
    return found.type === null ? { tag: label.name } : { tag: label.name, val: payload };
  }

  #option(node: Node, type: Type, shape: Of<'option'>): unknown {
    if (node.kind === 'none') return this.#none(shape);
    const inner = shapeOf(this.#resolve, shape.type);
    let value: unknown;
    if (node.kind === 'some') value = this.value(node.payload, shape.type);
    else if (isFlat(inner)) value = this.value(node, shape.type);
    else throw this.#mismatch(node, type, 'write some(…) or none');
    return inner.kind === 'option' ? { tag: 'some', val: value } : value;
  }

  #none(shape: Of<'option'>): unknown {
    const inner = shapeOf(this.#resolve, shape.type);
    return inner.kind === 'option' ? { tag: 'none' } : undefined;
  }

  #result(node: Node, type: Type, shape: Of<'result'>): unknown {
    if (node.kind === 'ok' || node.kind === 'err') {
      const payload = node.kind === 'ok' ? shape.ok : shape.err;
      return { tag: node.kind, val: this.#payload(node, node.kind, node.payload, payload) };
    }
    if (shape.ok !== null && isFlat(shapeOf(this.#resolve, shape.ok))) {
      return { tag: 'ok', val: this.value(node, shape.ok) };
    }
    const ok = shape.ok === null ? 'ok' : 'ok(…)';
    throw this.#mismatch(node, type, `write ${ok} or ${shape.err === null ? 'err' : 'err(…)'}`);
  }

  #payload(node: Range, name: string, given: Node | undefined, type: Type | null): unknown {
    if (type !== null && given !== undefined) return this.value(given, type);
    if (type !== null) {
      const wanted = describeType(this.#resolve, type);
      throw new Problem(
        'WAVE0017',
        `the case ${name} needs a payload of type ${wanted}`,
        node,
        `write ${name}(…)`,
      );
    }
    if (given !== undefined) {
      throw new Problem(
        'WAVE0018',
        `the case ${name} has no payload`,
        given,
        `write ${name} alone`,
      );
    }
    return undefined;
  }

  /** A keyword where a case of that name was meant. */
  #keywordHelp(node: Node, names: readonly string[]): string | undefined {
    const [, word = ''] = /^([a-z]+)/.exec(this.#slice(node)) ?? [];
    return isKeyword(word) && names.includes(word)
      ? `write %${word}: without % the word has a meaning of its own`
      : undefined;
  }

  #unknown(
    code: 'WAVE0014' | 'WAVE0015' | 'WAVE0016',
    what: string,
    label: Label,
    type: Type,
    names: readonly string[],
  ): Problem {
    const near = this.#suggester.closest(label.name, names);
    const listed = names.length > 8 ? `${names.slice(0, 8).join(', ')}, …` : names.join(', ');
    return new Problem(
      code,
      `${describeType(this.#resolve, type)} has no ${what} ${label.name}`,
      label,
      near === undefined ? `it has ${listed}` : `did you mean ${near}?`,
    );
  }

  #mismatch(node: Node, type: Type, help?: string): Problem {
    const wanted = describeType(this.#resolve, type);
    const { kind } = shapeOf(this.#resolve, type);
    const named = kind === 'primitive' || wanted.includes('<') || wanted === kind;
    return new Problem(
      'WAVE0011',
      `a value of ${named ? wanted : `the ${kind} ${wanted}`} is expected here, not ${describeNode(node)}`,
      node,
      help,
    );
  }

  #unwritable(node: Range, type: Type): Problem {
    return new Problem(
      'WAVE0021',
      `a value of ${describeType(this.#resolve, type)} cannot be written as text`,
      node,
      'resources, streams, futures and error contexts exist only inside a running program',
    );
  }

  #slice(range: Range): string {
    return this.#text.slice(range.start, range.end);
  }
}
