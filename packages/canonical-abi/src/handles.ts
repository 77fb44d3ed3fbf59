import { enterFrom, leave } from './instance.js';
import type { ComponentInstance } from './instance.js';
import type { HostObjects } from './resources.js';
import { trap } from './trap.js';

/**
 * The borrowed handles that a call gave its callee and that are not dropped yet. There is one call at a time into an
 * instance, and none of its borrowed handles lives longer, so that the next call can have the same scope.
 */
export class BorrowScope {
  count = 0;
  /** Objects of the host that are held for the time of the call, and their representations: the first so many. */
  readonly #held: HostObjects<object>[] = [];
  readonly #reps: number[] = [];
  #length = 0;

  /** Whether no call is under way that gave handles. */
  get isEmpty(): boolean {
    return this.count === 0 && this.#length === 0;
  }

  /** Keeps an object of the host for the time of the call; its representation. */
  hold<T extends object>(objects: HostObjects<T>, object: T): number {
    const rep = objects.add(object);
    const index = this.#length;
    this.#held[index] = objects as unknown as HostObjects<object>;
    this.#reps[index] = rep;
    this.#length = index + 1;
    return rep;
  }

  /** Traps where the callee kept a borrowed handle. */
  end(): void {
    if (this.count !== 0) trap('borrow handles still remain at the end of the call');
    for (let index = 0; index < this.#length; index += 1)
      this.#held[index]?.remove(this.#reps[index] ?? 0);
    this.#length = 0;
  }
}

/** A resource type at run time: one for each time its definition is instantiated. */
export class ResourceType {
  readonly name: string;
  /** The instance that implements it; `undefined` for the host. */
  readonly instance: ComponentInstance | undefined;
  readonly destructor: ((rep: number) => void) | undefined;

  constructor(
    name: string,
    instance: ComponentInstance | undefined,
    destructor?: (rep: number) => void,
  ) {
    this.name = name;
    this.instance = instance;
    this.destructor = destructor;
  }

  /** Runs the destructor for a representation whose last owner, in `caller` (or the host), let it go. */
  destroy(rep: number, caller: ComponentInstance | undefined): void {
    const { destructor, instance } = this;
    if (instance === undefined) {
      destructor?.(rep);
      return;
    }
    const entered = enterFrom(instance, caller);
    destructor?.(rep);
    for (const item of entered) leave(item);
  }
}

const MAX_LENGTH = 2 ** 28 - 1;

/** `Table` of the Canonical ABI for resource handles. Index 0 is never used, the last index freed is used first. */
export class HandleTable {
  /** Of a free index: `undefined`. */
  readonly #types: (ResourceType | undefined)[] = [undefined];
  /** The representation, which may well be 0; of a free index the next free one. */
  readonly #reps: number[] = [0];
  /** For an owning handle how often it is lent, for a borrowed one the same; see `#scopes`. */
  readonly #lends: number[] = [0];
  /** `undefined` for an owning handle. */
  readonly #scopes: (BorrowScope | undefined)[] = [undefined];
  #free = 0;

  #add(type: ResourceType, rep: number, scope: BorrowScope | undefined): number {
    let index = this.#free;
    if (index === 0) {
      index = this.#types.length;
      if (index > MAX_LENGTH) trap('handle table is full');
      this.#types.push(type);
      this.#reps.push(rep);
      this.#lends.push(0);
      this.#scopes.push(scope);
      return index;
    }
    this.#free = this.#reps[index] ?? 0;
    this.#types[index] = type;
    this.#reps[index] = rep;
    this.#lends[index] = 0;
    this.#scopes[index] = scope;
    return index;
  }

  #remove(index: number): void {
    this.#types[index] = undefined;
    this.#scopes[index] = undefined;
    this.#reps[index] = this.#free;
    this.#free = index;
  }

  #check(index: number, type: ResourceType): void {
    const found = this.#types[index];
    if (found === type) return;
    if (found === undefined) trap(`unknown handle index ${index}`);
    trap(
      `handle index ${index} used with the wrong type, expected ${kindOf(type)} but found ${kindOf(found, type)}`,
    );
  }

  /** `lower_own`, `resource.new`. */
  addOwn(type: ResourceType, rep: number): number {
    return this.#add(type, rep, undefined);
  }

  /** `lower_borrow` into an instance that does not implement the type. */
  addBorrow(type: ResourceType, rep: number, scope: BorrowScope): number {
    scope.count += 1;
    return this.#add(type, rep, scope);
  }

  /** `lift_own`: takes the handle out and gives its representation. */
  takeOwn(handle: number, type: ResourceType): number {
    const index = handle >>> 0;
    this.#check(index, type);
    if (this.#lends[index] !== 0) trap('cannot remove owned resource while borrowed');
    if (this.#scopes[index] !== undefined) trap(`cannot lift own resource from a borrow`);
    const rep = this.#reps[index] ?? 0;
    this.#remove(index);
    return rep;
  }

  /** `lift_borrow`: gives the representation and notes the loan, until {@link unlend}. */
  lend(handle: number, type: ResourceType): number {
    const index = handle >>> 0;
    this.#check(index, type);
    this.#lends[index] = (this.#lends[index] ?? 0) + 1;
    return this.#reps[index] ?? 0;
  }

  /** The call that a handle was lent to is over. */
  unlend(handle: number): void {
    const index = handle >>> 0;
    this.#lends[index] = (this.#lends[index] ?? 1) - 1;
  }

  /** `resource.rep`. */
  rep(handle: number, type: ResourceType): number {
    const index = handle >>> 0;
    this.#check(index, type);
    return this.#reps[index] ?? 0;
  }

  /** `resource.drop`: an owning handle runs the destructor. */
  drop(handle: number, type: ResourceType, caller: ComponentInstance): void {
    const index = handle >>> 0;
    this.#check(index, type);
    if (this.#lends[index] !== 0) trap('cannot remove owned resource while borrowed');
    const scope = this.#scopes[index];
    const rep = this.#reps[index] ?? 0;
    this.#remove(index);
    if (scope === undefined) type.destroy(rep, caller);
    else scope.count -= 1;
  }

  /** Number of live handles. */
  get size(): number {
    return this.#types.reduce((count, type) => (type === undefined ? count : count + 1), 0);
  }
}

function kindOf(type: ResourceType, beside?: ResourceType): string {
  const kind = type.instance === undefined ? 'host-defined resource' : 'guest-defined resource';
  const same =
    beside !== undefined && (beside.instance === undefined) === (type.instance === undefined);
  return same ? `a different ${kind}` : beside === undefined ? kind : `a ${kind}`;
}
