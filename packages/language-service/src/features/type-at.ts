import type { ast } from '@wit-ts/wit-parser';
import { partsOfType } from '../names/parts-of-type.js';
import type { Names } from '../names/names.js';
import type { Scope } from '../names/symbol.js';

/** A type expression with the body that its names are looked up in. */
export interface PlacedType {
  type: ast.TypeExpr;
  scope: Scope;
}

/** The innermost type expression that covers a place. */
export function typeAt(names: Names, path: string, offset: number): PlacedType | undefined {
  for (const scope of names.file(path)?.scopesNear(offset) ?? []) {
    const { body } = scope;
    if (offset < body.open || (body.close !== -1 && offset > body.close)) continue;
    for (const item of body.items) {
      if (offset < item.start || offset > item.end) continue;
      for (const type of typesOfItem(item)) {
        if (type.start <= offset && offset <= type.end) {
          return { type: innermost(type, offset), scope };
        }
      }
    }
  }
  return undefined;
}

function innermost(type: ast.TypeExpr, offset: number): ast.TypeExpr {
  for (const part of partsOfType(type)) {
    if (part.start <= offset && offset <= part.end) return innermost(part, offset);
  }
  return type;
}

/** The type expressions of an item, not those inside of an inline interface. */
export function typesOfItem(item: ast.InterfaceItem | ast.WorldItem): ast.TypeExpr[] {
  switch (item.kind) {
    case 'function':
      return typesOfFunction(item.function);
    case 'import':
    case 'export':
      return item.extern.kind === 'function' ? typesOfFunction(item.extern.function) : [];
    case 'type':
      return [item.type];
    case 'record':
      return item.items.map(({ type }) => type);
    case 'variant':
      return item.items.flatMap(({ type }) => type ?? []);
    case 'resource':
      return item.items.flatMap((one) => typesOfFunction(one.function));
    case 'use':
    case 'include':
    case 'flags':
    case 'enum':
      return [];
  }
}

export function typesOfFunction({ params, result }: ast.FunctionType): ast.TypeExpr[] {
  const types = params.map(({ type }) => type);
  return result === undefined ? types : [...types, result];
}
