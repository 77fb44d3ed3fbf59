import { HandleTable } from './handles.js';
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

  constructor(parent?: ComponentInstance) {
    this.parent = parent;
    this.handles = new HandleTable();
  }
}

/** Traps where the instance cannot be entered: a call is under way, or one has trapped. */
export function checkEnter(instance: ComponentInstance): void {
  if (instance.flags !== 0) trap('cannot enter component instance');
}

/** Starts a call into the instance. */
export function enter(instance: ComponentInstance): void {
  if (instance.flags !== 0) trap('cannot enter component instance');
  instance.flags = ENTERED;
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

/** A built-in of the asynchronous ABI. */
export function asyncNotSupported(instance: ComponentInstance, name: string): never {
  checkLeave(instance);
  return trap(`${name}: async not supported yet`);
}
