import type { ByteRange } from '@wit-ts/component';
import type {
  CoreItem,
  PlanContext,
  PlanInstance,
  PlanResource,
  Step,
  Trampoline,
} from './model.js';
import { PlanError } from './plan-error.js';

/** Component instances of one component; more of them are taken for a mistake or an attack. */
const MAX_INSTANCES = 2000;
/** Core instances, trampolines and the like, for the same reason. */
const MAX_STEPS = 200_000;

/** The lists of a plan as they grow. What is the same is kept once. */
export class PlanLists {
  readonly instances: PlanInstance[] = [];
  readonly resources: PlanResource[] = [];
  readonly contexts: PlanContext[] = [];
  readonly trampolines: Trampoline[] = [];
  readonly steps: Step[] = [];
  /** The module that each core instance is made of. */
  readonly coreModules: number[] = [];
  readonly #contextKeys = new Map<string, number>();
  readonly #trampolineKeys = new Map<string, number>();
  /** The whole component, for messages. */
  readonly #range: ByteRange;

  constructor(range: ByteRange) {
    this.#range = range;
  }

  /** A component instance; its index. */
  instance(instance: PlanInstance, range: ByteRange): number {
    if (this.instances.length >= MAX_INSTANCES)
      throw new PlanError(
        'HOST0003',
        `the component makes more than ${MAX_INSTANCES} component instances`,
        range,
      );
    this.instances.push(instance);
    const index = this.instances.length - 1;
    this.#step({ kind: 'instance', index });
    return index;
  }

  /** A resource; its index. */
  resource(resource: PlanResource): number {
    this.resources.push(resource);
    const index = this.resources.length - 1;
    this.#step({ kind: 'resource', index });
    return index;
  }

  /** The instantiation of a core module; the index of the core instance. */
  core(step: Omit<Extract<Step, { kind: 'instantiate' }>, 'kind' | 'core'>): number {
    const core = this.coreModules.length;
    this.coreModules.push(step.module);
    this.#step({ kind: 'instantiate', core, ...step });
    return core;
  }

  /** A function that a core module can import; those with the same key are one. */
  trampoline(trampoline: Trampoline, key?: string): number {
    const known = key === undefined ? undefined : this.#trampolineKeys.get(key);
    if (known !== undefined) return known;
    if (this.trampolines.length >= MAX_STEPS)
      throw new PlanError(
        'HOST0003',
        `the component has more than ${MAX_STEPS} functions`,
        this.#range,
      );
    this.trampolines.push(trampoline);
    const index = this.trampolines.length - 1;
    if (key !== undefined) this.#trampolineKeys.set(key, index);
    return index;
  }

  /** Memory, `realloc` and encoding of canonical options. */
  context(context: PlanContext): number {
    const key = JSON.stringify([
      context.instance,
      context.encoding,
      itemKey(context.memory),
      itemKey(context.realloc),
    ]);
    let index = this.#contextKeys.get(key);
    if (index === undefined) {
      index = this.contexts.length;
      this.contexts.push(context);
      this.#contextKeys.set(key, index);
      this.#step({ kind: 'context', index });
    }
    return index;
  }

  #step(step: Step): void {
    if (this.steps.length >= MAX_STEPS)
      throw new PlanError(
        'HOST0003',
        `the component has more than ${MAX_STEPS} steps`,
        this.#range,
      );
    this.steps.push(step);
  }
}

function itemKey(item: CoreItem | undefined): string {
  if (item === undefined) return '';
  return item.kind === 'export' ? `${item.instance} ${item.name}` : `trampoline ${item.index}`;
}
