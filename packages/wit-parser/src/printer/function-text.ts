/** Functions as WIT text. */

import type { Resolve, WitFunction } from '../model/resolve.js';
import { escapeName } from './names.js';
import { typeName } from './type-text.js';

/**
 * The signature of a function as WIT: `async func(a: u32) -> string`, `constructor(a: u32)`.
 *
 * A method is written without its `self`, a constructor without its result where that is the resource itself.
 *
 * @throws Error where the model is broken, see {@link typeName}
 */
export function functionText(resolve: Resolve, fn: WitFunction): string {
  const { kind } = fn;
  const keyword = kind.kind === 'constructor' ? 'constructor' : kind.async ? 'async func' : 'func';
  let text = `${keyword}(`;
  const first = kind.kind === 'method' ? 1 : 0;
  for (let index = first; index < fn.params.length; index += 1) {
    const param = fn.params[index];
    if (param === undefined) continue;
    if (index > first) text += ', ';
    text += `${escapeName(param.name)}: ${typeName(resolve, param.type)}`;
  }
  text += ')';
  if (fn.result === undefined || isConstructorShorthand(resolve, fn)) return text;
  return `${text} -> ${typeName(resolve, fn.result)}`;
}

/** The function as the item of an interface or resource: `read: static func() -> u8`, `constructor()`; no semicolon. */
export function functionDeclaration(resolve: Resolve, fn: WitFunction): string {
  const signature = functionText(resolve, fn);
  switch (fn.kind.kind) {
    case 'constructor':
      return signature;
    case 'static':
      return `${escapeName(functionItemName(fn))}: static ${signature}`;
    case 'method':
    case 'freestanding':
      return `${escapeName(functionItemName(fn))}: ${signature}`;
  }
}

/** The name as WIT spells it: `read` of `[method]file.read`, `constructor` of a constructor. */
export function functionItemName(fn: WitFunction): string {
  switch (fn.kind.kind) {
    case 'freestanding':
      return fn.name;
    case 'constructor':
      return 'constructor';
    case 'method':
    case 'static':
      return fn.name.slice(fn.name.indexOf('.') + 1);
  }
}

/** Whether a constructor gives the resource itself and not a `result` of it, so that WIT writes no result. */
export function isConstructorShorthand(resolve: Resolve, fn: WitFunction): boolean {
  if (fn.kind.kind !== 'constructor' || typeof fn.result !== 'number') return false;
  const result = resolve.types[fn.result]?.kind;
  return result?.kind === 'handle' && result.handle === 'own' && result.type === fn.kind.resource;
}
