/** WAVE text of the values that bindings for hosts give. */
import type { PrimitiveType, Resolve, Type } from '@wit-ts/wit-parser';
import { isKeyword } from './lexer.js';
import { getProperty, memberName, propertyNames, type PropertyName } from './naming.js';
import { formatF32, formatF64 } from './numbers.js';
import { escaped } from './strings.js';
import { describeType, shapeOf } from './types.js';

export interface PrintOptions {
  /** Names of properties; camelCase by default. */
  readonly propertyName?: PropertyName;
}

/**
 * The text of a value, as the reference's writer gives it: `some(…)` and `ok(…)` in full, fields of the value `none`
 * left out, a blank after each comma.
 *
 * @param value - as the bindings for hosts give it: numbers, bigints, strings, typed arrays, `{tag, val}`, …
 * @throws TypeError where the value is not one of the type, or the type is one that no text stands for
 */
export function printWave(
  value: unknown,
  type: Type,
  resolve: Resolve,
  options: PrintOptions = {},
): string {
  return new Printer(resolve, options.propertyName ?? memberName).value(value, type);
}

class Printer {
  constructor(
    readonly resolve: Resolve,
    readonly propertyName: PropertyName,
  ) {}

  /** The properties for fields or flags. */
  private properties(members: readonly { readonly name: string }[]): readonly string[] {
    return propertyNames(
      members.map(({ name }) => name),
      this.propertyName,
    );
  }

  value(value: unknown, type: Type): string {
    const shape = shapeOf(this.resolve, type);
    switch (shape.kind) {
      case 'primitive':
        return this.primitive(value, shape.type);
      case 'list':
      case 'fixed-length-list':
        return `[${this.items(value, type)
          .map((item) => this.value(item, shape.type))
          .join(', ')}]`;
      case 'map': {
        if (!(value instanceof Map)) throw this.wrong(type);
        const entries = [...(value as Map<unknown, unknown>)].map(
          ([key, item]) => `(${this.value(key, shape.key)}, ${this.value(item, shape.value)})`,
        );
        return `[${entries.join(', ')}]`;
      }
      case 'tuple': {
        const items = this.items(value, type);
        if (items.length !== shape.types.length) throw this.wrong(type);
        return `(${shape.types.map((item, index) => this.value(items[index], item)).join(', ')})`;
      }
      case 'record': {
        const record = this.object(value, type);
        const fields: string[] = [];
        const properties = this.properties(shape.fields);
        for (const [index, field] of shape.fields.entries()) {
          const item = getProperty(record, properties[index] ?? field.name);
          if (!this.isNone(item, field.type)) {
            fields.push(`${field.name}: ${this.value(item, field.type)}`);
          }
        }
        return fields.length === 0 ? '{:}' : `{${fields.join(', ')}}`;
      }
      case 'flags': {
        const flags = this.object(value, type);
        const properties = this.properties(shape.flags);
        const set = shape.flags.filter(
          ({ name }, index) => getProperty(flags, properties[index] ?? name) === true,
        );
        return `{${set.map(({ name }) => name).join(', ')}}`;
      }
      case 'enum':
        if (typeof value !== 'string' || !shape.cases.some(({ name }) => name === value)) {
          throw this.wrong(type);
        }
        return label(value);
      case 'variant': {
        const { tag, val } = this.tagged(value, type);
        const found = shape.cases.find(({ name }) => name === tag);
        if (found === undefined) throw this.wrong(type);
        return label(tag) + this.payload(val, found.type);
      }
      case 'option':
        return this.option(value, type, shape.type);
      case 'result': {
        const { tag, val } = this.tagged(value, type);
        if (tag !== 'ok' && tag !== 'err') throw this.wrong(type);
        return tag + this.payload(val, tag === 'ok' ? shape.ok : shape.err);
      }
      case 'handle':
      case 'resource':
      case 'future':
      case 'stream':
        throw new TypeError(
          `a value of ${describeType(this.resolve, type)} cannot be written as text`,
        );
    }
  }

  primitive(value: unknown, type: PrimitiveType): string {
    switch (type) {
      case 'bool':
        if (typeof value === 'boolean') return String(value);
        break;
      case 'u8':
      case 'u16':
      case 'u32':
      case 's8':
      case 's16':
      case 's32':
        if (Number.isInteger(value)) return BigInt(value as number).toString();
        break;
      case 'u64':
      case 's64':
        if (typeof value === 'bigint') return value.toString();
        break;
      case 'f32':
        if (typeof value === 'number') return formatF32(value);
        break;
      case 'f64':
        if (typeof value === 'number') return formatF64(value);
        break;
      case 'char':
        if (typeof value === 'string') return `'${escaped(value)}'`;
        break;
      case 'string':
        if (typeof value === 'string') return `"${escaped(value)}"`;
        break;
      case 'error-context':
        throw new TypeError('an error context cannot be written as text');
    }
    throw this.wrong(type);
  }

  option(value: unknown, type: Type, inner: Type): string {
    if (shapeOf(this.resolve, inner).kind !== 'option') {
      return isAbsent(value) ? 'none' : `some(${this.value(value, inner)})`;
    }
    const { tag, val } = this.tagged(value, type);
    if (tag === 'none') return 'none';
    if (tag !== 'some') throw this.wrong(type);
    return `some(${this.value(val, inner)})`;
  }

  /** Whether a field is left out. */
  isNone(value: unknown, type: Type): boolean {
    const shape = shapeOf(this.resolve, type);
    if (shape.kind !== 'option') return false;
    if (shapeOf(this.resolve, shape.type).kind !== 'option') return isAbsent(value);
    return this.tagged(value, type).tag === 'none';
  }

  payload(value: unknown, type: Type | null): string {
    return type === null ? '' : `(${this.value(value, type)})`;
  }

  items(value: unknown, type: Type): unknown[] {
    if (Array.isArray(value)) return value as unknown[];
    if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
      return Array.from(value as unknown as ArrayLike<unknown>);
    }
    throw this.wrong(type);
  }

  tagged(value: unknown, type: Type): { tag: string; val: unknown } {
    const object = this.object(value, type);
    const tag = getProperty(object, 'tag');
    if (typeof tag !== 'string') throw this.wrong(type);
    return { tag, val: getProperty(object, 'val') };
  }

  object(value: unknown, type: Type): object {
    if (typeof value === 'object' && value !== null) return value;
    throw this.wrong(type);
  }

  wrong(type: Type): TypeError {
    return new TypeError(`the value is not one of ${describeType(this.resolve, type)}`);
  }
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function label(name: string): string {
  return isKeyword(name) ? `%${name}` : name;
}
