/** What reading and writing need to know of types. */
import type { PrimitiveType, Resolve, Type, TypeDefKind } from '@wit-ts/wit-parser';

/** A type behind its aliases: a primitive, or what a definition says. */
export type Shape =
  | { readonly kind: 'primitive'; readonly type: PrimitiveType }
  | Exclude<TypeDefKind, { kind: 'alias' }>;

/** The type behind its aliases. */
export function shapeOf(resolve: Resolve, type: Type): Shape {
  let current = type;
  // No chain is longer than the table; one that were would be a circle.
  for (let steps = 0; steps <= resolve.types.length; steps += 1) {
    if (typeof current !== 'number') return { kind: 'primitive', type: current };
    const definition = resolve.types[current];
    if (definition === undefined) break;
    if (definition.kind.kind !== 'alias') return definition.kind;
    current = definition.kind.type;
  }
  throw new Error(`there is no type ${String(type)}`);
}

/** Whether a value may stand for `some` or `ok` of itself. */
export function isFlat(shape: Shape): boolean {
  return shape.kind !== 'option' && shape.kind !== 'result';
}

/** The type in a few words, for messages: its name, or what it is. */
export function describeType(resolve: Resolve, type: Type): string {
  if (typeof type !== 'number') return type;
  const definition = resolve.types[type];
  if (definition?.name != null) return definition.name;
  const shape = shapeOf(resolve, type);
  const part = (item: Type | null): string => (item === null ? '_' : describeType(resolve, item));
  switch (shape.kind) {
    case 'list':
    case 'option':
      return `${shape.kind}<${part(shape.type)}>`;
    case 'fixed-length-list':
      return `list<${part(shape.type)}, ${shape.length}>`;
    case 'map':
      return `map<${part(shape.key)}, ${part(shape.value)}>`;
    case 'tuple':
      return `tuple<${shape.types.map(part).join(', ')}>`;
    case 'result':
      return `result<${part(shape.ok)}, ${part(shape.err)}>`;
    case 'primitive':
      return shape.type;
    case 'handle':
      return shape.handle === 'own' ? part(shape.type) : `borrow<${part(shape.type)}>`;
    case 'record':
    case 'resource':
    case 'flags':
    case 'variant':
    case 'enum':
    case 'future':
    case 'stream':
      return shape.kind;
  }
}

/** The first type inside that no text can stand for, such as a resource; `undefined` where there is none. */
export function unwritable(resolve: Resolve, type: Type): Type | undefined {
  const seen = new Set<Type>();
  const pending: (Type | null)[] = [type];
  while (pending.length > 0) {
    const item = pending.pop() ?? null;
    if (item === null || seen.has(item)) continue;
    seen.add(item);
    const shape = shapeOf(resolve, item);
    switch (shape.kind) {
      case 'handle':
      case 'resource':
      case 'future':
      case 'stream':
        return item;
      case 'primitive':
        if (shape.type === 'error-context') return item;
        break;
      case 'record':
        pending.push(...shape.fields.map((field) => field.type));
        break;
      case 'variant':
        pending.push(...shape.cases.map((entry) => entry.type));
        break;
      case 'tuple':
        pending.push(...shape.types);
        break;
      case 'option':
      case 'list':
      case 'fixed-length-list':
        pending.push(shape.type);
        break;
      case 'result':
        pending.push(shape.ok, shape.err);
        break;
      case 'map':
        pending.push(shape.key, shape.value);
        break;
      case 'flags':
      case 'enum':
        break;
    }
  }
  return undefined;
}
