/** What a module has to export that implements a world, by the names that JavaScript sees. */
import { type Resolve, type WorldId, worldItemName } from '@wit-ts/wit-parser';
import { memberName, methodName } from '../naming/index.js';
import { bareMethodName, functionsOf } from './export-module.js';
import { planWorld } from './world-plan.js';

/** A member of an exported interface, or of a class. */
export interface ExpectedMember {
  /** The name in JavaScript. */
  readonly name: string;
  readonly kind: 'function' | 'class' | 'method' | 'static';
  /** The function in WIT, such as `[method]r.f`; absent for a class. */
  readonly function?: string;
  /** Of a class: its methods and static functions. */
  readonly members: readonly ExpectedMember[];
}

export interface ExpectedExport {
  readonly name: string;
  readonly kind: 'function' | 'interface';
  /** The key of the export of the world. */
  readonly key: string;
  /** How WIT calls it: `ns:pkg/iface@1.0.0`, or the name of a function. */
  readonly label: string;
  readonly members: readonly ExpectedMember[];
}

/** All exports that the world asks for, in its order. */
export function expectedExports(resolve: Resolve, id: WorldId): ExpectedExport[] {
  const plan = planWorld(resolve, id);
  const found: ExpectedExport[] = [];
  let interfaces = 0;
  for (const [key, item] of plan.world.exports) {
    const label = worldItemName(resolve, key);
    if (item.kind === 'function') {
      const fn = plan.functions.find((each) => each.function === item.function);
      if (fn !== undefined) {
        found.push({ name: fn.key, kind: 'function', key, label, members: [] });
      }
    }
    if (item.kind !== 'interface') continue;
    const planned = plan.exports[interfaces++];
    const definition = resolve.interfaces[item.id];
    if (planned === undefined || definition === undefined) continue;
    const functions = [...definition.functions.values()];
    const members: ExpectedMember[] = [];
    for (const type of definition.types.values()) {
      if (resolve.types[type]?.kind.kind !== 'resource') continue;
      const own = functionsOf(plan, functions, type).filter(
        ({ kind }) => kind.kind === 'method' || kind.kind === 'static',
      );
      members.push({
        name: plan.files.names(item.id).types.get(type) ?? '',
        kind: 'class',
        members: own.map((fn) => {
          const kind = fn.kind.kind === 'static' ? 'static' : 'method';
          const written = methodName(bareMethodName(fn), kind === 'static');
          const name = written.startsWith('[') ? 'constructor' : written;
          return { name, kind, function: fn.name, members: [] };
        }),
      });
    }
    for (const fn of functions) {
      if (fn.kind.kind !== 'freestanding') continue;
      members.push({ name: memberName(fn.name), kind: 'function', function: fn.name, members: [] });
    }
    found.push({ name: planned.key, kind: 'interface', key, label, members });
  }
  return found;
}
