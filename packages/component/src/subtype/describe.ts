/** Types in the words of WIT, for messages. */
import type { AnyTy, DefinedTy, Entity, FuncTy, ResourceTy, ValTy } from '../types/model.js';

/** The longest text of one type; what is longer is cut, as it would not help. */
const MAX_LENGTH = 120;

/** The name by which a type is known, or the words that define it, such as `list<u8>`. */
export function describeValue(type: ValTy): string {
  if (typeof type === 'string') return type;
  if (type.name !== undefined) return type.name;
  return shorten(describeShape(type));
}

function shorten(text: string): string {
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 1)}…` : text;
}

function optional(type: ValTy | undefined): string {
  return type === undefined ? '_' : describeValue(type);
}

function describeShape(type: DefinedTy): string {
  const shape = type.shape;
  switch (shape.kind) {
    case 'primitive':
      return shape.type;
    case 'record':
      return `record { ${some(shape.fields.map((f) => `${f.label}: ${describeValue(f.type)}`))} }`;
    case 'variant':
      return `variant { ${some(
        shape.cases.map((c) =>
          c.type === undefined ? c.label : `${c.label}(${describeValue(c.type)})`,
        ),
      )} }`;
    case 'flags':
      return `flags { ${some(shape.labels)} }`;
    case 'enum':
      return `enum { ${some(shape.labels)} }`;
    case 'list':
      return `list<${describeValue(shape.element)}>`;
    case 'fixed-length-list':
      return `list<${describeValue(shape.element)}, ${shape.length}>`;
    case 'tuple':
      return `tuple<${some(shape.types.map(describeValue))}>`;
    case 'option':
      return `option<${describeValue(shape.type)}>`;
    case 'result':
      if (shape.ok === undefined && shape.error === undefined) return 'result';
      if (shape.error === undefined) return `result<${optional(shape.ok)}>`;
      return `result<${optional(shape.ok)}, ${describeValue(shape.error)}>`;
    case 'own':
      return `own<${resourceName(shape.resource)}>`;
    case 'borrow':
      return `borrow<${resourceName(shape.resource)}>`;
    case 'stream':
    case 'future':
      return shape.type === undefined ? shape.kind : `${shape.kind}<${describeValue(shape.type)}>`;
    case 'map':
      return `map<${describeValue(shape.key)}, ${describeValue(shape.value)}>`;
  }
}

function some(parts: readonly string[]): string {
  return parts.length > 6 ? `${parts.slice(0, 6).join(', ')}, …` : parts.join(', ');
}

export function resourceName(type: ResourceTy): string {
  return type.name ?? type.resource.name ?? 'unnamed';
}

function isUnnamed(type: ResourceTy): boolean {
  return type.name === undefined && type.resource.name === undefined;
}

/** The resource with the place it comes from. */
export function describeResource(type: ResourceTy): string {
  if (isUnnamed(type)) return 'a resource without a name';
  const owner = type.resource.owner;
  const name = resourceName(type);
  return owner === undefined ? `resource ${name}` : `resource ${name} of ${owner}`;
}

/** The word of WIT that defines a value type: `record`, `enum`, … */
export function kindWord(type: ValTy): string {
  if (typeof type === 'string') return type;
  const shape = type.shape;
  switch (shape.kind) {
    case 'primitive':
      return shape.type;
    case 'fixed-length-list':
      return 'fixed-length list';
    default:
      return shape.kind;
  }
}

/** A kind and a name: `record event`, `list<u8>`. */
export function describeAny(type: AnyTy): string {
  switch (type.kind) {
    case 'defined':
      if (type.name === undefined || type.shape.kind === 'primitive') return describeValue(type);
      return `${namedWord(type)} ${type.name}`;
    case 'resource':
      return describeResource(type);
    case 'func':
      return 'function type';
    case 'instance':
      return 'instance type';
    case 'component':
      return 'component type';
  }
}

/** How WIT would introduce a named type; what has no word of its own is a `type`. */
function namedWord(type: DefinedTy): string {
  switch (type.shape.kind) {
    case 'record':
    case 'variant':
    case 'enum':
    case 'flags':
      return type.shape.kind;
    default:
      return 'type';
  }
}

/** A step of a path: what an item of an instance or component is called in WIT. */
export function itemStep(name: string, entity: Entity): string {
  switch (entity.kind) {
    case 'func':
      return funcStep(name);
    case 'type': {
      const type = entity.created;
      if (type.kind === 'defined') return `${namedWord(type)} ${name}`;
      if (type.kind === 'resource') return `resource ${name}`;
      return `type ${name}`;
    }
    case 'instance':
      return name.includes(':') ? name : `interface ${name}`;
    case 'component':
      return `component ${name}`;
    case 'core-module':
      return `core module ${name}`;
    case 'value':
      return `value ${name}`;
  }
}

function funcStep(name: string): string {
  if (name.startsWith('[method]')) return `method ${name.slice('[method]'.length)}`;
  if (name.startsWith('[static]')) return `static function ${name.slice('[static]'.length)}`;
  if (name.startsWith('[constructor]'))
    return `constructor of ${name.slice('[constructor]'.length)}`;
  return `function ${name}`;
}

/** The signature of a function as WIT writes it. */
export function describeFunc(type: FuncTy): string {
  const params = type.params.map((p) => `${p.label}: ${describeValue(p.type)}`).join(', ');
  const result = type.result === undefined ? '' : ` -> ${describeValue(type.result)}`;
  return shorten(`${type.async ? 'async ' : ''}func(${params})${result}`);
}

/** What an item is, in one or two words. */
export function entityWord(entity: Entity): string {
  switch (entity.kind) {
    case 'core-module':
      return 'core module';
    case 'func':
      return 'function';
    case 'instance':
      return 'instance';
    case 'component':
      return 'component';
    case 'value':
      return 'value';
    case 'type':
      return entity.created.kind === 'resource' ? 'resource' : 'type';
  }
}
