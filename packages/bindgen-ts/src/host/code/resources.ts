import type { Plan, PlanResource } from '../plan/model.js';
import type { Doc } from '../../output/doc.js';
import type { Names } from './names.js';

/** Names of what stands for a resource in generated code. */
export interface ResourceNames {
  readonly resource: PlanResource;
  /** The `ResourceType`. */
  readonly type: string;
  /** Of a host resource: its `HostObjects`. */
  readonly objects: string;
  /** Of a guest resource that is passed to the host: its class and `Finalizer`. */
  readonly className: string;
  readonly finalizer: string;
}

/** Which resources a module has, and which of them the host sees. */
export class Resources {
  readonly #plan: Plan;
  readonly #names: Names;
  readonly #known = new Map<number, ResourceNames>();
  readonly #goals = new Map<number, string>();
  readonly #tsTypes = new Map<number, Doc>();
  /** Guest resources that the host sees, so that there is a class for them. */
  readonly classes = new Set<number>();
  /** Names of functions that give the representation of an object, by resource. */
  readonly readers = new Map<number, string>();

  constructor(plan: Plan, names: Names) {
    this.#plan = plan;
    this.#names = names;
  }

  /** Gives a resource a PascalCase name and a TypeScript type; the first one stays. */
  describe(index: number, goal: string, tsType: Doc): void {
    if (this.#goals.has(index)) return;
    this.#goals.set(index, goal);
    this.#tsTypes.set(index, tsType);
  }

  /** The TypeScript type of objects of the resource. */
  tsType(index: number): Doc {
    return this.#tsTypes.get(index) ?? 'object';
  }

  get(index: number): ResourceNames {
    const known = this.#known.get(index);
    if (known !== undefined) return known;
    const resource = this.#plan.resources[index];
    if (resource === undefined) throw new Error(`no resource ${index}`);
    const goal = this.#goals.get(index) ?? `Resource${index}`;
    const lower = goal.charAt(0).toLowerCase() + goal.slice(1);
    const names: ResourceNames = {
      resource,
      type: this.#names.module(`${lower}Type`),
      objects: resource.kind === 'host' ? this.#names.module(`${lower}Objects`) : '',
      className: resource.kind === 'guest' ? this.#names.module(goal) : '',
      finalizer: resource.kind === 'guest' ? this.#names.module(`${lower}Finalizer`) : '',
    };
    this.#known.set(index, names);
    return names;
  }

  /** Whether anything asked for the names of the resource. */
  isUsed(index: number): boolean {
    return this.#known.has(index);
  }

  /** As {@link get}, for a resource that the host sees. */
  seen(index: number): ResourceNames {
    const names = this.get(index);
    if (names.resource.kind === 'guest') this.classes.add(index);
    return names;
  }

  /**
   * Name of the function that gives the representation of an object of a guest resource. It stands in the generated
   * module, since a function that all modules share would be slow: it would meet too many classes.
   */
  reader(index: number): string {
    let name = this.readers.get(index);
    if (name === undefined) {
      const { className } = this.seen(index);
      name = this.#names.module(`repOf${className}`);
      this.readers.set(index, name);
    }
    return name;
  }
}
