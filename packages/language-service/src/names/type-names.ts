import type { ast } from '@wit-ts/wit-parser';

/** Calls back for each name in a type, in the order of the text. Types nest less than a hundred times. */
export function forEachTypeName(type: ast.TypeExpr, callback: (name: ast.Name) => void): void {
  switch (type.kind) {
    case 'name':
      callback(type);
      break;
    case 'handle':
      callback(type.resource);
      break;
    default:
      for (const part of partsOfType(type)) forEachTypeName(part, callback);
  }
}

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
