/** Calls through two hosts at once, whose answers have to be the same. */
import { isDeepStrictEqual } from 'node:util';
import type { Resolve, WitFunction } from '@wit-ts/wit-parser';
import { worldItemName } from '@wit-ts/wit-parser';
import fc, { type Arbitrary } from 'fast-check';
import { expect } from 'vitest';
import { outcome, Pick, valuesOf } from './arbitrary.js';
import { invoke, type Exports } from './call.js';
import { capital } from './values.js';

/** An exported function. */
export interface Target {
  /** The interface that it is in; `null` for the world itself. */
  instance: string | null;
  function: WitFunction;
}

/** A call that may name handles by {@link Pick}. */
export interface RandomCall {
  target: Target;
  args: unknown[];
}

/** All functions that a component exports. */
export function targetsOf({ resolve, world }: { resolve: Resolve; world: number }): Target[] {
  return [...(resolve.worlds[world]?.exports ?? [])].flatMap(([key, item]): Target[] => {
    if (item.kind === 'function') return [{ instance: null, function: item.function }];
    if (item.kind !== 'interface') return [];
    const instance = worldItemName(resolve, key);
    const functions = resolve.interfaces[item.id]?.functions.values() ?? [];
    return [...functions].map((each) => ({ instance, function: each }));
  });
}

/** `interface#function`. */
export function titleOf({ instance, function: { name } }: Target): string {
  return instance === null ? name : `${instance.replace(/^.*\//, '').replace(/@.*/, '')}#${name}`;
}

/**
 * Random arguments of a function.
 *
 * @param named - what to take for types of a name, and for parameters by function and name, as `resize.width`
 */
export function argumentsOf(
  resolve: Resolve,
  { function: { name, params } }: Target,
  named: ReadonlyMap<string, Arbitrary<unknown>> = new Map(),
): Arbitrary<unknown[]> {
  return fc.tuple(
    ...params.map(
      (param) => named.get(`${name}.${param.name}`) ?? valuesOf(resolve, param.type, named),
    ),
  );
}

/** A resource that both hosts gave in the same place. */
interface Shared {
  readonly resource: string;
  readonly mine: unknown;
  readonly theirs: unknown;
  alive: boolean;
}

/** The same component through two hosts. */
export class Both {
  readonly #mine: Exports;
  readonly #theirs: Exports;
  #handles: Shared[] = [];

  constructor(mine: Exports, theirs: Exports) {
    this.#mine = mine;
    this.#theirs = theirs;
  }

  /** Makes a call through both and expects the same of them. @returns whether there were handles for it */
  call({ target, args }: RandomCall): boolean {
    const picked = new Map<Pick, Shared>();
    if (!this.#pick(args, picked)) return false;
    const through = (exports: Exports, side: 'mine' | 'theirs'): unknown => {
      const scope = target.instance === null ? exports : (exports[target.instance] as Exports);
      const given = fill(args, (pick) => picked.get(pick)?.[side]) as unknown[];
      return outcome(() => invoke(scope, target.function, given));
    };
    const mine = through(this.#mine, 'mine');
    const theirs = through(this.#theirs, 'theirs');
    for (const [pick, shared] of picked) if (pick.owned) shared.alive = false;
    const [got, wanted]: [unknown[], unknown[]] = [[], []];
    const [left, right] = [withoutHandles(mine, got), withoutHandles(theirs, wanted)];
    if (!isDeepStrictEqual(left, right)) expect(left).toStrictEqual(right);
    got.forEach((handle, index) => {
      const resource = classOf(handle);
      this.#handles.push({ resource, mine: handle, theirs: wanted[index], alive: true });
    });
    return true;
  }

  /** Calls a function without parameters through ours alone. */
  ask(target: Target): unknown {
    const { instance } = target;
    const scope = instance === null ? this.#mine : (this.#mine[instance] as Exports);
    return invoke(scope, target.function, []);
  }

  /** Drops all resources that are left, through both. */
  drop(): void {
    for (const { mine, theirs, alive } of this.#handles) {
      if (!alive) continue;
      (mine as Disposable)[Symbol.dispose]();
      try {
        (theirs as Disposable)[Symbol.dispose]();
      } catch {
        // jco 1.34 does not know some of the handles any more that it gave inside of lists and variants.
      }
    }
    this.#handles = [];
  }

  /** Chooses a live resource for each handle: each only once, where one of them owns it. */
  #pick(value: unknown, picked: Map<Pick, Shared>): boolean {
    if (value instanceof Pick) {
      const taken = [...picked];
      const free = this.#handles.filter(
        (each) =>
          each.alive &&
          each.resource === className(value.resource) &&
          !taken.some(([pick, other]) => other === each && (pick.owned || value.owned)),
      );
      const found = free[value.index % Math.max(free.length, 1)];
      if (found !== undefined) picked.set(value, found);
      return found !== undefined;
    }
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return true;
    return Object.values(value).every((part) => this.#pick(part, picked));
  }
}

function className(resource: string): string {
  return resource.split('-').map(capital).join('');
}

/** Where two classes have a name, jco numbers them. */
function classOf(handle: unknown): string {
  return (handle as object).constructor.name.replace(/\$\d+$/, '');
}

/** The value with handles in the place of picks. */
function fill(value: unknown, handle: (pick: Pick) => unknown): unknown {
  if (value instanceof Pick) return handle(value);
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value) || value instanceof Map) return value;
  if (Array.isArray(value)) return value.map((part) => fill(part, handle));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, fill(part, handle)]));
}

/** The value with the names of classes in the place of handles, which go to `handles` in order. */
function withoutHandles(value: unknown, handles: unknown[]): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value) || value instanceof Map) return value;
  if (Array.isArray(value)) return value.map((part) => withoutHandles(part, handles));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) {
    handles.push(value);
    return `a ${classOf(value)}`;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, withoutHandles(part, handles)]),
  );
}
