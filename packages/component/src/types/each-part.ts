import type { DefinedShape, ResourceTy, ValTy } from './model.js';

/** Visits the types of which a value type directly consists, in order; of handles, the resource. */
export function eachPart(shape: DefinedShape, visit: (part: ValTy | ResourceTy) => void): void {
  switch (shape.kind) {
    case 'primitive':
    case 'flags':
    case 'enum':
      return;
    case 'record':
      for (const field of shape.fields) visit(field.type);
      return;
    case 'variant':
      for (const item of shape.cases) if (item.type !== undefined) visit(item.type);
      return;
    case 'tuple':
      for (const item of shape.types) visit(item);
      return;
    case 'list':
    case 'fixed-length-list':
      visit(shape.element);
      return;
    case 'option':
    case 'stream':
    case 'future':
      if (shape.type !== undefined) visit(shape.type);
      return;
    case 'result':
      if (shape.ok !== undefined) visit(shape.ok);
      if (shape.error !== undefined) visit(shape.error);
      return;
    case 'map':
      visit(shape.key);
      visit(shape.value);
      return;
    case 'own':
    case 'borrow':
      visit(shape.resource);
      return;
  }
}
