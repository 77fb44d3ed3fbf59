/** Canonical definitions: what they define, and whether they fit; CanonicalABI.md, "Canonical Definitions". */
import type { Canon } from '../binary/model.js';
import { coreFunc } from '../core/intern.js';
import type { CoreTy, CoreValTy } from '../core/model.js';
import { coreFuncText } from '../core/subtype.js';
import { componentCodes } from '../diagnostics/codes.js';
import { valueType } from '../types/define.js';
import type { FuncTy, ValTy } from '../types/model.js';
import type { Scope } from '../types/scope.js';
import {
  type CanonOptions,
  canonMemory,
  canonOptions,
  forbidAsync,
  forbidLiftOptions,
  hasSignature,
  requireMemory,
  requireRealloc,
  sameTypes,
} from './canon-options.js';
import { containsPointer, coreSignature } from './flatten.js';
import { threadBuiltin } from './canon-thread.js';

function checkAsync(scope: Scope, options: CanonOptions, type: FuncTy): void {
  if (options.async && !type.async) {
    scope.fail(
      componentCodes.invalidCanon,
      'the `async` canonical option requires an async function type',
    );
  }
}

/** Whether a core function can be lifted to a function of this type. */
export function checkLift(
  scope: Scope,
  canon: Extract<Canon, { kind: 'lift' }>,
  type: FuncTy,
): void {
  const core = scope.coreFuncAt(canon.coreFunc);
  const options = canonOptions(scope, canon.options);
  const results = core.shape.kind === 'func' ? core.shape.results : [];
  if (options.postReturn !== undefined && !hasSignature(options.postReturn, results, [])) {
    scope.fail(
      componentCodes.invalidCanon,
      `canonical option \`post-return\` uses a core function with an incorrect signature: ${coreFuncText(options.postReturn)}`,
    );
  }
  if (options.callback !== undefined && !isCallback(options.callback)) {
    scope.fail(
      componentCodes.invalidCanon,
      `canonical option \`callback\` uses a core function with an incorrect signature: ${coreFuncText(options.callback)}`,
    );
  }
  checkAsync(scope, options, type);
  const signature = signatureOf(scope, type, 'lift', options);
  if (core.shape.kind === 'func') {
    const { shape } = core;
    const wrong = !sameTypes(shape.params, signature.params)
      ? 'parameter'
      : !sameTypes(shape.results, signature.results)
        ? 'result'
        : undefined;
    if (wrong === undefined) return;
    const expected = coreFuncText(coreFunc(signature.params, signature.results));
    scope.fail(
      componentCodes.invalidCanon,
      `the ${wrong} types of core function ${canon.coreFunc} do not match the function type that it is lifted to: ${expected} ≠ ${coreFuncText(core)}`,
    );
  }
}

function isCallback(type: CoreTy): boolean {
  return hasSignature(type, ['i32', 'i32', 'i32'], ['i32']);
}

/** The core signature of a function, with what it requires of the options checked. */
function signatureOf(
  scope: Scope,
  type: FuncTy,
  context: 'lift' | 'lower',
  options: CanonOptions,
): { params: CoreValTy[]; results: CoreValTy[] } {
  const signature = coreSignature(type, {
    context,
    async: options.async,
    callback: options.callback !== undefined,
    pointer: options.memory ?? 'i32',
  });
  if (signature.memory !== undefined) requireMemory(scope, options, signature.memory);
  if (signature.realloc !== undefined) requireRealloc(scope, options, signature.realloc);
  return signature;
}

const I32 = 'i32';

/** The core function that a canonical definition makes. */
export function coreFuncOf(scope: Scope, canon: Exclude<Canon, { kind: 'lift' }>): CoreTy {
  switch (canon.kind) {
    case 'lower': {
      const type = scope.funcAt(canon.func);
      const options = canonOptions(scope, canon.options);
      forbidLiftOptions(scope, options, 'lowerings');
      checkAsync(scope, options, type);
      const { params, results } = signatureOf(scope, type, 'lower', options);
      return coreFunc(params, results);
    }
    case 'resource.new':
      return coreFunc([localRep(scope, canon.type)], [I32]);
    case 'resource.rep':
      return coreFunc([I32], [localRep(scope, canon.type)]);
    case 'resource.drop':
      scope.resourceTypeAt(canon.type);
      return coreFunc([I32], []);
    case 'task.return':
      return taskReturn(scope, canon);
    case 'backpressure.inc':
    case 'backpressure.dec':
    case 'task.cancel':
      return coreFunc([], []);
    case 'context.get':
      return coreFunc([], [contextType(scope, canon)]);
    case 'context.set':
      return coreFunc([contextType(scope, canon)], []);
    case 'subtask.cancel':
      return coreFunc([I32], [I32]);
    case 'subtask.drop':
    case 'error-context.drop':
    case 'waitable-set.drop':
      return coreFunc([I32], []);
    case 'stream.new':
    case 'future.new':
      elementOf(scope, canon);
      return coreFunc([], ['i64']);
    case 'stream.read':
    case 'stream.write':
    case 'future.read':
    case 'future.write':
      return copy(scope, canon);
    case 'stream.cancel-read':
    case 'stream.cancel-write':
    case 'future.cancel-read':
    case 'future.cancel-write':
      elementOf(scope, canon);
      return coreFunc([I32], [I32]);
    case 'stream.drop-readable':
    case 'stream.drop-writable':
    case 'future.drop-readable':
    case 'future.drop-writable':
      elementOf(scope, canon);
      return coreFunc([I32], []);
    case 'error-context.new':
    case 'error-context.debug-message':
      return errorContext(scope, canon);
    case 'waitable-set.new':
      return coreFunc([], [I32]);
    case 'waitable-set.wait':
    case 'waitable-set.poll':
      return coreFunc([I32, canonMemory(scope, canon.memory)], [I32]);
    case 'waitable.join':
      return coreFunc([I32, I32], []);
    default:
      return threadBuiltin(scope, canon);
  }
}

