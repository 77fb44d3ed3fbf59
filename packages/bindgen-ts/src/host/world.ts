import type { InterfaceId, Resolve, Type, TypeId, World, WitFunction } from '@wit-ts/wit-parser';
import { interfaceOfKey } from '@wit-ts/wit-parser';
import { InterfaceFiles, shortName } from '../types/index.js';

/** An interface that a world imports or exports. */
export interface WorldInterface {
  readonly id: InterfaceId;
  /** As the component spells it: `my:pkg/types@1.2.3`, or the plain name. */
  readonly label: string;
  /** Without the version. */
  readonly bare: string;
  /** Last part in camelCase. */
  readonly short: string;
}

/** The imports and exports of a world, apart by kind. */
export interface WorldItems {
  readonly importedInterfaces: readonly WorldInterface[];
  readonly importedFunctions: readonly WitFunction[];
  /** Resources that the world itself imports, whose classes the host supplies. */
  readonly importedResources: readonly { readonly name: string; readonly id: TypeId }[];
  readonly exportedInterfaces: readonly WorldInterface[];
  readonly exportedFunctions: readonly WitFunction[];
}

/** Takes the items of a world apart. */
export function worldItems(resolve: Resolve, world: World, files: InterfaceFiles): WorldItems {
  const split = (
    items: World['imports'],
  ): { interfaces: WorldInterface[]; functions: WitFunction[] } => {
    const interfaces: WorldInterface[] = [];
    const functions: WitFunction[] = [];
    for (const [key, item] of items) {
      if (item.kind === 'function') functions.push(item.function);
      else if (item.kind === 'interface') {
        const label = interfaceOfKey(key) === undefined ? key : files.label(item.id);
        const at = label.indexOf('@');
        const bare = at === -1 ? label : label.slice(0, at);
        interfaces.push({ id: item.id, label, bare, short: shortName(label) });
      }
    }
    return { interfaces, functions };
  };
  const imports = split(world.imports);
  const exports = split(world.exports);
  return {
    importedInterfaces: imports.interfaces,
    importedFunctions: imports.functions,
    importedResources: [...world.imports].flatMap(([name, item]) =>
      item.kind === 'type' && resolve.types[item.id]?.kind.kind === 'resource'
        ? [{ name, id: item.id }]
        : [],
    ),
    exportedInterfaces: exports.interfaces,
    exportedFunctions: exports.functions,
  };
}

/** Whether an interface asks something of who implements it; one of value types alone does not. */
export function hasMembers(resolve: Resolve, id: InterfaceId): boolean {
  const definition = resolve.interfaces[id];
  if (definition === undefined) return false;
  if (definition.functions.size > 0) return true;
  return [...definition.types.values()].some(
    (type) => resolve.types[type]?.kind.kind === 'resource',
  );
}

/** The key under which each imported interface is typed: without its version where that is clear. */
export function importKeys(interfaces: readonly WorldInterface[]): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  for (const item of interfaces) counts.set(item.bare, (counts.get(item.bare) ?? 0) + 1);
  return new Map(
    interfaces.map((item) => [
      item.label,
      (counts.get(item.bare) ?? 0) > 1 ? item.label : item.bare,
    ]),
  );
}

/**
 * Whether a function of the interface takes resources. Those come from the host, whose classes may have more members
 * than a component asks for.
 */
export function takesResources(resolve: Resolve, id: InterfaceId): boolean {
  const seen = new Set<TypeId>();
  const has = (type: Type | null): boolean => {
    if (typeof type !== 'number' || seen.has(type)) return false;
    seen.add(type);
    const kind = resolve.types[type]?.kind;
    switch (kind?.kind) {
      case 'handle':
        return true;
      case 'alias':
      case 'list':
      case 'fixed-length-list':
      case 'option':
      case 'future':
      case 'stream':
        return has(kind.type);
      case 'record':
        return kind.fields.some((field) => has(field.type));
      case 'variant':
        return kind.cases.some((item) => has(item.type));
      case 'tuple':
        return kind.types.some(has);
      case 'result':
        return has(kind.ok) || has(kind.err);
      case 'map':
        return has(kind.key) || has(kind.value);
      default:
        return false;
    }
  };
  return [...(resolve.interfaces[id]?.functions.values() ?? [])].some((item) => {
    seen.clear();
    return item.kind.kind === 'freestanding' && item.params.some((param) => has(param.type));
  });
}
