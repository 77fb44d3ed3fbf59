import type { PrimitiveType, Resolve, Type, TypeId } from '@wit-ts/wit-parser';
import { propertyKey, memberNames, stringLiteral } from '../naming/index.js';
import { group, hardline, ifBreak, indent, join, line, printDoc, softline } from '../output/doc.js';
import type { Doc } from '../output/doc.js';
import { resolveAlias } from './type-names.js';

/** What the mapping needs to know of the file that is being written. */
export interface TypeContext {
  readonly resolve: Resolve;
  /** Text that refers to a named type there: `Event`, or `Types.Event`. `undefined`: write the type out. */
  readonly reference: (id: TypeId) => string | undefined;
  /** Told when `Option` or `Result` is used, so that the file can define it. */
  readonly uses?: (helper: 'Option' | 'Result') => void;
  /** Text for the helper types, where they are not called `Option` and `Result`. */
  readonly helper?: (helper: 'Option' | 'Result') => string;
}

const PRIMITIVES: Readonly<Record<PrimitiveType, string>> = {
  bool: 'boolean',
  u8: 'number',
  u16: 'number',
  u32: 'number',
  u64: 'bigint',
  s8: 'number',
  s16: 'number',
  s32: 'number',
  s64: 'bigint',
  f32: 'number',
  f64: 'number',
  char: 'string',
  string: 'string',
  'error-context': 'globalThis.Error',
};

const TYPED_ARRAYS: ReadonlyMap<Type, string> = new Map<Type, string>([
  ['u8', 'Uint8Array'],
  ['u16', 'Uint16Array'],
  ['u32', 'Uint32Array'],
  ['u64', 'BigUint64Array'],
  ['s8', 'Int8Array'],
  ['s16', 'Int16Array'],
  ['s32', 'Int32Array'],
  ['s64', 'BigInt64Array'],
  ['f32', 'Float32Array'],
  ['f64', 'Float64Array'],
]);

/** Fixed-length lists up to this length are tuples; longer ones are arrays in TypeScript (and checked at run time). */
export const MAX_TUPLE = 64;

/** The typed array that stands for `list<element>`, if there is one. */
export function typedArray(resolve: Resolve, element: Type): string | undefined {
  return TYPED_ARRAYS.get(resolveAlias(resolve, element));
}

/** Whether the type is an option whose `none` is `undefined` (that is, not an option of an option); its inner type. */
export function plainOption(resolve: Resolve, type: Type): Type | undefined {
  const inner = optionOf(resolve, type);
  return inner === undefined || optionOf(resolve, inner) !== undefined ? undefined : inner;
}

function optionOf(resolve: Resolve, type: Type): Type | undefined {
  const target = resolveAlias(resolve, type);
  const kind = typeof target === 'number' ? resolve.types[target]?.kind : undefined;
  return kind?.kind === 'option' ? kind.type : undefined;
}

/**
 * The TypeScript type of a WIT type, as jco maps it. Named types are referred to by `context.reference`.
 *
 * @returns a document; {@link typeText} gives it as text on one line.
 */
export function mapType(context: TypeContext, type: Type | null | undefined): Doc {
  if (type === null || type === undefined) return 'void';
  if (typeof type !== 'number') return PRIMITIVES[type];
  const definition = context.resolve.types[type];
  if (definition === undefined) throw new Error(`no type ${type}`);
  if (definition.name !== null) {
    const name = context.reference(type);
    if (name !== undefined) return name;
  }
  return mapDefinition(context, type);
}

