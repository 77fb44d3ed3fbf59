import type { Env } from './env.js';
import type { Side } from './place.js';

/** Names of component instances and of the memories of canonical options, and which of them are used. */
export class Contexts {
  readonly #env: Env;
  readonly #instances = new Map<number, string>();
  readonly #contexts = new Map<number, string>();

  constructor(env: Env) {
    this.#env = env;
  }

  /** Expression of the `ComponentInstance`; those around it exist too. */
  instance(index: number): string {
    let name = this.#instances.get(index);
    if (name === undefined) {
      const { parent } = this.#env.plan.instances[index] ?? {};
      if (parent !== undefined) this.instance(parent);
      name = this.#env.names.module(`instance${index}`);
      this.#instances.set(index, name);
    }
    return name;
  }

  /** The side of a conversion that canonical options describe. */
  side(index: number): Side {
    const context = this.#env.plan.contexts[index];
    if (context === undefined) throw new Error(`no context ${index}`);
    const memory = (): string => this.#memory(index);
    return {
      // Only what is asked for is made.
      get memory() {
        return memory();
      },
      instance: this.instance(context.instance),
      instanceIndex: context.instance,
    };
  }

  #memory(index: number): string {
    let memory = this.#contexts.get(index);
    if (memory === undefined) {
      memory = this.#env.names.module(`memory${index}`);
      this.#contexts.set(index, memory);
    }
    return memory;
  }

  usesInstance(index: number): boolean {
    return this.#instances.has(index);
  }

  usesContext(index: number): boolean {
    return this.#contexts.has(index);
  }
}
