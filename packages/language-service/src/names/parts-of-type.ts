import type { ast } from '@wit-ts/wit-parser';

/** The types that a type expression consists of directly. */
export function partsOfType(type: ast.TypeExpr): ast.TypeExpr[] {
  switch (type.kind) {
    case 'list':
    case 'fixed-length-list':
    case 'option':
      return [type.element];
    case 'future':
    case 'stream':
      return type.element === undefined ? [] : [type.element];
    case 'map':
      return [type.key, type.value];
    case 'result':
      return [type.ok, type.err].filter((part) => part !== undefined);
    case 'tuple':
      return type.elements;
    case 'name':
    case 'handle':
    case 'primitive':
    case 'error':
      return [];
  }
}