/** The TypeScript type of a definition, written out even where it has a name. */
export function mapDefinition(context: TypeContext, id: TypeId): Doc {
  const { resolve } = context;
  const kind = resolve.types[id]?.kind;
  if (kind === undefined) throw new Error(`no type ${id}`);
  switch (kind.kind) {
    case 'alias':
      return mapType(context, kind.type);
    case 'handle':
      return mapType(context, kind.type);
    case 'resource':
      return context.reference(id) ?? 'object';
    case 'list': {
      const array = typedArray(resolve, kind.type);
      return array ?? typeArguments('Array', [argument(context, kind.type)]);
    }
    case 'fixed-length-list': {
      if (kind.length > MAX_TUPLE) return typeArguments('Array', [argument(context, kind.type)]);
      return tuple(Array.from({ length: kind.length }, () => mapType(context, kind.type)));
    }
    case 'map':
      return typeArguments('Map', [argument(context, kind.key), argument(context, kind.value)]);
    case 'tuple':
      return tuple(kind.types.map((item) => mapType(context, item)));
    case 'option':
      if (plainOption(resolve, id) !== undefined)
        return union([mapType(context, kind.type), 'undefined']);
      return helper(context, 'Option', [argument(context, kind.type)]);
    case 'result':
      return helper(context, 'Result', [argument(context, kind.ok), argument(context, kind.err)]);
    case 'record':
      return objectType(fieldDocs(context, kind.fields));
    case 'flags':
      return objectType(flagKeys(kind.flags).map((key) => `${key}?: boolean`));
    case 'enum':
      return union(kind.cases.map((item) => stringLiteral(item.name)));
    case 'variant':
      return union(kind.cases.map((item) => objectType(caseMembers(context, item))));
    case 'future':
      return typeArguments('PromiseLike', [argument(context, kind.type)]);
    case 'stream':
      return typeArguments('AsyncIterable', [argument(context, kind.type)]);
  }
}

/** Members of a record: `name: T`, or `name?: T` for an option. */
export function fieldDocs(
  context: TypeContext,
  fields: readonly { name: string; type: Type }[],
): Doc[] {
  const names = memberNames(fields.map((field) => field.name));
  return fields.map((field, index): Doc => {
    const key = propertyKey(names[index] ?? field.name);
    const inner = plainOption(context.resolve, field.type);
    if (inner === undefined) return [key, ': ', mapType(context, field.type)];
    return [key, '?: ', mapType(context, inner)];
  });
}

/** Keys of the object that stands for flags. */
export function flagKeys(flags: readonly { name: string }[]): string[] {
  return memberNames(flags.map((flag) => flag.name)).map(propertyKey);
}

/** Members of the object that stands for a case of a variant. */
export function caseMembers(
  context: TypeContext,
  item: { name: string; type: Type | null },
): Doc[] {
  const tag = `tag: ${stringLiteral(item.name)}`;
  return item.type === null ? [tag] : [tag, ['val: ', mapType(context, item.type)]];
}

/** The type on one line. */
export function typeText(context: TypeContext, type: Type | null | undefined): string {
  return printDoc(mapType(context, type), Number.POSITIVE_INFINITY);
}

/** A union: on the next line where it does not fit, with a line for each member where it does not fit there either. */
export function union(members: readonly Doc[], startLine = true): Doc {
  const [only] = members;
  if (members.length === 1 && only !== undefined) return only;
  const body = group([ifBreak('| '), join([line, '| '], members)]);
  return startLine ? group(indent([softline, body])) : body;
}

/** A type as an argument between `<` and `>`: a union there starts without a line of its own. */
function argument(context: TypeContext, type: Type | null): Doc {
  const inner = type === null ? undefined : plainOption(context.resolve, type);
  if (type === null || inner === undefined) return mapType(context, type);
  const named = typeof type === 'number' && context.resolve.types[type]?.name !== null;
  return named ? mapType(context, type) : union([mapType(context, inner), 'undefined'], false);
}

function helper(context: TypeContext, name: 'Option' | 'Result', args: readonly Doc[]): Doc {
  context.uses?.(name);
  return typeArguments(context.helper?.(name) ?? name, args);
}

/** `Name<A, B>`. */
export function typeArguments(name: string, args: readonly Doc[]): Doc {
  const [only] = args;
  if (args.length === 1 && typeof only === 'string') return [name, '<', only, '>'];
  return [name, group(['<', indent([softline, join([',', line], args)]), softline, '>'])];
}

function tuple(members: readonly Doc[]): Doc {
  if (members.length === 0) return '[]';
  return group(['[', indent([softline, join([',', line], members)]), ifBreak(','), softline, ']']);
}

/** An object type on one line, or one member a line. */
export function objectType(members: readonly Doc[]): Doc {
  if (members.length === 0) return '{}';
  return group(['{', indent([line, join([';', line], members)]), ifBreak(';'), line, '}']);
}

/** `{`, the members on lines of their own each ended by `;`, `}`. */
export function block(members: readonly Doc[]): Doc {
  if (members.length === 0) return '{}';
  return ['{', indent(members.map((member) => [hardline, member])), hardline, '}'];
}
