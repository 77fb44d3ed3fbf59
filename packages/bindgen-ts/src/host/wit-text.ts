import type { Resolve, Type, WitFunction } from '@wit-ts/wit-parser';

/** A function as WIT writes it: `push: func(v: f64) -> result<_, string>`. */
export function witFunctionText(resolve: Resolve, item: WitFunction): string {
  const { kind } = item;
  const params = (kind.kind === 'method' ? item.params.slice(1) : item.params)
    .map((param) => `${param.name}: ${witTypeText(resolve, param.type)}`)
    .join(', ');
  if (kind.kind === 'constructor') return `constructor(${params})`;
  const name = item.name.slice(item.name.lastIndexOf('.') + 1);
  const result = item.result === undefined ? '' : ` -> ${witTypeText(resolve, item.result)}`;
  const isStatic = kind.kind === 'static' ? 'static ' : '';
  return `${name}: ${isStatic}${kind.async ? 'async ' : ''}func(${params})${result}`;
}

function witTypeText(resolve: Resolve, type: Type | null): string {
  if (type === null) return '_';
  if (typeof type !== 'number') return type;
  const definition = resolve.types[type];
  if (definition === undefined) return '_';
  if (definition.name !== null) return definition.name;
  const { kind } = definition;
  const text = (part: Type | null): string => witTypeText(resolve, part);
  switch (kind.kind) {
    case 'handle':
      return kind.handle === 'own' ? text(kind.type) : `borrow<${text(kind.type)}>`;
    case 'tuple':
      return `tuple<${kind.types.map(text).join(', ')}>`;
    case 'option':
      return `option<${text(kind.type)}>`;
    case 'list':
      return `list<${text(kind.type)}>`;
    case 'fixed-length-list':
      return `list<${text(kind.type)}, ${kind.length}>`;
    case 'map':
      return `map<${text(kind.key)}, ${text(kind.value)}>`;
    case 'result':
      if (kind.ok === null && kind.err === null) return 'result';
      return kind.err === null
        ? `result<${text(kind.ok)}>`
        : `result<${text(kind.ok)}, ${text(kind.err)}>`;
    case 'future':
    case 'stream':
      return kind.type === null ? kind.kind : `${kind.kind}<${text(kind.type)}>`;
    case 'alias':
      return text(kind.type);
    case 'record':
    case 'variant':
    case 'enum':
    case 'flags':
    case 'resource':
      return kind.kind;
  }
}
