/** Calls for every function that a component exports, with arguments made up for them. */
import {
  dealias,
  interfaceOfKey,
  type Resolve,
  type Type,
  type WitFunction,
  worldItemName,
} from '@wit-ts/wit-parser';
import type { Call } from '../fixtures.js';
import { camel, type Json } from '../values.js';
import { originOf, shapeOf, Unspeakable } from './shapes.js';

export type Request = Pick<Call, 'instance' | 'function' | 'args'>;

/** One call for each function that can be called from outside, after those that make its handles. */
export function callsOf(resolve: Resolve, world: number): Request[] {
  return new Caller(resolve, world).calls;
}

interface Offered {
  instance: string | null;
  /** The interface; undefined for the world itself. */
  home: number | undefined;
  function: WitFunction;
}

class Caller {
  readonly calls: Request[] = [];
  private readonly offered: Offered[] = [];
  private readonly making = new Set<number>();
  private count = 0;

  constructor(
    private readonly resolve: Resolve,
    world: number,
  ) {
    for (const [key, item] of resolve.worlds[world]?.exports ?? []) {
      if (item.kind === 'function') {
        this.offered.push({ instance: null, home: undefined, function: item.function });
      } else if (item.kind === 'interface') {
        const home = interfaceOfKey(key) ?? item.id;
        for (const each of resolve.interfaces[home]?.functions.values() ?? []) {
          this.offered.push({ instance: worldItemName(resolve, key), home, function: each });
        }
      }
    }
    for (const each of this.offered) {
      const made = this.calls.length;
      try {
        this.call(each);
      } catch (error) {
        if (!(error instanceof Unspeakable)) throw error;
        this.calls.length = made;
      }
    }
  }

  /** @returns the number of the call */
  private call({ instance, function: declared }: Offered): number {
    const { result } = declared;
    if (result !== undefined && !this.isOwn(result)) this.refuseHandles(result);
    if (declared.kind.kind !== 'constructor' && 'async' in declared.kind && declared.kind.async) {
      throw new Unspeakable('an asynchronous function');
    }
    const args = declared.params.map(({ type }) => this.value(type));
    this.calls.push({ instance, function: declared.name, args });
    return this.calls.length - 1;
  }

  private isOwn(type: Type): boolean {
    const kind = this.kindOf(type);
    return kind?.kind === 'handle' && kind.handle === 'own';
  }

  private kindOf(type: Type): Resolve['types'][number]['kind'] | undefined {
    const resolved = dealias(this.resolve, type);
    return typeof resolved === 'string' ? undefined : this.resolve.types[resolved]?.kind;
  }

  /** Answers with handles inside of them cannot be compared. */
  private refuseHandles(type: Type): void {
    const todo: unknown[] = [shapeOf(this.resolve, type)];
    for (let shape = todo.pop(); shape !== undefined; shape = todo.pop()) {
      if (typeof shape !== 'object' || shape === null) continue;
      if ('kind' in shape && shape.kind === 'handle') throw new Unspeakable('a handle inside');
      todo.push(...Object.values(shape));
    }
  }

  private value(type: Type): Json {
    const resolved = dealias(this.resolve, type);
    this.count = (this.count * 7 + 3) % 101;
    if (typeof resolved === 'string') return this.primitive(resolved);
    const kind = this.resolve.types[resolved]?.kind;
    switch (kind?.kind) {
      case 'record':
        return Object.fromEntries(
          kind.fields.map((field) => [camel(field.name), this.value(field.type)]),
        );
      case 'tuple':
        return kind.types.map((of) => this.value(of));
      case 'list':
        return [this.value(kind.type), this.value(kind.type)];
      case 'flags':
        return Object.fromEntries(
          kind.flags.map(({ name }, index) => [camel(name), index % 2 === 0]),
        );
      case 'enum':
        return kind.cases[this.count % kind.cases.length]?.name ?? null;
      case 'option':
        if (this.kindOf(kind.type)?.kind !== 'option') return this.value(kind.type);
        return { tag: 'some', val: this.value(kind.type) };
      case 'result': {
        const [tag, of] = this.count % 2 === 0 ? ['ok', kind.ok] : ['err', kind.err];
        return of === null || of === undefined
          ? { tag: String(tag) }
          : { tag: String(tag), val: this.value(of as Type) };
      }
      case 'variant': {
        const chosen = kind.cases[this.count % kind.cases.length];
        if (chosen === undefined) throw new Unspeakable('a variant without cases');
        const { name, type: of } = chosen;
        return of === null ? { tag: name } : { tag: name, val: this.value(of) };
      }
      case 'handle':
        return { result: this.handle(originOf(this.resolve, kind.type)) };
      default:
        throw new Unspeakable(kind?.kind ?? 'nothing');
    }
  }

  private primitive(type: string): Json {
    const { count } = this;
    switch (type) {
      case 'bool':
        return count % 2 === 0;
      case 'char':
        return 'é';
      case 'string':
        return `text ${count}`;
      case 'u64':
      case 's64':
        return String(count);
      case 'error-context':
        throw new Unspeakable(type);
      default:
        return count;
    }
  }

  /** A fresh handle, from a function that gives one. */
  private handle(resource: number): number {
    const source = this.offered.find(({ function: { result } }) => {
      if (result === undefined || !this.isOwn(result)) return false;
      const kind = this.kindOf(result);
      return kind?.kind === 'handle' && originOf(this.resolve, kind.type) === resource;
    });
    if (source === undefined || this.making.has(resource)) throw new Unspeakable('a handle');
    this.making.add(resource);
    try {
      return this.call(source);
    } finally {
      this.making.delete(resource);
    }
  }
}
