/** The built-ins for threads. */
import type { Canon } from '../binary/model.js';
import { coreFunc } from '../core/intern.js';
import type { CoreTy } from '../core/model.js';
import { limitsText } from '../core/subtype.js';
import { componentCodes } from '../diagnostics/codes.js';
import type { Scope } from '../types/scope.js';
import { hasSignature } from './canon-options.js';

type ThreadBuiltin = Extract<Canon, { kind: `thread.${string}` }>;

const I32 = 'i32';

/** The core type of a thread built-in. */
export function threadBuiltin(scope: Scope, canon: ThreadBuiltin): CoreTy {
  switch (canon.kind) {
    case 'thread.index':
    case 'thread.suspend':
    case 'thread.yield':
    case 'thread.available-parallelism':
      return coreFunc([], [I32]);
    case 'thread.resume-later':
      return coreFunc([I32], []);
    case 'thread.suspend-then-resume':
    case 'thread.yield-then-resume':
    case 'thread.suspend-then-promote':
    case 'thread.yield-then-promote':
      return coreFunc([I32], [I32]);
    case 'thread.new-indirect':
      startFunction(scope, canon.type, false);
      startTable(scope, canon.table, false);
      return coreFunc([I32, I32], [I32]);
    case 'thread.spawn-ref': {
      const type = startFunction(scope, canon.type, true);
      return coreFunc([`ref null $${type.id}`, I32], [I32]);
    }
    case 'thread.spawn-indirect':
      startFunction(scope, canon.type, true);
      startTable(scope, canon.table, true);
      return coreFunc([I32, I32], [I32]);
  }
}

function startFunction(scope: Scope, index: number, shared: boolean): CoreTy {
  const type = scope.coreTypeAt(index);
  if (type.kind === 'module' || type.shape.kind !== 'func') {
    return scope.fail(componentCodes.invalidCanon, `core type ${index} is not a function type`);
  }
  if (shared && !type.shared) {
    scope.fail(componentCodes.invalidCanon, `core type ${index} is not shared`);
  }
  if (!hasSignature(type, [I32], []) && !hasSignature(type, ['i64'], [])) {
    scope.fail(
      componentCodes.invalidCanon,
      'the start function of a thread must take a single i32 and return nothing',
    );
  }
  return type;
}

function startTable(scope: Scope, index: number, shared: boolean): void {
  const table = scope.coreTableAt(index);
  const element = shared ? 'ref null shared func' : 'ref null func';
  if (
    table.kind === 'core-table' &&
    table.element === element &&
    !table.limits.index64 &&
    table.limits.shared === shared
  ) {
    return;
  }
  const found = table.kind === 'core-table' ? `${limitsText(table.limits)} ${table.element}` : '';
  scope.fail(
    componentCodes.invalidCanon,
    `core table ${index} is not a 32-bit ${shared ? 'shared ' : ''}table of (${element}): ${found}`,
  );
}
