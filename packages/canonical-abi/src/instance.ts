import { BorrowScope, HandleTable } from './handles.js';
import type { ResourceType } from './handles.js';
import type { HostObjects } from './resources.js';
import { trap } from './trap.js';

const ENTERED = 1;
const NO_LEAVE = 2;

/**
 * A component instance: whether it may be entered and left, and its table of handles. A trap leaves the flags as they
 * are, so that an instance that trapped cannot be entered again.
 */
export class ComponentInstance {
  flags = 0;
  readonly handles: HandleTable;
  readonly parent: ComponentInstance | undefined;
  /** Thread-local storage of `context.get` and `context.set`. */
  readonly context: (number | bigint)[] = [0, 0];
  /** The borrowed handles of the call that is under way. */
  borrows = new BorrowScope();
  /** Handles lent to the call that is under way, where they are not variables of the generated code. */
  readonly #lent: number[] = [];
  /** Of `backpressure.inc` and `backpressure.dec`. */
  backpressure = 0;
  /** What `task.return` of an asynchronous task does with its flat values. */
  task: ((...values: never[]) => void) | undefined;

  constructor(parent?: ComponentInstance) {
    this.parent = parent;
    this.handles = new HandleTable();
  }

  /** The scope for the borrowed handles of a call that begins. */
  beginBorrows(): BorrowScope {
    // A call that failed before it began, at an argument of the wrong type, leaves its handles behind.
    if (!this.borrows.isEmpty) this.borrows = new BorrowScope();
    return this.borrows;
  }

  /** A borrowed handle for an object of the host, for the time of a call. */
  borrowHost<T extends object>(type: ResourceType, objects: HostObjects<T>, object: T): number {
    return this.handles.addBorrow(type, this.borrows.hold(objects, object), this.borrows);
  }

  /** How many handles are lent, for {@link endLoans}. */
  get loans(): number {
    return this.#lent.length;
  }

  /** `lift_borrow` that is undone by {@link endLoans}. */
  lend(handle: number, type: ResourceType): number {
    const rep = this.handles.lend(handle, type);
    this.#lent.push(handle);
    return rep;
  }

  /** Ends the loans above `count`. */
  endLoans(count: number): void {
    while (this.#lent.length > count) this.handles.unlend(this.#lent.pop() ?? 0);
  }
}

/** Traps where the instance cannot be entered: a call is under way, or one has trapped. */
export function checkEnter(instance: ComponentInstance): void {
  if (instance.flags !== 0) trap('cannot enter component instance');
}

/**
 * Starts a call into the instance. Around the last argument of the call it runs when all arguments are there, so that
 * an argument of the wrong type does not leave the instance entered.
 */
export function enter(instance: ComponentInstance): void;
export function enter<T>(instance: ComponentInstance, last: T): T;
export function enter<T>(instance: ComponentInstance, last?: T): T | undefined {
  if (instance.flags !== 0) trap('cannot enter component instance');
  instance.flags = ENTERED;
  return last;
}

/** Ends a call into the instance. */
export function leave(instance: ComponentInstance): void {
  instance.flags = 0;
}

/** Traps where the instance may not call out: within `realloc` and `post-return`. */
export function checkLeave(instance: ComponentInstance): void {
  if ((instance.flags & NO_LEAVE) !== 0) trap('cannot leave component instance');
}

/** Forbids calls out of the instance while `realloc` or `post-return` runs. */
export function forbidLeave(instance: ComponentInstance): void {
  instance.flags |= NO_LEAVE;
}

export function allowLeave(instance: ComponentInstance): void {
  instance.flags &= ~NO_LEAVE;
}

/** Runs `post-return` with the flat result of the call. */
export function postReturn<T extends unknown[]>(
  instance: ComponentInstance,
  callee: (...results: T) => unknown,
  ...results: T
): void {
  instance.flags |= NO_LEAVE;
  callee(...results);
  instance.flags &= ~NO_LEAVE;
}

/** `entering_set`: enters an instance and its ancestors, save those that the caller is within already. */
export function enterFrom(
  instance: ComponentInstance,
  caller: ComponentInstance | undefined,
): ComponentInstance[] {
  const within = new Set<ComponentInstance>();
  for (let item = caller; item !== undefined; item = item.parent) within.add(item);
  const entered: ComponentInstance[] = [];
  for (
    let item: ComponentInstance | undefined = instance;
    item !== undefined && !within.has(item);
    item = item.parent
  )
    entered.push(item);
  for (const item of entered) checkEnter(item);
  for (const item of entered) enter(item);
  return entered;
}

/** `task.return`: gives the result of the asynchronous task that runs in the instance. */
export function taskReturn(instance: ComponentInstance, ...values: unknown[]): void {
  checkLeave(instance);
  const { task } = instance;
  if (task === undefined) trap('invalid `task.return` signature and/or options for current task');
  instance.task = undefined;
  (task as (...items: unknown[]) => void)(...values);
}

/** The end of an asynchronous task that had to return at once; `code` is what its callback ABI gave. */
export function endTask(instance: ComponentInstance, code: number): void {
  if (code !== 0) trap('async not supported yet: the task waits');
  if (instance.task !== undefined) trap('async-lifted export failed to produce a result');
}

/** `backpressure.inc` (1) and `backpressure.dec` (-1), which are allowed everywhere. */
export function addBackpressure(instance: ComponentInstance, change: 1 | -1): void {
  instance.backpressure += change;
  if (instance.backpressure < 0 || instance.backpressure >= 0x10000)
    trap('backpressure counter overflow');
}

/** A built-in of the asynchronous ABI. */
export function asyncNotSupported(instance: ComponentInstance, name: string): never {
  checkLeave(instance);
  return trap(`${name}: async not supported yet`);
}
