import type {
  ByteRange,
  Canon,
  CanonDefinition,
  CanonOption,
  StringEncoding,
} from '@wit-ts/component';
import type { CoreItem, Trampoline } from './model.js';
import type { Modules } from './modules.js';
import { PlanError } from './plan-error.js';
import type { PlanLists } from './plan-lists.js';
import type { Scope, TypeEvaluator } from './scope.js';

/** Canonical definitions: lifted functions, lowered ones and built-ins. */
export class Canons {
  readonly #modules: Modules;
  readonly #lists: PlanLists;
  readonly #types: TypeEvaluator;

  constructor(modules: Modules, lists: PlanLists, types: TypeEvaluator) {
    this.#modules = modules;
    this.#lists = lists;
    this.#types = types;
  }

  /** Adds the function that a definition makes to the scope. */
  define(scope: Scope, instance: number, definition: CanonDefinition): void {
    const { canon } = definition;
    if (canon.kind === 'lift') {
      const type = scope.type(canon.type, definition);
      if (type.kind !== 'func')
        throw new PlanError(
          'HOST0001',
          'a core function is lifted to what is no function',
          definition,
        );
      const options = this.#options(scope, instance, canon.options, definition);
      const lift = {
        instance,
        core: scope.coreItem('core-func', canon.coreFunc, definition),
        context: options.context,
        type: type.type,
        postReturn: options.postReturn,
        async: options.async,
        callback: options.callback,
      };
      scope.add('func', { kind: 'func', func: { kind: 'lift', lift }, type: type.type });
      return;
    }
    scope.add('core-func', {
      kind: 'core-item',
      item: { kind: 'trampoline', index: this.#trampoline(scope, instance, canon, definition) },
    });
  }

  #trampoline(
    scope: Scope,
    instance: number,
    canon: Exclude<Canon, { kind: 'lift' }>,
    range: ByteRange,
  ): number {
    switch (canon.kind) {
      case 'lower': {
        const { func } = scope.func(canon.func, range);
        const options = this.#options(scope, instance, canon.options, range);
        const trampoline: Trampoline = {
          kind: 'lower',
          instance,
          func,
          context: options.context,
          async: options.async,
        };
        if (func.kind !== 'import') return this.#lists.trampoline(trampoline);
        const key = `lower ${instance} ${func.index} ${options.context} ${options.async}`;
        return this.#lists.trampoline(trampoline, key);
      }
      case 'resource.new':
      case 'resource.drop':
      case 'resource.rep': {
        const resource = scope.resource(canon.type, range);
        return this.#lists.trampoline(
          { kind: canon.kind, instance, resource },
          `${canon.kind} ${instance} ${resource}`,
        );
      }
      case 'context.get':
      case 'context.set':
        return this.#lists.trampoline(
          { kind: canon.kind, instance, slot: canon.slot },
          `${canon.kind} ${instance} ${canon.slot}`,
        );
      case 'backpressure.inc':
      case 'backpressure.dec':
        return this.#lists.trampoline({ kind: canon.kind, instance }, `${canon.kind} ${instance}`);
      case 'task.return':
        return this.#lists.trampoline({
          kind: 'task.return',
          instance,
          result:
            canon.result === undefined ? undefined : this.#types.value(scope, canon.result, range),
          context: this.#options(scope, instance, canon.options, range).context,
        });
      default:
        return this.#lists.trampoline(
          { kind: 'unsupported', instance, name: canon.kind },
          `${canon.kind} ${instance}`,
        );
    }
  }

  #options(
    scope: Scope,
    instance: number,
    options: readonly CanonOption[],
    range: ByteRange,
  ): {
    context: number;
    postReturn: CoreItem | undefined;
    callback: CoreItem | undefined;
    async: boolean;
  } {
    let encoding: StringEncoding = 'utf8';
    let memory: CoreItem | undefined;
    let realloc: CoreItem | undefined;
    let postReturn: CoreItem | undefined;
    let callback: CoreItem | undefined;
    let isAsync = false;
    for (const option of options) {
      switch (option.kind) {
        case 'string-encoding':
          encoding = option.encoding;
          break;
        case 'memory':
          memory = this.#memory(scope.coreItem('core-memory', option.index, range), range);
          break;
        case 'realloc':
          realloc = scope.coreItem('core-func', option.index, range);
          break;
        case 'post-return':
          postReturn = scope.coreItem('core-func', option.index, range);
          break;
        case 'callback':
          callback = scope.coreItem('core-func', option.index, range);
          break;
        case 'async':
          isAsync = true;
          break;
        case 'core-type':
        case 'gc':
          throw new PlanError(
            'HOST0002',
            `the canonical option ${option.kind} is not supported`,
            range,
            'build the component for linear memory',
          );
      }
    }
    const context = this.#lists.context({ instance, memory, realloc, encoding });
    return { context, postReturn, callback, async: isAsync };
  }

  /** Memories are reached into with 32-bit pointers. */
  #memory(item: CoreItem, range: ByteRange): CoreItem {
    const module = item.kind === 'export' ? this.#lists.coreModules[item.instance] : undefined;
    if (item.kind === 'export' && module !== undefined && this.#modules.is64Bit(module, item.name))
      throw new PlanError(
        'HOST0002',
        `the memory ${item.name} of a core module has 64-bit addresses, which bindings cannot follow`,
        range,
        'build the component for memories with 32-bit addresses',
      );
    return item;
  }
}
