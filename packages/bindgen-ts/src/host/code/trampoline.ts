import type { Doc } from '../../output/doc.js';
import type { Trampoline } from '../plan/model.js';
import { builtInFunction, taskReturnFunction } from './built-ins.js';
import { fusedFunction } from './fused.js';
import { importedFunction } from './imported.js';
import type { Parts } from './parts.js';

/** A function that a component calls. */
export function trampolineFunction(parts: Parts, name: string, trampoline: Trampoline): Doc {
  switch (trampoline.kind) {
    case 'lower':
      if (trampoline.func.kind === 'import')
        return importedFunction(parts, name, trampoline, trampoline.func.index);
      return fusedFunction(parts, name, trampoline, trampoline.func.lift);
    case 'task.return':
      return taskReturnFunction(parts, name, trampoline);
    default:
      return builtInFunction(parts, name, trampoline);
  }
}
