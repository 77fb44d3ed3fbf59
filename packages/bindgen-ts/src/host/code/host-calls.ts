import type { InterfaceId, Resolve, TypeId, WitFunction } from '@wit-ts/wit-parser';
import { memberAccess, memberName, methodNames, typeName } from '../../naming/index.js';
import type { Doc } from '../../output/doc.js';
import type { InterfaceFiles } from '../../types/index.js';
import { call } from './code.js';
import type { Env } from './env.js';

/** How the functions that the host supplies are called, and what has to be looked up for that. */
export class HostCalls {
  readonly #env: Env;
  readonly #resolve: Resolve;
  readonly #files: InterfaceFiles;
  /** Interfaces of the world by their names in the component. */
  readonly #interfaces: ReadonlyMap<string, InterfaceId>;
  /** Functions that the world itself imports. */
  readonly #worldFunctions: readonly WitFunction[];
  /** Names of methods by interface and resource. */
  readonly #methods = new Map<string, ReadonlyMap<string, string>>();
  /** Interfaces that are called: the name of the variable, and the members that are used. */
  readonly interfaces = new Map<string, { readonly name: string; readonly members: Set<string> }>();
  /** Functions and classes of the world itself: the name of the variable. */
  readonly functions = new Map<string, string>();

  constructor(
    env: Env,
    resolve: Resolve,
    files: InterfaceFiles,
    interfaces: ReadonlyMap<string, InterfaceId>,
    worldFunctions: readonly WitFunction[],
  ) {
    this.#env = env;
    this.#resolve = resolve;
    this.#files = files;
    this.#interfaces = interfaces;
    this.#worldFunctions = worldFunctions;
  }

  /** A call of an imported function with arguments that are lifted. */
  expression(index: number, args: readonly Doc[]): Doc {
    const item = this.#env.plan.imports[index];
    if (item === undefined) throw new Error(`no import ${index}`);
    const { from, name } = item;
    const parsed = /^\[(constructor|method|static)\]([^.]+)(?:\.(.+))?$/.exec(name);
    const resource = parsed?.[2];
    if (parsed === null || resource === undefined)
      return call(
        from === undefined
          ? this.#function(name)
          : this.#member(from, this.#functionName(from, name)),
        args,
      );
    const method = this.#methodName(from, resource, name);
    switch (parsed[1]) {
      case 'constructor':
        return ['new ', call(this.resourceClass(from, resource), args)];
      case 'static':
        return call(`${this.resourceClass(from, resource)}${memberAccess(method)}`, args);
      default: {
        const [self = 'undefined', ...rest] = args;
        return call([self, memberAccess(method)], rest);
      }
    }
  }

  /** The class that the host supplies for a resource. */
  resourceClass(from: string | undefined, resource: string): string {
    return from === undefined
      ? this.#function(resource)
      : this.#member(from, this.#className(from, resource));
  }

  /** A function or class that is imported by the world itself. */
  #function(name: string): string {
    let variable = this.functions.get(name);
    if (variable === undefined) {
      variable = this.#env.names.module(memberName(`host-${name}`));
      this.functions.set(name, variable);
    }
    return variable;
  }

  #member(from: string, member: string): string {
    let known = this.interfaces.get(from);
    if (known === undefined) {
      const short = from.replace(/@.*$/, '').replace(/^.*\//, '');
      known = { name: this.#env.names.module(memberName(`host-${short}`)), members: new Set() };
      this.interfaces.set(from, known);
    }
    known.members.add(member);
    return `${known.name}${memberAccess(member)}`;
  }

  #functionName(from: string, name: string): string {
    const id = this.#interfaces.get(from);
    return (
      (id === undefined ? undefined : this.#files.names(id).functions.get(name)?.exported) ??
      memberName(name)
    );
  }

  #methodName(from: string | undefined, resource: string, name: string): string {
    const key = `${from ?? ''} ${resource}`;
    let names = this.#methods.get(key);
    if (names === undefined) {
      const prefixes = [`[method]${resource}.`, `[static]${resource}.`];
      const own = this.#functionsOf(from).filter(({ name: each }) =>
        prefixes.some((prefix) => each.startsWith(prefix)),
      );
      names = methodNames(own);
      this.#methods.set(key, names);
    }
    return names.get(name) ?? memberName(name.slice(name.lastIndexOf('.') + 1));
  }

  #functionsOf(from: string | undefined): readonly WitFunction[] {
    if (from === undefined) return this.#worldFunctions;
    const id = this.#interfaces.get(from);
    const functions = id === undefined ? undefined : this.#resolve.interfaces[id]?.functions;
    return [...(functions?.values() ?? [])];
  }

  #className(from: string, resource: string): string {
    const id = this.#interfaces.get(from);
    const type: TypeId | undefined =
      id === undefined ? undefined : this.#resolve.interfaces[id]?.types.get(resource);
    const name =
      id === undefined || type === undefined ? undefined : this.#files.names(id).types.get(type);
    return name ?? typeName(resource);
  }
}
