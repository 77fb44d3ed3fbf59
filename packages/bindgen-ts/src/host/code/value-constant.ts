import type { AbiType } from '@wit-ts/canonical-abi/layout';
import type { Doc } from '../../output/doc.js';
import { assignment } from './code.js';
import type { Code } from './code.js';
import { annotation } from './env.js';
import type { Env } from './env.js';

/** A constant; literals of a tuple need to be told their type. */
export function valueConstant(
  env: Env,
  code: Code,
  goal: string,
  value: Doc,
  type?: AbiType,
): string {
  const name = code.names.claim(goal);
  // A document that is no list is a literal; calls are lists.
  const literal =
    typeof value === 'object' && 'kind' in value && type !== undefined && isLiteral(type);
  const tsType = literal ? annotation(env, env.tsType(type)) : '';
  code.line(assignment(['const ', name, tsType], value));
  return name;
}

/** Whether values are written as literals. */
export function isLiteral(type: AbiType): boolean {
  return ['record', 'tuple', 'fixed-length-list'].includes(type.kind);
}
