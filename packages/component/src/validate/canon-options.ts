/** Canonical options (Explainer.md, "Canonical ABI"): no conflicts, and the functions they name have their signatures. */
import type { CanonOption } from '../binary/model.js';
import type { CoreTy, CoreValTy } from '../core/model.js';
import { coreFuncText } from '../core/subtype.js';
import { componentCodes } from '../diagnostics/codes.js';
import type { Scope } from '../types/scope.js';
import type { Pointer } from './flatten.js';

export interface CanonOptions {
  /** The index type of the memory, where there is one. */
  memory: Pointer | undefined;
  realloc: boolean;
  postReturn: CoreTy | undefined;
  async: boolean;
  callback: CoreTy | undefined;
}

/** Whether a core function has exactly these parameters and results. */
export function hasSignature(
  type: CoreTy,
  params: readonly CoreValTy[],
  results: readonly CoreValTy[],
): boolean {
  const { shape } = type;
  return (
    shape.kind === 'func' && sameTypes(shape.params, params) && sameTypes(shape.results, results)
  );
}

export function sameTypes(a: readonly CoreValTy[], b: readonly CoreValTy[]): boolean {
  return a.length === b.length && a.every((type, i) => type === b[i]);
}

/** The memory at an index, which the canonical ABI can use if it is not shared. */
export function canonMemory(scope: Scope, index: number): Pointer {
  const memory = scope.coreMemoryAt(index);
  if (memory.kind !== 'core-memory' || memory.limits.shared) {
    return scope.fail(
      componentCodes.invalidCanon,
      `core memory ${index} is shared, which the canonical ABI cannot use`,
    );
  }
  return memory.limits.index64 ? 'i64' : 'i32';
}

/** Reads and checks a list of options; what depends on where they stand is checked by the caller. */
export function canonOptions(scope: Scope, list: readonly CanonOption[]): CanonOptions {
  const fail = (message: string): never => scope.fail(componentCodes.invalidCanon, message);
  const seen = new Set<string>();
  const result: CanonOptions = {
    memory: undefined,
    realloc: false,
    postReturn: undefined,
    async: false,
    callback: undefined,
  };
  let realloc: number | undefined;
  let encoding: string | undefined;
  for (const option of list) {
    if (option.kind === 'string-encoding') {
      if (encoding !== undefined) {
        fail(
          `canonical encoding option \`${encoding}\` conflicts with option \`${option.encoding}\``,
        );
      }
      encoding = option.encoding;
      continue;
    }
    if (seen.has(option.kind)) {
      fail(`canonical option \`${option.kind}\` is specified more than once`);
    }
    seen.add(option.kind);
    switch (option.kind) {
      case 'memory':
        result.memory = canonMemory(scope, option.index);
        break;
      case 'realloc':
        realloc = option.index;
        break;
      case 'post-return':
        result.postReturn = scope.coreFuncAt(option.index);
        break;
      case 'async':
        result.async = true;
        break;
      case 'callback':
        result.callback = scope.coreFuncAt(option.index);
        break;
      case 'core-type':
      case 'gc':
        fail(`canonical option \`${option.kind}\` is not supported yet`);
    }
  }
  if (result.callback !== undefined && !result.async) {
    fail('canonical option `callback` is only allowed together with `async`');
  }
  if (result.async && result.postReturn !== undefined) {
    fail('canonical option `post-return` is not allowed together with `async`');
  }
  if (realloc !== undefined) {
    checkRealloc(scope, realloc, result.memory);
    result.realloc = true;
  }
  return result;
}

function checkRealloc(scope: Scope, index: number, memory: Pointer | undefined): void {
  if (memory === undefined) {
    return scope.fail(
      componentCodes.invalidCanon,
      'canonical option `realloc` requires `memory` to also be specified',
    );
  }
  const type = scope.coreFuncAt(index);
  if (!hasSignature(type, [memory, memory, memory, memory], [memory])) {
    scope.fail(
      componentCodes.invalidCanon,
      `canonical option \`realloc\` uses a core function with an incorrect signature: ${coreFuncText(type)}`,
    );
  }
}

export function requireMemory(scope: Scope, options: CanonOptions, reason: string): void {
  if (options.memory !== undefined) return;
  scope.fail(componentCodes.invalidCanon, `canonical option \`memory\` is required: ${reason}`);
}

export function requireRealloc(scope: Scope, options: CanonOptions, reason: string): void {
  requireMemory(scope, options, reason);
  if (options.realloc) return;
  scope.fail(componentCodes.invalidCanon, `canonical option \`realloc\` is required: ${reason}`);
}

/** What can only be given when lifting. */
export function forbidLiftOptions(scope: Scope, options: CanonOptions, where: string): void {
  const wrong =
    options.postReturn !== undefined
      ? 'post-return'
      : options.callback !== undefined
        ? 'callback'
        : undefined;
  if (wrong === undefined) return;
  scope.fail(
    componentCodes.invalidCanon,
    `canonical option \`${wrong}\` cannot be specified for ${where}`,
  );
}

export function forbidAsync(scope: Scope, options: CanonOptions, where: string): void {
  if (!options.async) return;
  scope.fail(
    componentCodes.invalidCanon,
    `canonical option \`async\` cannot be specified for \`${where}\``,
  );
}
