/** What the imports of a component ask for, and who gives it. */
import { interfaceOfKey, qualifiedName, type Resolve, type World } from '@wit-ts/wit-parser';
import { type Failure, failure } from '../errors/failure.js';
import type { Io } from '../io/io.js';
import type { Grants } from './grants.js';
import type { Component } from './instantiate.js';
import { createWasi } from './wasi.js';

/** What a component is started with. */
export interface Context {
  /** Its own name first. */
  readonly args: readonly string[];
  readonly grants: Grants;
}

/**
 * The imports of a component, all of them from WASI.
 *
 * @throws Failure where it imports something else
 */
export async function importsFor(
  component: Component,
  world: World,
  { args, grants }: Context,
  io: Io,
): Promise<object> {
  const needed = neededInterfaces(component.resolve, world, component.name);
  const imports = Object.create(null) as Record<string, unknown>;
  if (needed.length === 0) return imports;
  const { interfaces } = await createWasi(grants, args, component.bytes, io);
  for (const name of needed) {
    const found = interfaces.get(name);
    if (found === undefined) throw notSupplied(component.name, [name]);
    imports[name] = found;
  }
  return imports;
}

/** The interfaces of WASI that have to be supplied, without their versions. */
function neededInterfaces(resolve: Resolve, world: World, name: string): string[] {
  const needed = new Set<string>();
  const others: string[] = [];
  for (const [key, item] of world.imports) {
    if (item.kind === 'type') continue;
    if (item.kind === 'function') {
      others.push(key);
      continue;
    }
    const found = resolve.interfaces[item.id];
    if (found === undefined || !asksForSomething(resolve, found)) continue;
    const owner = resolve.packages[found.package]?.name;
    const short = interfaceOfKey(key) === undefined ? null : found.name;
    if (owner === undefined || short === null) others.push(key);
    else if (owner.namespace !== 'wasi') others.push(qualifiedName(owner, short));
    else needed.add(`wasi:${owner.name}/${short}`);
  }
  if (others.length > 0) throw notSupplied(name, others);
  return [...needed];
}

/** An interface of value types alone asks nothing of the host. */
function asksForSomething(resolve: Resolve, item: Resolve['interfaces'][number]): boolean {
  if (item.functions.size > 0) return true;
  return [...item.types.values()].some((id) => resolve.types[id]?.kind.kind === 'resource');
}

function notSupplied(name: string, interfaces: readonly string[]): Failure {
  const shown = interfaces.slice(0, 8).join(', ');
  const rest = interfaces.length > 8 ? ` and ${interfaces.length - 8} more` : '';
  return failure(
    'CLI0406',
    `${name} imports ${shown}${rest}, which wit-ts run does not supply`,
    'it supplies wasi:cli, clocks, filesystem, http, io, random and sockets of WASI 0.2; link the rest with wit-ts compose, or call the component from a program',
  );
}
