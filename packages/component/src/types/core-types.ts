import type { CoreDefType } from '../binary/core-model.js';
import { withKnownTypes } from '../core/entity.js';
import { internRecGroup } from '../core/intern.js';
import { moduleTypeOf } from '../core/module-type.js';
import { componentCodes } from '../diagnostics/codes.js';
import type { Scope } from './scope.js';

/** Evaluates a core type definition, which adds one index, or as many as an explicit rec group has types. */
export function evaluateCoreType(scope: Scope, type: CoreDefType): void {
  if (type.kind === 'module') {
    scope.core.types.push(
      moduleTypeOf(type.decls, (count, index) => {
        const outer = scope.outer(count - 1).coreTypeAt(index);
        if (outer.kind === 'core-type') return outer;
        return scope.fail(
          componentCodes.wrongKind,
          `core type ${index} is a module type, which cannot be used in a module type`,
        );
      }),
    );
    return;
  }
  const types = withKnownTypes(scope.evaluation.at.start, () =>
    internRecGroup(type, scope.core.types),
  );
  for (const item of types) scope.core.types.push(item);
}
