import type { AbiField, AbiType } from '@wit-ts/canonical-abi/layout';
import type { Resolve, Type } from '@wit-ts/wit-parser';
import { memberNames, pascalCase, propertyKey, stringLiteral } from '../../naming/index.js';
import { group, ifBreak, indent, join, line, softline } from '../../output/doc.js';
import type { Doc } from '../../output/doc.js';
import { MAX_TUPLE, objectType, typeArguments, union } from '../../types/index.js';
import type { TypeContext } from '../../types/index.js';
import type { TypeInterner } from '../plan/type-interner.js';
import type { Resources } from './resources.js';
import { isPlainOption, numberKind } from './type-facts.js';

/**
 * TypeScript types and labels of ABI types. Those that WIT gives a name are referred to by it: {@link learn} walks a WIT
 * type and its ABI type together.
 */
export class TsTypes {
  readonly #resolve: Resolve;
  readonly #context: TypeContext;
  readonly #resources: Resources;
  readonly #types: TypeInterner;
  readonly #references = new Map<AbiType, string>();
  readonly #labels = new Map<AbiType, string>();

  constructor(resolve: Resolve, context: TypeContext, resources: Resources, types: TypeInterner) {
    this.#resolve = resolve;
    this.#context = context;
    this.#resources = resources;
    this.#types = types;
  }

  /** Takes the names of a type, and of the types in it, from WIT. */
  learn(wit: Type | null | undefined, abi: AbiType | null | undefined): void {
    if (typeof wit !== 'number' || abi === null || abi === undefined) return;
    const definition = this.#resolve.types[wit];
    if (definition === undefined) return;
    if (definition.kind.kind === 'alias') return this.learn(definition.kind.type, abi);
    if (definition.name !== null) {
      if (this.#references.has(abi)) return;
      const reference = this.#context.reference(wit);
      if (reference !== undefined) this.#references.set(abi, reference);
      this.#labels.set(abi, pascalCase(definition.name));
    }
    this.#learnParts(wit, abi);
  }

  #learnParts(wit: number, abi: AbiType): void {
    const kind = this.#resolve.types[wit]?.kind;
    if (kind === undefined) return;
    if (kind.kind === 'record' && abi.kind === 'record')
      kind.fields.forEach((field, index) => this.learn(field.type, abi.fields[index]?.type));
    else if (kind.kind === 'variant' && abi.kind === 'variant')
      kind.cases.forEach((item, index) => this.learn(item.type, abi.cases[index]?.type));
    else if (kind.kind === 'tuple' && abi.kind === 'tuple')
      kind.types.forEach((type, index) => this.learn(type, abi.types[index]));
    else if (kind.kind === 'option' && abi.kind === 'option') this.learn(kind.type, abi.type);
    else if (kind.kind === 'result' && abi.kind === 'result') {
      this.learn(kind.ok, abi.ok);
      this.learn(kind.err, abi.err);
    } else if (kind.kind === 'list' && abi.kind === 'list') this.learn(kind.type, abi.element);
    else if (kind.kind === 'fixed-length-list' && abi.kind === 'fixed-length-list')
      this.learn(kind.type, abi.element);
    else if (kind.kind === 'map' && abi.kind === 'map') {
      this.learn(kind.key, abi.key);
      this.learn(kind.value, abi.value);
    }
  }

  /** The TypeScript type of values of the type. */
  type(abi: AbiType | null): Doc {
    if (abi === null) return 'void';
    return this.#references.get(abi) ?? this.#written(abi);
  }

