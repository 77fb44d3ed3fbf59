import { componentCodes } from '../diagnostics/codes.js';
import type { Scope } from '../types/scope.js';
import { hasSignature } from './canon-options.js';

/** A destructor takes the representation and returns nothing. */
export function checkDestructor(scope: Scope, index: number | undefined, rep: string): void {
  if (index === undefined || !scope.evaluation.strict) return;
  if (hasSignature(scope.coreFuncAt(index), [rep], [])) return;
  scope.fail(
    componentCodes.invalidResource,
    `core function ${index} has the wrong signature for a destructor, which is (func (param ${rep}))`,
  );
}
