/** Import and export types of core modules, evaluated in a type index space. */
import { ReadError } from '../binary/byte-reader.js';
import type { CoreExternType, CoreLimits } from '../binary/core-model.js';
import { componentCodes } from '../diagnostics/codes.js';
import { BadCoreType, coreValTextIn, UnknownCoreType } from './intern.js';
import type { CoreEntity, CoreTy } from './model.js';

function invalid(message: string, offset: number): never {
  throw new ReadError(componentCodes.invalidModule, message, offset);
}

/** Runs `evaluate`; an unknown type index becomes an error at `offset`. */
export function withKnownTypes<T>(offset: number, evaluate: () => T): T {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof UnknownCoreType) {
      throw new ReadError(componentCodes.unknownIndex, error.message, offset);
    }
    if (error instanceof BadCoreType) {
      throw new ReadError(componentCodes.invalidModule, error.message, offset);
    }
    throw error;
  }
}

/** The function type at an index. */
export function coreFuncTypeAt(space: readonly CoreTy[], index: number, offset: number): CoreTy {
  const type = space[index];
  if (type === undefined) {
    throw new ReadError(
      componentCodes.unknownIndex,
      `core type ${index} is not defined (there are ${space.length})`,
      offset,
    );
  }
  if (type.shape.kind !== 'func') invalid(`core type ${index} is not a function type`, offset);
  return type;
}

/** Evaluates and checks a `core:externtype`. */
export function coreEntity(
  type: CoreExternType,
  space: readonly CoreTy[],
  offset: number,
): CoreEntity {
  switch (type.kind) {
    case 'core-func':
      return {
        kind: type.kind,
        type: coreFuncTypeAt(space, type.index, offset),
        exact: type.exact,
      };
    case 'core-table': {
      checkLimits(type.limits, tableMaximum(type.limits), 'table', offset);
      const element = withKnownTypes(offset, () => coreValTextIn(type.element, space));
      return { kind: type.kind, element, limits: type.limits };
    }
    case 'core-memory':
      checkMemory(type.limits, offset);
      return { kind: type.kind, limits: type.limits };
    case 'core-global': {
      const text = withKnownTypes(offset, () => coreValTextIn(type.type, space));
      return { kind: type.kind, type: text, mutable: type.mutable, shared: type.shared };
    }
    case 'core-tag': {
      const func = coreFuncTypeAt(space, type.index, offset);
      return { kind: type.kind, type: func };
    }
  }
}

function tableMaximum(limits: CoreLimits): bigint {
  return limits.index64 ? 2n ** 64n - 1n : 2n ** 32n - 1n;
}

function checkMemory(limits: CoreLimits, offset: number): void {
  const pageBits = BigInt(limits.pageSizeLog2 ?? 16);
  if (pageBits !== 0n && pageBits !== 16n)
    invalid('the page size of a memory is not allowed', offset);
  const maximum = 1n << ((limits.index64 ? 64n : 32n) - pageBits);
  checkLimits(limits, maximum, 'memory', offset);
  if (limits.shared && limits.maximum === undefined) {
    invalid('a shared memory has no maximum', offset);
  }
}

function checkLimits(limits: CoreLimits, most: bigint, what: string, offset: number): void {
  if (limits.minimum > most || (limits.maximum !== undefined && limits.maximum > most)) {
    invalid(`the size of a ${what} is more than ${most}`, offset);
  }
  if (limits.maximum !== undefined && limits.minimum > limits.maximum) {
    invalid(`the minimum size of a ${what} is more than its maximum`, offset);
  }
}
