import type { AbiType, FlatType } from '@wit-ts/canonical-abi/layout';
import { isInheritedName, memberAccess, stringLiteral } from '../../naming/index.js';
import { ifBreak, group, indent, join, line, softline } from '../../output/doc.js';
import type { Doc } from '../../output/doc.js';
import type { Plan } from '../plan/model.js';
import type { TypeInterner } from '../plan/type-interner.js';
import { Names } from './names.js';
import type { Resources } from './resources.js';

/** What all parts of the generator of one module share. */
export interface Env {
  readonly plan: Plan;
  readonly types: TypeInterner;
  /** TypeScript is written, not JavaScript. */
  readonly typed: boolean;
  readonly names: Names;
  /** The TypeScript type of a value. */
  readonly tsType: (type: AbiType | null) => Doc;
  /** The same between `<` and `>`. */
  readonly tsArgument: (type: AbiType | null) => Doc;
  /** A short PascalCase word for a type, for the names of functions. */
  readonly label: (type: AbiType) => string;
  /** Name by which something of `@wit-ts/canonical-abi` is imported. */
  readonly runtime: (name: string) => string;
  readonly resources: Resources;
}

/** `: type` in TypeScript, nothing in JavaScript. */
export function annotation(env: Env, type: Doc): Doc {
  return env.typed ? [': ', type] : '';
}

/** `expression as type` in TypeScript. */
export function cast(env: Env, expression: Doc, type: Doc): Doc {
  return env.typed ? [expression, ' as ', type] : expression;
}

/** An element that is known to exist: `array[index]!` in TypeScript. */
export function element(env: Env, array: string, index: string): string {
  return `${array}[${index}]${env.typed ? '!' : ''}`;
}

/** A member of an object that the host gives: what every object inherits counts as left out. */
export function ownMember(env: Env, object: string, name: string): string {
  if (!isInheritedName(name)) return `${object}${memberAccess(name)}`;
  return `${env.runtime('own')}(${object}, ${stringLiteral(name)})`;
}

export interface Parameter {
  readonly name: string;
  readonly type: Doc;
}

/** `name(a: A): R`, without braces; constructors and arrow functions have no `result`. */
export function functionHead(
  env: Env,
  name: Doc,
  parameters: readonly Parameter[],
  result: Doc | undefined,
): Doc {
  const list = parameters.map((item): Doc => [item.name, annotation(env, item.type)]);
  const params: Doc =
    list.length === 0
      ? '()'
      : ['(', indent([softline, join([',', line], list)]), ifBreak(','), softline, ')'];
  return group([name, params, result === undefined ? '' : annotation(env, result)]);
}

/** The TypeScript type of a core value. */
export function coreTsType(type: FlatType): string {
  return type === 'i64' ? 'bigint' : 'number';
}