/** The representation of a resource, which only the component that defines it knows. */
function localRep(scope: Scope, index: number): CoreValTy {
  const { resource } = scope.resourceTypeAt(index);
  const rep = scope.resources?.defined.get(resource);
  if (rep !== undefined) return rep;
  return scope.fail(
    componentCodes.invalidResource,
    `type ${index} is not a resource that this component defines`,
  );
}

function taskReturn(scope: Scope, canon: Extract<Canon, { kind: 'task.return' }>): CoreTy {
  const result = canon.result === undefined ? undefined : valueType(scope, canon.result);
  const options = canonOptions(scope, canon.options);
  if (options.realloc) {
    scope.fail(componentCodes.invalidCanon, 'cannot specify `realloc` option on `task.return`');
  }
  forbidLiftOptions(scope, options, '`task.return`');
  forbidAsync(scope, options, 'task.return');
  const type: FuncTy = {
    kind: 'func',
    async: false,
    params: result === undefined ? [] : [{ label: 'v', type: result }],
    result: undefined,
    size: 1,
    depth: 1,
    borrow: false,
    resources: false,
  };
  const { params, results } = signatureOf(scope, type, 'lower', options);
  return coreFunc(params, results);
}

function contextType(
  scope: Scope,
  canon: Extract<Canon, { kind: 'context.get' | 'context.set' }>,
): CoreValTy {
  const { kind, type, slot } = canon;
  const fail = (message: string): never => scope.fail(componentCodes.invalidCanon, message);
  if (type !== 'i32' && type !== 'i64') return fail(`\`${kind}\` only supports i32 and i64`);
  if (scope.contextType !== undefined && scope.contextType !== type) {
    fail(`the type of \`${kind}\` must match that of the previous \`context\` built-in`);
  }
  scope.contextType = type;
  if (slot > 1) fail(`the slot of \`${kind}\` must be 0 or 1, not ${slot}`);
  return type;
}

/** The element type of the stream or future that a built-in works on. */
function elementOf(
  scope: Scope,
  canon: Extract<Canon, { type: number }> & { kind: `stream.${string}` | `future.${string}` },
): ValTy | undefined {
  const { shape } = scope.definedTypeAt(canon.type);
  const wanted = canon.kind.startsWith('stream') ? 'stream' : 'future';
  if ((shape.kind === 'stream' || shape.kind === 'future') && shape.kind === wanted) {
    return shape.type;
  }
  return scope.fail(componentCodes.invalidCanon, `\`${canon.kind}\` requires a ${wanted} type`);
}

function copy(
  scope: Scope,
  canon: Extract<Canon, { kind: 'stream.read' | 'stream.write' | 'future.read' | 'future.write' }>,
): CoreTy {
  const element = elementOf(scope, canon);
  const options = canonOptions(scope, canon.options);
  if (element !== undefined) {
    requireMemory(scope, options, 'the elements go through memory');
    if (canon.kind.endsWith('.read') && containsPointer(element)) {
      requireRealloc(scope, options, 'the elements contain a string or list');
    }
  }
  forbidLiftOptions(scope, options, `\`${canon.kind}\``);
  const pointer = options.memory ?? I32;
  const params = canon.kind.startsWith('stream') ? [I32, pointer, pointer] : [I32, pointer];
  return coreFunc(params, [I32]);
}

function errorContext(
  scope: Scope,
  canon: Extract<Canon, { kind: 'error-context.new' | 'error-context.debug-message' }>,
): CoreTy {
  const options = canonOptions(scope, canon.options);
  forbidAsync(scope, options, canon.kind);
  forbidLiftOptions(scope, options, `\`${canon.kind}\``);
  requireMemory(scope, options, 'the message goes through memory');
  const pointer = options.memory ?? I32;
  if (canon.kind === 'error-context.new') return coreFunc([pointer, pointer], [I32]);
  requireRealloc(scope, options, 'the message is allocated');
  return coreFunc([I32, pointer], []);
}
