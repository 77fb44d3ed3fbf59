import { camelCase, pascalCase } from './case.js';
import { isReservedWord } from './reserved.js';
import { Scope } from './scope.js';

function startsWell(text: string): string {
  return /^[A-Za-z_$]/.test(text) ? text : `_${text}`;
}

/** Name of a function, method or field: camelCase. May be a reserved word, which is fine after a dot or as a key. */
export function memberName(witName: string): string {
  return startsWell(camelCase(witName));
}

/**
 * Names of members that stand beside each other. `a-1` and `a1` are both `a1` in camelCase; the later of them is `a1$1`.
 */
export function memberNames(witNames: readonly string[]): readonly string[] {
  const scope = new Scope();
  return witNames.map((name) => scope.claim(memberName(name)));
}

/** Name of a top-level function binding: as {@link memberName}, with `_` in front of a reserved word. */
export function identifier(witName: string): string {
  const name = memberName(witName);
  return isReservedWord(name) ? `_${name}` : name;
}

/** Name of a parameter: as {@link memberName}, with `_` behind a reserved word. */
export function parameterName(witName: string): string {
  const name = memberName(witName);
  return isReservedWord(name) ? `${name}_` : name;
}

/** Name of a type or class: PascalCase. */
export function typeName(witName: string): string {
  return startsWell(pascalCase(witName));
}

/** Name of a method, by which it is called. A class cannot have a static `prototype`. */
function calledName(witName: string, isStatic: boolean): string {
  const name = memberName(witName);
  return isStatic && name === 'prototype' ? '_prototype' : name;
}

/** A method name as written in a class body, where `constructor` means the constructor, even a static one. */
export function methodKey(name: string): string {
  return name === 'constructor' ? '["constructor"]' : name;
}

/** Name of a method as written in a class body: `["constructor"]` is an ordinary method of that name. */
export function methodName(witName: string, isStatic: boolean): string {
  return methodKey(calledName(witName, isStatic));
}

/** Names of the methods and static functions of one resource by their WIT names, such as `[method]window.push`. */
export function methodNames(
  functions: readonly { readonly name: string; readonly kind: { readonly kind: string } }[],
): ReadonlyMap<string, string> {
  const scopes = { method: new Scope(), static: new Scope() };
  const names = new Map<string, string>();
  for (const { name, kind } of functions) {
    if (kind.kind !== 'method' && kind.kind !== 'static') continue;
    const own = name.slice(name.lastIndexOf('.') + 1);
    names.set(name, scopes[kind.kind].claim(calledName(own, kind.kind === 'static')));
  }
  return names;
}

/** Name of a function at the root of a world: `then` would make the object (or module) of exports a promise. */
export function rootMemberName(witName: string): string {
  const name = memberName(witName);
  return name === 'then' ? '_then' : name;
}
