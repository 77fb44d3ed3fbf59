import { camelCase, pascalCase } from './case.js';
import { isReservedWord } from './reserved.js';

function startsWell(text: string): string {
  return /^[A-Za-z_$]/.test(text) ? text : `_${text}`;
}

/** Name of a function, method or field: camelCase. May be a reserved word, which is fine after a dot or as a key. */
export function memberName(witName: string): string {
  return startsWell(camelCase(witName));
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

/**
 * Name of a method as written in a class body. `constructor` there means the constructor and a static `prototype` is
 * not allowed, so both are spelled in another way: `["constructor"]` is an ordinary method of that name.
 */
export function methodName(witName: string, isStatic: boolean): string {
  const name = memberName(witName);
  if (isStatic) return name === 'prototype' ? '_prototype' : name;
  return name === 'constructor' ? '["constructor"]' : name;
}

/** Name of a function at the root of a world: `then` would make the object (or module) of exports a promise. */
export function rootMemberName(witName: string): string {
  const name = memberName(witName);
  return name === 'then' ? '_then' : name;
}
