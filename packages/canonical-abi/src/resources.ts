/// <reference lib="esnext.disposable" preserve="true" />
import { ResourceType } from './handles.js';
import { describe, trap, unexpected } from './trap.js';

/** Key of the method that drops a resource. */
export const dispose: typeof Symbol.dispose = ((Symbol as { dispose?: symbol }).dispose ??
  Symbol.for('dispose')) as typeof Symbol.dispose;

/** Where an object of a generated class keeps the representation of its resource; `undefined` once it is gone. */
export const REP: unique symbol = Symbol('representation');

/** Where it keeps the {@link Finalizer} of its resource type. */
const OWNER: unique symbol = Symbol('owner');

/** An object that owns a resource which a component implements. */
export interface GuestResource {
  [REP]?: number | undefined;
  [OWNER]?: Finalizer;
}

/**
 * What the objects of a resource type own. A resource that nobody disposed of is destroyed when its object is collected.
 *
 * Objects are told by the finalizer that they carry: with many components in a program, `instanceof` for a class that is
 * not always the same takes five times as long.
 */
export class Finalizer {
  readonly #registry: FinalizationRegistry<number>;
  readonly #type: ResourceType;

  constructor(type: ResourceType) {
    this.#type = type;
    this.#registry = new FinalizationRegistry((rep) => {
      // A component that trapped cannot run its destructor, and nobody waits for one here.
      if (type.instance?.flags === 0) type.destroy(rep, undefined);
    });
  }

  /** Gives an object the representation that it owns from now on. */
  own(object: object, rep: number): void {
    (object as GuestResource)[REP] = rep;
    (object as GuestResource)[OWNER] = this;
    this.#registry.register(object, rep, object);
  }

  /** The representation that an object owns; a TypeError for another object, or after drop or transfer. */
  rep(object: object): number {
    const found = object as GuestResource | null | undefined;
    if (found?.[OWNER] !== this) unexpected(`a resource of class ${this.#type.name}`, object);
    return found[REP] ?? gone(this.#type.name);
  }

  /** An object of the class with `prototype`, made without its constructor, that owns a representation. */
  wrap<T extends object>(prototype: T, rep: number): T {
    const object = Object.create(prototype) as T;
    this.own(object, rep);
    return object;
  }

  /** Takes the representation away: the resource goes back to a component. */
  take(object: object): number {
    const rep = this.rep(object);
    (object as GuestResource)[REP] = undefined;
    this.#registry.unregister(object);
    return rep;
  }

  /** `[Symbol.dispose]`. */
  dispose(object: object): void {
    const { [OWNER]: owner, [REP]: rep } = object as GuestResource;
    if (owner !== this || rep === undefined) return;
    (object as GuestResource)[REP] = undefined;
    this.#registry.unregister(object);
    this.#type.destroy(rep, undefined);
  }
}

function gone(name: string): never {
  throw new TypeError(`this ${name} was dropped, or given to a component, and cannot be used`);
}

/** The constructor of a class whose resource has none. */
export function noConstructor(name: string): never {
  throw new TypeError(`${name} has no public constructor`);
}

/** Objects of the host that components hold, by number. */
export class HostObjects<T extends object> {
  readonly #objects: (T | undefined)[] = [];
  readonly #free: number[] = [];
  readonly #name: string;
  /** The resource type that the objects belong to. */
  readonly type: ResourceType;

  constructor(name: string) {
    this.#name = name;
    this.type = new ResourceType(name, undefined, (rep) => this.drop(rep));
  }

  add(object: T): number {
    if ((typeof object !== 'object' && typeof object !== 'function') || object === null)
      throw new TypeError(`expected a resource ${this.#name}, got ${describe(object)}`);
    const rep = this.#free.pop() ?? this.#objects.length;
    this.#objects[rep] = object;
    return rep;
  }

  get(rep: number): T {
    return this.#objects[rep] ?? trap(`unknown ${this.#name} ${rep}`);
  }

  remove(rep: number): T {
    const object = this.get(rep);
    this.#objects[rep] = undefined;
    this.#free.push(rep);
    return object;
  }

  /** The last owner is gone: the host's `[Symbol.dispose]` runs, where it has one. */
  drop(rep: number): void {
    const object = this.remove(rep) as { [key: symbol]: unknown };
    const method = object[dispose];
    if (typeof method === 'function') method.call(object);
  }
}
