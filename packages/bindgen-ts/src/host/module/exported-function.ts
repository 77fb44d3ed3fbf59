import type { WitFunction } from '@wit-ts/wit-parser';
import type { Doc } from '../../output/doc.js';
import { tsFunctionSignature } from '../../types/index.js';
import type { Code } from '../code/code.js';
import { needsAsync } from '../code/lowered.js';
import type { ExportItem, Lift } from '../plan/model.js';
import { PlanError } from '../plan/plan-error.js';
import type { ModuleParts } from './module-parts.js';

export function callableLift(func: WitFunction, item: Extract<ExportItem, { kind: 'func' }>): Lift {
  if (item.func.kind === 'lift') {
    const { lift } = item.func;
    if (lift.async || lift.type.async)
      throw new PlanError(
        'HOST0004',
        `the export ${func.name} is asynchronous, which bindings cannot call yet`,
      );
    if (needsAsync(lift.type))
      throw new PlanError(
        'HOST0004',
        `the export ${func.name} takes or gives a stream, a future or an error-context, which bindings cannot pass yet`,
      );
    return lift;
  }
  throw new PlanError(
    'HOST0005',
    `the component exports ${func.name} of a resource of its own as a function that it imports`,
  );
}

/** Parameters and result of a function, with names that fit into its code. */
export function declaredFunction(
  parts: ModuleParts,
  code: Code,
  func: WitFunction,
): { parameters: { name: string; type: Doc }[]; result: Doc } {
  const signature = tsFunctionSignature(parts.world.context, func);
  return {
    parameters: signature.parameters.map((param) => ({
      name: code.names.claim(param.name),
      type: param.type,
    })),
    result: signature.result,
  };
}
