import type { Name, TypeExpr } from './ast.js';

/** Calls back for each name in a type, in the order of the text. Types nest less than a hundred times. */
export function forEachTypeName(type: TypeExpr, callback: (name: Name) => void): void {
  switch (type.kind) {
    case 'name':
      callback(type);
      break;
    case 'handle':
      callback(type.resource);
      break;
    case 'list':
    case 'fixed-length-list':
    case 'option':
      forEachTypeName(type.element, callback);
      break;
    case 'future':
    case 'stream':
      if (type.element !== undefined) forEachTypeName(type.element, callback);
      break;
    case 'map':
      forEachTypeName(type.key, callback);
      forEachTypeName(type.value, callback);
      break;
    case 'result':
      if (type.ok !== undefined) forEachTypeName(type.ok, callback);
      if (type.err !== undefined) forEachTypeName(type.err, callback);
      break;
    case 'tuple':
      for (const element of type.elements) forEachTypeName(element, callback);
      break;
    case 'primitive':
    case 'error':
      break;
  }
}