  #written(abi: AbiType): Doc {
    switch (abi.kind) {
      case 'bool':
        return 'boolean';
      case 'u64':
      case 's64':
        return 'bigint';
      case 'char':
      case 'string':
        return 'string';
      case 'own':
      case 'borrow':
        return this.#resources.tsType(abi.resource);
      case 'record':
        return objectType(this.#fields(abi.fields));
      case 'flags':
        return objectType(memberNames(abi.flags).map((name) => `${propertyKey(name)}?: boolean`));
      case 'enum':
        return union(abi.cases.map(stringLiteral));
      case 'variant':
        return union(
          abi.cases.map((item) =>
            objectType([
              `tag: ${stringLiteral(item.name)}`,
              ...(item.type === null ? [] : [['val: ', this.type(item.type)]]),
            ]),
          ),
        );
      case 'option':
        if (isPlainOption(abi)) return union([this.type(abi.type), 'undefined']);
        return this.#helper('Option', [this.#argument(abi.type)]);
      case 'result':
        return this.#helper('Result', [this.#argument(abi.ok), this.#argument(abi.err)]);
      case 'tuple':
        return tuple(abi.types.map((item) => this.type(item)));
      case 'fixed-length-list':
        if (abi.length > MAX_TUPLE) return typeArguments('Array', [this.#argument(abi.element)]);
        return tuple(Array.from({ length: abi.length }, () => this.type(abi.element)));
      case 'list': {
        const kind = numberKind(abi.element);
        return kind === undefined
          ? typeArguments('Array', [this.#argument(abi.element)])
          : arrayName(kind);
      }
      case 'map':
        return typeArguments('Map', [this.#argument(abi.key), this.#argument(abi.value)]);
      case 'stream':
      case 'future':
      case 'error-context':
        return 'unknown';
      default:
        return 'number';
    }
  }

  #helper(name: 'Option' | 'Result', args: readonly Doc[]): Doc {
    this.#context.uses?.(name);
    return typeArguments(this.#context.helper?.(name) ?? name, args);
  }

  /** A type between `<` and `>`, where a union starts without a line of its own. */
  #argument(abi: AbiType | null): Doc {
    if (abi?.kind !== 'option' || !isPlainOption(abi) || this.#references.has(abi))
      return this.type(abi);
    return union([this.type(abi.type), 'undefined'], false);
  }

  /** The same for use elsewhere. */
  argument(abi: AbiType | null): Doc {
    return this.#argument(abi);
  }

  #fields(fields: readonly AbiField[]): Doc[] {
    const names = memberNames(fields.map((field) => field.name));
    return fields.map(({ name, type }, index): Doc => {
      const key = propertyKey(names[index] ?? name);
      if (type.kind === 'option' && isPlainOption(type)) return [`${key}?: `, this.type(type.type)];
      return [`${key}: `, this.type(type)];
    });
  }

  /** A short PascalCase word for the type. */
  label(abi: AbiType): string {
    let label = this.#labels.get(abi);
    if (label === undefined) {
      label = this.#makeLabel(abi);
      if (label.length > 40) label = `${pascalCase(abi.kind)}${this.#types.id(abi)}`;
      this.#labels.set(abi, label);
    }
    return label;
  }

  #makeLabel(abi: AbiType): string {
    const optional = (type: AbiType | null): string => (type === null ? 'Unit' : this.label(type));
    switch (abi.kind) {
      case 'list':
        return `ListOf${this.label(abi.element)}`;
      case 'fixed-length-list':
        return `ListOf${abi.length}${this.label(abi.element)}`;
      case 'option':
        return `Option${this.label(abi.type)}`;
      case 'result':
        return `Result${optional(abi.ok)}${optional(abi.err)}`;
      case 'map':
        return `MapOf${this.label(abi.key)}${this.label(abi.value)}`;
      case 'tuple':
        return `Tuple${abi.types.map((item) => this.label(item)).join('')}`;
      case 'record':
      case 'variant':
      case 'enum':
      case 'flags':
      case 'own':
      case 'borrow':
        return `${pascalCase(abi.kind)}${this.#types.id(abi)}`;
      default:
        return pascalCase(abi.kind);
    }
  }
}

function arrayName(kind: string): string {
  const bits = kind.slice(1);
  if (kind.startsWith('F')) return `Float${bits}Array`;
  const name = kind.startsWith('U') ? `Uint${bits}Array` : `Int${bits}Array`;
  return bits === '64' ? `Big${name}` : name;
}

function tuple(members: readonly Doc[]): Doc {
  if (members.length === 0) return '[]';
  return group(['[', indent([softline, join([',', line], members)]), ifBreak(','), softline, ']']);
}
